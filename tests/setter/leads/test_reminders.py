# pyright: reportPrivateUsage=false
"""« Relancé » and « Reporter » as they are clicked: by days of the coach, undone exactly, and never another's lead."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from tests.fixtures.practice import NOW, Practice
from tests.focus.acting import call, page_of, said
from tests.setter.scenes import given_lead
from trustcoach_app import clock
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.models.leads import Lead
from trustcoach_app.setter.follow_up import priority
from trustcoach_app.setter.lead import service
from trustcoach_app.setter.lead.present.lead import lead_view
from trustcoach_app.setter.lead.queries import lead_facts, lead_of
from trustcoach_app.setter.lead.reminder.state import LeadPutOffState, LeadReminderState
from trustcoach_app.setter.present import instagram_href
from trustcoach_app.shell.state import ShellState

PARIS = ZoneInfo("Europe/Paris")
ACTS: tuple[tuple[Any, Any, tuple[Any, ...]], ...] = (
    (LeadReminderState, LeadReminderState.follow_up, ()),
    (LeadReminderState, LeadReminderState.snooze, (3,)),
    (LeadPutOffState, LeadPutOffState.open, ()),
    (LeadReminderState, LeadReminderState.restore, ("", "")),
)


async def of(practice: Practice, lead_id: UUID) -> Lead:
    return await practice.does(lead_of, lead_id=lead_id)


async def due(practice: Practice) -> UUID:
    """A qualified lead who has not answered for four days."""
    story = "in 0, out 1, qualified 2, out 3"
    lead_id = await given_lead(practice, story, since=clock.now() - timedelta(days=4))
    assert priority(await of(practice, lead_id), clock.now())
    return lead_id


async def undo(page: LeadReminderState) -> Any:
    """Take what the newest toast offers."""
    shell = await page.get_state(ShellState)
    [[event]] = list(shell._offers.values())
    return await call(LeadReminderState.restore, page, *event.payload.values())


@pytest.mark.parametrize(("kind", "handler", "arguments"), ACTS)
async def test_ids_that_are_none_and_another_practice_s(
    alice: Practice, bob: Practice, kind: Any, handler: Any, arguments: tuple[Any, ...]
) -> None:
    theirs = await due(bob)
    for wrong in ("", "x", 3, str(uuid4()), str(theirs)):
        with pytest.raises(NotFound):
            await call(handler, await page_of(alice, kind), wrong, *arguments)
    assert (await of(bob, theirs)).deferred_until is None


async def test_followed_up_is_off_the_list_until_it_is_taken_back(alice: Practice) -> None:
    lead_id = await due(alice)
    page = await page_of(alice, LeadReminderState)
    await call(LeadReminderState.follow_up, page, str(lead_id))
    assert priority(await of(alice, lead_id), clock.now()) is None
    assert said(await undo(page)) == ["C’est rétabli."]
    lead = await of(alice, lead_id)
    assert (lead.followed_up_at, lead.snoozed_until) == (None, None)
    assert priority(lead, clock.now())


async def test_put_off_by_days_of_the_coach_and_taken_back(alice: Practice) -> None:
    lead_id = await due(alice)
    page = await page_of(alice, LeadReminderState)
    await call(LeadReminderState.snooze, page, str(lead_id), 3)
    day = clock.now().astimezone(PARIS).date() + timedelta(days=3)
    lead = await of(alice, lead_id)
    assert lead.snoozed_until == datetime.combine(day, time(), PARIS).astimezone(UTC)
    assert priority(lead, clock.now()) is None
    await call(LeadReminderState.snooze, page, str(lead_id), 7)
    await undo(page)
    assert (await of(alice, lead_id)).snoozed_until == lead.snoozed_until


async def test_any_day_within_a_year_is_typed_beside_its_sentence(alice: Practice) -> None:
    lead_id = await due(alice)
    page = await page_of(alice, LeadPutOffState)
    await call(LeadPutOffState.open, page, str(lead_id))
    today = clock.now().astimezone(PARIS).date()
    assert (page.first, page.last) == (str(today + timedelta(days=1)), str(today + timedelta(days=365)))
    for wrong in (None, "", "demain", "0001-01-01", "9999-12-31", str(today), str(today + timedelta(days=366))):
        await call(LeadPutOffState.save, page, {"until": wrong})
        assert (list(page.errors), page.row_id) == (["until"], str(lead_id)), wrong
    last = page.last
    await call(LeadPutOffState.save, page, {"until": last})
    assert not page.is_open
    assert (await of(alice, lead_id)).snoozed_until


@pytest.mark.parametrize("wrong", [0, -1, 366, True, "3", None, 10**30, 1.5])
async def test_delays_that_there_are_not(alice: Practice, wrong: Any) -> None:
    lead_id = await due(alice)
    with pytest.raises(InvalidInput):
        await call(LeadReminderState.snooze, await page_of(alice, LeadReminderState), str(lead_id), wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        ("x", ""),
        ("2026-01-01", ""),
        ("2026-01-01T10:00:00", ""),
        ("9999-01-01T00:00:00+00:00", ""),
        ("", "9999-01-01"),
        ("0001-01-01T00:00:00+14:00", ""),
        ("", "0001-01-01T00:00:00+14:00"),
        ("2009-12-31T00:00:00+00:00", ""),
    ],
)
async def test_an_undo_of_what_cannot_have_been(alice: Practice, wrong: tuple[str, str]) -> None:
    lead_id = await due(alice)
    with pytest.raises(InvalidInput):
        await call(LeadReminderState.restore, await page_of(alice, LeadReminderState), str(lead_id), *wrong)


@pytest.mark.parametrize(
    ("username", "address"),
    [
        ("", ""),
        ("..", ""),
        ("jeanne.moreau", "https://www.instagram.com/jeanne.moreau/"),
        ("javascript:alert(1)", "https://www.instagram.com/javascript%3Aalert%281%29/"),
        ("/../@evil.example", "https://www.instagram.com/%2F..%2F%40evil.example/"),
        ("é\r\nx", "https://www.instagram.com/%C3%A9%0D%0Ax/"),
    ],
)
def test_no_username_leads_anywhere_else(username: str, address: str) -> None:
    assert instagram_href(username) == address


async def test_the_page_offers_reminders_and_says_what_was_said(alice: Practice) -> None:
    open_lead = await given_lead(alice, "in 0, out 1")
    won, lost = await given_lead(alice, "in 0, won 1"), await given_lead(alice, "in 0, lost 1")
    back = await given_lead(alice, "in 0, lost 1, in 2")

    async def shown(lead_id: UUID) -> tuple[bool, str]:
        view = lead_view(await alice.does(lead_facts, lead_id=lead_id, messages=5), [], NOW)
        return view.can_be_reminded, view.reminder

    assert [await shown(each) for each in (open_lead, won, lost, back)] == [
        (True, ""),
        (False, ""),
        (False, ""),
        (True, ""),
    ]
    await alice.does(service.follow_up_lead, lead_id=open_lead, now=NOW)
    assert await shown(open_lead) == (True, "Relancé le 12 janv. 2026 à 10:00")
    await alice.does(service.snooze_lead, lead_id=open_lead, until=NOW + timedelta(days=3), now=NOW)
    assert await shown(open_lead) == (True, "Reporté au 15 janv. 2026")
