"""Goals from a client's file and from a session: one dialog, which knows whose it is and in which session."""

from typing import Any
from uuid import UUID

import pytest

from tests.bookings.diary import SLOT, given
from tests.fixtures.practice import NOW, Practice
from tests.focus.acting import call, page_of, take_offer
from trustcoach_app import clock
from trustcoach_app.bookings.service import start_session
from trustcoach_app.client_file.goals.state import GoalState, MeasureState
from trustcoach_app.clients.service import add_client
from trustcoach_app.errors import NotFound
from trustcoach_app.goals.queries import goals_of_client
from trustcoach_app.models.goals import Goal, GoalStatus
from trustcoach_app.sessions.queries import session_of_booking

SENT = {
    "title": "Oser dire non",
    "description": "",
    "category": "personal",
    "status": "in_progress",
    "target_value": "10",
    "unit": "/10",
    "start_date": "2026-01-12",
    "target_date": "",
}


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


async def the_goal(practice: Practice) -> Goal:
    [row] = await practice.does(goals_of_client, client_id=practice.client_id)
    return row.goal


async def set_in(practice: Practice, booking_id: UUID | str = "", client_id: UUID | str = "") -> None:
    """Set a goal in the dialog, as the page opens it."""
    page: Any = await page_of(practice, GoalState)
    await call(GoalState.open_new, page, str(client_id or practice.client_id), str(booking_id))
    await call(GoalState.save, page, SENT)
    assert not page.is_open


async def a_begun_session(practice: Practice) -> tuple[UUID, UUID]:
    row = await given(practice)
    await practice.does(start_session, booking_id=row.id, now=SLOT)
    return row.id, (await practice.does(session_of_booking, booking_id=row.id)).id


async def test_set_changed_and_measured_from_the_file(alice: Practice) -> None:
    await set_in(alice)
    row = await the_goal(alice)
    assert (row.title, row.session_id) == ("Oser dire non", None)
    page: Any = await page_of(alice, GoalState)
    await call(GoalState.open, page, str(row.id))
    await call(GoalState.save, page, {**SENT, "status": "completed"})
    assert ((await the_goal(alice)).status, (await the_goal(alice)).completed_at) == (GoalStatus.COMPLETED, NOW)
    measure: Any = await page.get_state(MeasureState)
    await call(MeasureState.open_in, measure, str(row.id), "")
    await call(MeasureState.save, measure, {"value": "beaucoup"})
    assert set(measure.errors) == {"value"}
    await call(MeasureState.save, measure, {"value": "7,5", "note": "Enfin"})
    [taken] = (await alice.does(goals_of_client, client_id=alice.client_id))[0].measures
    assert (taken.value, taken.note, taken.session_id) == (7.5, "Enfin", None)
    await take_offer(measure)
    assert (await alice.does(goals_of_client, client_id=alice.client_id))[0].measures == []


async def test_in_a_session_both_say_which(alice: Practice) -> None:
    booking_id, session_id = await a_begun_session(alice)
    await set_in(alice, booking_id)
    row = await the_goal(alice)
    page: Any = await page_of(alice, MeasureState)
    await call(MeasureState.open_in, page, str(row.id), str(booking_id))
    await call(MeasureState.save, page, {"value": "6"})
    [taken] = (await alice.does(goals_of_client, client_id=alice.client_id))[0].measures
    assert (row.session_id, taken.session_id) == (session_id, session_id)


async def test_before_the_session_began_it_is_of_none(alice: Practice) -> None:
    booking = await given(alice)
    await set_in(alice, booking.id)
    assert (await the_goal(alice)).session_id is None


async def test_the_windows_open_again_as_they_were(alice: Practice) -> None:
    booking_id, _ = await a_begun_session(alice)
    page: Any = await page_of(alice, GoalState)
    await call(GoalState.open_again, page, "", str(alice.client_id), str(booking_id))
    assert (page.is_open, page.for_client, page.in_booking) == (True, str(alice.client_id), str(booking_id))
    await call(GoalState.save, page, SENT)
    row = await the_goal(alice)
    await call(GoalState.open_again, page, str(row.id), "", "")
    assert (page.row_id, page.values.title) == (str(row.id), "Oser dire non")


async def test_not_in_a_session_of_somebody_else(alice: Practice, bob: Practice) -> None:
    """Neither another client's of the same coach, nor another coach's; nor for another coach's client."""
    booking_id, _ = await a_begun_session(alice)
    lea = await alice.does(add_client, name="Léa Roux", now=NOW)
    with pytest.raises(NotFound):
        await set_in(alice, booking_id, lea.id)
    with pytest.raises(NotFound):
        await set_in(bob, "", alice.client_id)
    await set_in(bob, booking_id)
    assert (await the_goal(bob)).session_id is None
    page: Any = await page_of(bob, GoalState)
    for handler, sent in (
        (GoalState.open_new, ["garbage", ""]),
        (GoalState.open_new, [str(bob.client_id), "garbage"]),
        (GoalState.open_again, ["", "garbage", ""]),
    ):
        with pytest.raises(NotFound):
            await call(handler, page, *sent)
    await set_in(alice)
    measure: Any = await page_of(bob, MeasureState)
    with pytest.raises(NotFound):
        await call(MeasureState.open_in, measure, str((await the_goal(alice)).id), "")
