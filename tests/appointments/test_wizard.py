"""The wizard's handlers: who comes as what, and at which price."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.availability.practice import PARIS, types_of
from tests.fixtures.practice import Practice
from tests.focus.acting import call, page_of
from trustcoach_app import clock
from trustcoach_app.appointments.wizard.state import WizardState
from trustcoach_app.availability.service import add_time_off
from trustcoach_app.bookings.queries import bookings_between
from trustcoach_app.clients.queries import by_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.bookings import Booking, BookingStatus
from trustcoach_app.models.clients import ClientStage
from trustcoach_app.models.people import Coach

FOREVER = clock.now().replace(year=2100)


async def wizard_at_the_last_step(practice: Practice, client: str, kind: str = "Séance de coaching") -> tuple[Any, Any]:
    """The wizard with a person, a type and a free time, and what its form holds."""
    type_id = (await types_of(practice))[kind].id
    page = await page_of(practice, WizardState)
    await call(WizardState.start, page, "")
    await call(WizardState.look_up, page, client)
    sent: dict[str, Any] = {"client": client, "type_id": str(type_id), "mode": "remote"}
    await call(WizardState.forward, page, sent)
    await call(WizardState.forward, page, sent)
    await call(WizardState.turn_month, page, True)
    free = next(day.value for day in page.month.cells if day.is_free)
    await call(WizardState.choose_day, page, free)
    sent["slot"] = page.offer.groups[0].slots[0].value
    await call(WizardState.forward, page, sent)
    assert (page.step, page.errors) == (4, {})
    return page, sent


async def at_the_step_of_slots(practice: Practice, wanted: str) -> Any:
    """The wizard as it shows a day, opened on `wanted`."""
    kind = (await types_of(practice))["Séance de coaching"]
    page = await page_of(practice, WizardState)
    await call(WizardState.start, page, wanted)
    sent = {"client": "Sophie Durand", "type_id": str(kind.id)}
    await call(WizardState.forward, page, sent)
    await call(WizardState.forward, page, sent)
    return page


async def with_a_rate(practice: Practice) -> None:
    """90 € an hour, so that its types have a price."""
    async with unit_of_work(practice.principal) as db:
        coach = await db.get(Coach, practice.coach_id)
        assert coach is not None
        coach.hourly_rate_cents = 9000


async def booked(practice: Practice) -> Booking:
    [row] = await practice.does(bookings_between, start=clock.now(), end=FOREVER, statuses=[BookingStatus.CONFIRMED])
    return row


@pytest.mark.parametrize(("ticked", "stage"), [({}, ClientStage.PROSPECT), ({"is_client": True}, ClientStage.CLIENT)])
async def test_a_new_person_is_a_prospect_unless_ticked(
    alice: Practice, ticked: dict[str, bool], stage: ClientStage
) -> None:
    page, sent = await wizard_at_the_last_step(alice, "Sophie Durand")
    await call(WizardState.forward, page, {**sent, "email": "sophie@exemple.fr", **ticked})
    row = await booked(alice)
    assert (await alice.does(by_id, client_id=row.client_id)).stage is stage


async def test_a_known_client_stays_what_she_is(alice: Practice) -> None:
    page, sent = await wizard_at_the_last_step(alice, "Marie Dupont")
    await call(WizardState.forward, page, sent)
    row = await booked(alice)
    assert row.client_id == alice.client_id
    assert (await alice.does(by_id, client_id=row.client_id)).stage is ClientStage.CLIENT


async def test_the_price_is_the_type_s_then_the_one_last_agreed(alice: Practice) -> None:
    await with_a_rate(alice)
    page, sent = await wizard_at_the_last_step(alice, "Marie Dupont")
    assert page.price == "90"
    await call(WizardState.forward, page, {**sent, "price": "75,50"})
    assert (await booked(alice)).price_cents == 7550
    page, _ = await wizard_at_the_last_step(alice, "Marie Dupont")
    assert page.price == "75,50"
    page, _ = await wizard_at_the_last_step(alice, "Marie Dupont", "Séance découverte")
    assert page.price == "0"
    page, _ = await wizard_at_the_last_step(alice, "Sophie Durand")
    assert page.price == "90"


async def test_a_price_that_is_none_is_said_on_its_step(alice: Practice) -> None:
    page, sent = await wizard_at_the_last_step(alice, "Marie Dupont")
    await call(WizardState.forward, page, {**sent, "price": "beaucoup"})
    assert (page.step, set(page.errors)) == (4, {"price"})


async def test_without_a_price_it_is_the_type_s(alice: Practice) -> None:
    await with_a_rate(alice)
    page, sent = await wizard_at_the_last_step(alice, "Marie Dupont")
    await call(WizardState.forward, page, sent)
    assert (await booked(alice)).price_cents == 9000


async def test_it_opens_on_the_first_day_with_a_free_time(alice: Practice) -> None:
    today = clock.now().astimezone(PARIS).replace(hour=0, minute=0, second=0, microsecond=0)
    away = {"starts_at": today, "ends_at": today + timedelta(days=2)}
    await alice.does(add_time_off, **away, now=clock.now())
    page = await at_the_step_of_slots(alice, "")
    assert date.fromisoformat(page.offer.day) >= away["ends_at"].date()
    assert page.offer.groups


async def test_a_day_that_was_chosen_stays_and_names_the_next_free_one(alice: Practice) -> None:
    chosen = clock.now().astimezone(PARIS) + timedelta(days=10)
    chosen = chosen.replace(hour=0, minute=0, second=0, microsecond=0)
    await alice.does(add_time_off, starts_at=chosen, ends_at=chosen + timedelta(days=1), now=clock.now())
    page = await at_the_step_of_slots(alice, chosen.date().isoformat())
    assert (page.offer.day, page.offer.groups) == (chosen.date().isoformat(), [])
    await call(WizardState.choose_day, page, page.offer.next_day)
    assert page.offer.groups
    assert page.offer.next_day == ""
