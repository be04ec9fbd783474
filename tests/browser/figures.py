"""A setter with two months behind it, written as the webhook would have brought it, and the scenes of its figures."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from playwright.async_api import expect

from tests.browser.office import HOUR, Office
from tests.browser.windows import Window
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.lead_history import EventOrigin, EventType
from trustcoach_app.models.setter import AcquisitionCost
from trustcoach_app.setter.intake.apply import apply_events
from trustcoach_app.setter.intake.events import LeadProfile, SetterEvent
from trustcoach_app.setter.rollup.run import roll_up

PATH = "/dashboard/coach/setter"
LEADS = 84
JOBS = ("Infirmière", "Avocate", "Enseignante", "Chef de projet", "Kinésithérapeute", "Commerçant", "")
SOURCES = ("story", "story", "post", "keyword", "dm_organique", "story", "reel")
GENDERS = ("female", "female", "male", None, "female", "other", "male")
STAGES = (
    EventType.QUALIFIED,
    EventType.MAGNET_SENT,
    EventType.EMAIL_CAPTURED,
    EventType.CALL_PROPOSED,
    EventType.CALL_BOOKED,
    EventType.CALL_HELD,
)
_numbers = count(1)


def said(office: Office, kind: EventType, ago: timedelta, lead: str, **data: Any) -> SetterEvent:
    """One event of a lead, so long ago."""
    known: dict[str, Any] = data.pop("known", {})
    if kind is EventType.CALL_BOOKED:
        data["scheduled_at"] = (office.clock.now() - ago + 24 * HOUR).isoformat()
    return SetterEvent(f"essai-{next(_numbers)}", kind, office.clock.now() - ago, LeadProfile(lead, known), data)


async def bring(office: Office, *events: SetterEvent) -> None:
    """Take events in and add them up, as the jobs do."""
    now = office.clock.now()
    await office.does(apply_events, events=events, origin=EventOrigin.HOOK, now=now)
    await office.does(roll_up, now=now)


def _talk(office: Office, number: int) -> list[SetterEvent]:
    """One lead: up to four messages, some answered; then as many stages as it came to."""
    lead, ago = f"lead-{number}", timedelta(days=number * 61 // LEADS, hours=number % 17)
    known = {
        "instagram_username": f"personne.{number}",
        "source": SOURCES[number % 7],
        "gender": GENDERS[number % 7],
        "job_title": JOBS[number * 3 % 7],
        "age": 24 + number * 7 % 30 if number % 3 else None,
    }
    events: list[SetterEvent] = []
    for message in range(1 + number % 4):
        sender = "human" if number % 9 == 0 and message else "ai"
        words = {"text": "Bonjour", "sender": sender, "known": known}
        events.append(said(office, EventType.SENT, ago - message * HOUR / 2, lead, **words))
        if (number + message) % 5 < 3:
            events.append(said(office, EventType.RECEIVED, ago - message * HOUR / 2 - HOUR / 6, lead, text="Oui"))
    reached = (number * 5) % 11 if number % 2 else 0
    for place, stage in enumerate(STAGES[:reached]):
        data = {"email": f"{lead}@exemple.fr"} if stage is EventType.EMAIL_CAPTURED else {}
        events.append(said(office, stage, ago - (place + 4) * HOUR, lead, **data))
    if reached > 7:
        events.append(said(office, EventType.WON, ago - 12 * HOUR, lead, deal_value_cents=60_000 + number * 1_000))
    elif number % 6 == 5:
        reason = ("price", "time", "tried", "price", "hesitation")[number % 5]
        events.append(said(office, EventType.LOST, ago - 12 * HOUR, lead, reason=reason))
    return [event for event in events if event.occurred_at <= office.clock.now()]


async def two_months(office: Office) -> None:
    """Eighty-four leads and what they cost."""
    today = office.clock.now().date()
    months = {today.replace(day=1), (today.replace(day=1) - timedelta(days=1)).replace(day=1)}
    async with unit_of_work(office.principal) as db:
        db.add_all(_cost(office, month, source) for month in months for source in ("story", ""))
    await bring(office, *(event for number in range(LEADS) for event in _talk(office, number)))


def _cost(office: Office, month: date, source: str) -> AcquisitionCost:
    coach_id = office.person.coach_id
    assert coach_id is not None
    return AcquisitionCost(coach_id=coach_id, month=month, source=source, amount_cents=18_000 if source else 9_900)


async def figures_empty(window: Window, office: Office) -> None:
    await window.go(PATH)
    await expect(window.page.get_by_text("Aucun lead pour l’instant")).to_be_visible()


async def figures_partial(window: Window, office: Office) -> None:
    await bring(office, said(office, EventType.SENT, HOUR, "seul", text="Bonjour", sender="ai"))
    await window.go(PATH)
    await expect(figure(window, "messages_sent")).to_contain_text("1")


async def figures_full(window: Window, office: Office) -> None:
    await two_months(office)
    await window.go(PATH)
    await expect(figure(window, "roi_pct")).to_contain_text("de coûts saisis")


async def figures_settings(window: Window, office: Office) -> None:
    await window.go(f"{PATH}/reglages")
    await expect(window.page.get_by_role("cell", name="Story").first).to_be_visible()


async def figures_cost(window: Window, office: Office) -> None:
    await window.button("Ajouter un coût").click()
    await expect(window.dialog().get_by_label("Mois")).to_be_focused()


def figure(window: Window, key: str) -> Any:
    """The card of a figure."""
    return window.page.locator(f'[data-figure="{key}"]')


async def figures_forgotten(window: Window, office: Office) -> None:
    await window.go(PATH)
    await window.page.locator(".todo-fold").click()
    await expect(window.page.get_by_role("list", name="Leads sans contact depuis longtemps")).to_be_visible()


async def figures_put_off(window: Window, office: Office) -> None:
    await window.page.get_by_role("button", name="Reporter").first.click()
    await window.page.get_by_role("menuitem", name="Choisir un jour…").click()
    await expect(window.dialog().get_by_label("Reporter au")).to_be_focused()


FIGURES = (
    *(figures_empty, figures_partial, figures_full, figures_forgotten, figures_put_off),
    *(figures_settings, figures_cost),
)
