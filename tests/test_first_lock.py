"""Row-level security is the second lock: each service and query names the practice itself.

Alice's own unit of work, where the policies let her rows through, asks for them under bob's name.
"""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from tests.bookings.diary import HOUR, SLOT, WORDS, given, stored
from tests.fixtures.practice import NOW, Practice
from trustcoach_app.bookings import queries as bookings_read
from trustcoach_app.bookings import service as bookings
from trustcoach_app.clients import queries as clients_read
from trustcoach_app.clients import service as clients
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.goals import service as goals
from trustcoach_app.messaging import service as messaging
from trustcoach_app.models.bookings import BookingStatus, CancelledBy
from trustcoach_app.models.messaging import MessageAuthor
from trustcoach_app.models.sessions import MomentKind
from trustcoach_app.sessions import queries as sessions_read
from trustcoach_app.sessions import service as sessions

Call = Callable[..., Awaitable[Any]]
AFTER = SLOT + HOUR + timedelta(days=3)
GOAL = goals.GoalFields("Dormir", date(2026, 1, 12))
WHO = {"name": "Zoé Noël", "email": None, "phone": "", "timezone": "Europe/Paris"}

OF_A_BOOKING: list[tuple[Call, dict[str, Any]]] = [
    (bookings_read.booking, {}),
    (bookings.confirm_hold, {"now": NOW}),
    (bookings.release_hold, {"now": NOW}),
    (bookings.move_booking, {"starts_at": SLOT + HOUR, "now": NOW}),
    (bookings.edit_booking, {**WORDS, "now": NOW}),
    (bookings.cancel_booking, {"by": CancelledBy.COACH, "reason": "", "now": NOW}),
    (bookings.restore_booking, {"now": NOW}),
    (bookings.start_session, {"now": SLOT}),
    (bookings.finish_session, {"now": SLOT}),
    (bookings.record_outcome, {"outcome": bookings.Outcome.NO_SHOW, "now": AFTER}),
    (sessions_read.session_of_booking, {}),
]
OF_A_CLIENT: list[tuple[Call, dict[str, Any]]] = [
    (clients_read.by_id, {}),
    (clients.update_client, WHO),
    (goals.add_goal, {"fields": GOAL, "now": NOW}),
    (messaging.post_message, {"author": MessageAuthor.COACH, "body": "Bonjour", "now": NOW}),
]
OF_A_SESSION: list[tuple[Call, dict[str, Any]]] = [
    (sessions.save_note, {"text": "x", "revision": 1, "now": SLOT}),
    (sessions.mark_moment, {"kind": MomentKind.INSIGHT, "note": "", "at_seconds": 1}),
    (sessions.sign_summary, {"text": "x", "now": SLOT}),
]


def under(name: Practice, call: Call) -> Call:
    """The same call, for another practice than the one whose unit of work it runs in."""

    async def impostor(db: AsyncSession, *, coach_id: object, **arguments: Any) -> Any:
        return await call(db, **{**arguments, "coach_id": name.coach_id})

    return impostor


@pytest.mark.parametrize(("call", "wanted"), OF_A_BOOKING)
async def test_a_booking_is_not_found(alice: Practice, bob: Practice, call: Call, wanted: dict[str, Any]) -> None:
    row = await given(alice)
    with pytest.raises(NotFound):
        await alice.does(under(bob, call), booking_id=row.id, **wanted)
    found = await stored(alice, row.id)
    assert (found.status, found.updated_at, found.starts_at) == (BookingStatus.CONFIRMED, NOW, SLOT)


@pytest.mark.parametrize(("call", "wanted"), OF_A_CLIENT)
async def test_a_client_is_not_found(alice: Practice, bob: Practice, call: Call, wanted: dict[str, Any]) -> None:
    with pytest.raises(NotFound):
        await alice.does(under(bob, call), client_id=alice.client_id, **wanted)


@pytest.mark.parametrize(("call", "wanted"), OF_A_SESSION)
async def test_a_session_is_not_found(alice: Practice, bob: Practice, call: Call, wanted: dict[str, Any]) -> None:
    row = await given(alice)
    await alice.does(bookings.start_session, booking_id=row.id, now=SLOT)
    session = await alice.does(sessions_read.session_of_booking, booking_id=row.id)
    await alice.does(sessions.save_note, session_id=session.id, text="à moi", revision=0, now=SLOT)
    await alice.does(sessions.mark_moment, session_id=session.id, kind=MomentKind.QUOTE, note="", at_seconds=1)
    with pytest.raises(NotFound):
        await alice.does(under(bob, call), session_id=session.id, **wanted)
    assert (await alice.does(under(bob, sessions_read.note), session_id=session.id)).revision == 0
    assert await alice.does(under(bob, sessions_read.moments), session_id=session.id) == []


async def test_lists_are_empty_and_sweeps_find_nothing(alice: Practice, bob: Practice) -> None:
    row = await given(alice)
    usual = {"client_id": alice.client_id, "minutes": 60, "timezone": "Europe/Paris", "now": NOW}
    await alice.does(bookings.hold_slot, starts_at=SLOT + HOUR, **usual)
    goal = await alice.does(goals.add_goal, client_id=alice.client_id, fields=GOAL, now=NOW)
    await alice.does(messaging.post_message, client_id=alice.client_id, author=MessageAuthor.CLIENT, body="x", now=NOW)
    window = {"start": SLOT, "end": AFTER}
    assert await alice.does(under(bob, bookings_read.bookings_between), statuses=tuple(BookingStatus), **window) == []
    assert await alice.does(under(bob, bookings_read.taken_between), now=NOW, **window) == []
    assert await alice.does(under(bob, bookings_read.session_numbers), booking_ids=[row.id]) == {}
    assert await alice.does(under(bob, clients_read.directory), limit=5) == []
    assert await alice.does(under(bob, clients_read.directory), search="duopnt", limit=5) == []
    assert await alice.does(under(bob, bookings.release_lapsed_holds), now=AFTER) == 0
    assert await alice.does(under(bob, bookings.complete_ended_session), booking_id=row.id, now=AFTER) is None
    reader = {"client_id": alice.client_id, "reader": MessageAuthor.COACH, "now": NOW}
    assert await alice.does(under(bob, messaging.mark_messages_read), **reader) == 0
    with pytest.raises(NotFound):
        await alice.does(under(bob, goals.measure_goal), goal_id=goal.id, value=1.0, now=NOW)
    with pytest.raises(InvalidInput):
        await alice.does(under(bob, bookings.add_booking), starts_at=SLOT, **usual)
