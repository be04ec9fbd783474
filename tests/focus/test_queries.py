"""What Focus reads, at the edges of its windows (decisions 8 and 9) and of the practice."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.bookings.diary import HOUR, SECOND, given
from tests.fixtures.people import People
from tests.fixtures.practice import NOW, Practice
from tests.focus.facts import PARIS
from trustcoach_app.bookings.service import (
    Outcome,
    cancel_booking,
    finish_session,
    hold_slot,
    record_outcome,
    release_lapsed_holds,
    start_session,
)
from trustcoach_app.clients.service import add_client
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.focus.queries import FocusFacts, _around, focus_facts
from trustcoach_app.goals.service import GoalFields, add_goal
from trustcoach_app.messaging.service import mark_messages_read, post_message
from trustcoach_app.models.bookings import CancelledBy
from trustcoach_app.models.messaging import MessageAuthor
from trustcoach_app.models.sessions import MomentKind
from trustcoach_app.sessions.queries import session_of_booking
from trustcoach_app.sessions.service import mark_moment

TWO_DAYS = timedelta(hours=48)
LONG_AGO = NOW - timedelta(days=30)


async def facts_of(practice: Practice, now: datetime = NOW) -> FocusFacts:
    return await practice.does(focus_facts, now=now)


def ids(rows: list[Any]) -> list[UUID]:
    return [row.Booking.id for row in rows]


async def planned(practice: Practice, starts_at: datetime, **wanted: Any) -> UUID:
    """A confirmed session that was booked long ago."""
    return (await given(practice, starts_at, **{"now": LONG_AGO, **wanted})).id


async def held(practice: Practice, starts_at: datetime, **wanted: Any) -> UUID:
    """A session that was started at its hour and finished at its end."""
    booking_id = await planned(practice, starts_at, **wanted)
    await practice.does(start_session, booking_id=booking_id, now=starts_at)
    await practice.does(finish_session, booking_id=booking_id, now=starts_at + HOUR)
    return booking_id


@pytest.mark.parametrize(
    ("starts_at", "is_seen"),
    [
        (NOW - HOUR - SECOND, False),
        (NOW - HOUR, False),
        (NOW - HOUR + SECOND, True),
        (NOW + TWO_DAYS - SECOND, True),
        (NOW + TWO_DAYS, True),
        (NOW + TWO_DAYS + SECOND, False),
    ],
    ids=["ended", "ends now", "about to end", "within", "in 48 hours exactly", "beyond"],
)
async def test_the_window_of_48_hours(alice: Practice, starts_at: datetime, is_seen: bool) -> None:
    booking_id = await planned(alice, starts_at)
    assert ids((await facts_of(alice)).coming) == ([booking_id] if is_seen else [])


async def test_a_running_session_is_seen_until_its_end(alice: Practice) -> None:
    starts_at = NOW - timedelta(hours=11)
    booking_id = await planned(alice, starts_at, minutes=720)
    await alice.does(start_session, booking_id=booking_id, now=starts_at)
    assert ids((await facts_of(alice)).coming) == [booking_id]
    assert ids((await facts_of(alice, NOW + HOUR)).coming) == []


async def test_holds_and_cancelled_sessions_are_not_coming(alice: Practice) -> None:
    wanted = {"client_id": alice.client_id, "minutes": 60, "timezone": "Europe/Paris", "now": NOW}
    await alice.does(hold_slot, starts_at=NOW + HOUR, **wanted)
    await alice.does(hold_slot, starts_at=NOW + 3 * HOUR, minutes_held=1, **wanted)
    cancelled = await given(alice, NOW + 5 * HOUR)
    await alice.does(cancel_booking, booking_id=cancelled.id, by=CancelledBy.COACH, reason="", now=NOW)
    facts = await facts_of(alice)
    assert (facts.coming, ids(facts.today), facts.month.sessions_ahead) == ([], [cancelled.id], 0)
    await alice.does(release_lapsed_holds, now=NOW + HOUR)
    assert (await facts_of(alice, NOW + HOUR)).coming == []


async def test_nothing_of_another_practice_is_read(alice: Practice, bob: Practice) -> None:
    """Not a session, not a client, not a figure."""
    await held(bob, NOW - 30 * HOUR)
    await planned(bob, NOW - 3 * HOUR)
    await planned(bob, NOW + HOUR)
    await planned(bob, NOW + 72 * HOUR)
    facts = await facts_of(alice)
    assert (facts.coming, facts.unanswered, facts.today, facts.next_beyond) == ([], [], [], None)
    assert (facts.month.earned_cents, facts.month.sessions_held, facts.month.sessions_ahead) == (0, 0, 0)
    assert facts.coach.name == "Alice Martin"


async def test_row_level_security_is_the_second_lock(alice: Practice, bob: Practice) -> None:
    """A handler that took bob's id for alice would read nothing of his diary either."""
    await planned(bob, NOW + HOUR)
    async with unit_of_work(alice.principal) as db:
        assert await _around(db, bob.coach_id, PARIS, NOW) == []
    async with unit_of_work(bob.principal) as db:
        assert len(await _around(db, bob.coach_id, PARIS, NOW)) == 1


@pytest.mark.parametrize(
    ("ended_at", "is_asked"),
    [
        (NOW + SECOND, False),
        (NOW, True),
        (NOW - TWO_DAYS + SECOND, True),
        (NOW - TWO_DAYS, False),
    ],
    ids=["not over", "over now", "nearly two days", "two days"],
)
async def test_the_outcome_is_asked_for_48_hours(alice: Practice, ended_at: datetime, is_asked: bool) -> None:
    booking_id = await planned(alice, ended_at - HOUR)
    assert ids((await facts_of(alice)).unanswered) == ([booking_id] if is_asked else [])


async def test_a_long_session_is_asked_about_too(alice: Practice) -> None:
    booking_id = await planned(alice, NOW - TWO_DAYS - timedelta(hours=12) + SECOND, minutes=720)
    assert ids((await facts_of(alice)).unanswered) == [booking_id]


@pytest.mark.parametrize("outcome", Outcome)
async def test_an_answered_session_is_not_asked_about(alice: Practice, outcome: Outcome) -> None:
    booking_id = await planned(alice, NOW - 2 * HOUR)
    await alice.does(record_outcome, booking_id=booking_id, outcome=outcome, now=NOW)
    facts = await facts_of(alice)
    assert (facts.unanswered, ids(facts.today)) == ([], [booking_id])


async def test_the_day_of_the_widget_is_the_coach_s(alice: Practice) -> None:
    """NOW is Monday, 10:00 in Paris."""
    first = await planned(alice, NOW - 10 * HOUR)
    last = await planned(alice, NOW + 14 * HOUR - timedelta(minutes=5), minutes=5)
    await planned(alice, NOW - 11 * HOUR)
    await planned(alice, NOW + 14 * HOUR)
    assert ids((await facts_of(alice)).today) == [first, last]


async def test_the_nearest_session_beyond_is_the_one_that_enters_next(alice: Practice) -> None:
    await planned(alice, NOW + 60 * HOUR)
    await planned(alice, NOW + 50 * HOUR)
    gone = await given(alice, NOW + 49 * HOUR - timedelta(minutes=5), minutes=5)
    await alice.does(cancel_booking, booking_id=gone.id, by=CancelledBy.COACH, reason="", now=NOW)
    assert (await facts_of(alice)).next_beyond == NOW + 50 * HOUR


async def test_numbers_count_the_client_s_own_sessions(alice: Practice) -> None:
    await held(alice, NOW - 100 * HOUR)
    other = await alice.does(add_client, name="Jean Martin", now=NOW)
    first = await planned(alice, NOW + HOUR, client_id=other.id)
    second = await planned(alice, NOW + 3 * HOUR)
    assert (await facts_of(alice)).signals.numbers == {first: 1, second: 2}


async def test_unread_messages_are_those_that_the_client_wrote(alice: Practice) -> None:
    await planned(alice, NOW + HOUR)
    talk = {"client_id": alice.client_id, "now": NOW}
    await alice.does(post_message, author=MessageAuthor.CLIENT, body="Bonjour", **talk)
    await alice.does(post_message, author=MessageAuthor.CLIENT, body="À lundi", **talk)
    await alice.does(post_message, author=MessageAuthor.COACH, body="À lundi", **talk)
    assert (await facts_of(alice)).signals.unread == {alice.client_id: 2}
    await alice.does(mark_messages_read, reader=MessageAuthor.COACH, **talk)
    assert (await facts_of(alice)).signals.unread == {}


async def test_the_last_moment_is_that_of_the_latest_session(alice: Practice) -> None:
    await planned(alice, NOW + HOUR)
    recent, old = NOW - 50 * HOUR, NOW - 80 * HOUR
    for starts_at, marked in ((recent, {60: "Récent, tôt", 600: "Récent, tard"}), (old, {900: "Ancien"})):
        booking_id = await held(alice, starts_at)
        session_id = (await alice.does(session_of_booking, booking_id=booking_id)).id
        for seconds, note in marked.items():
            await alice.does(mark_moment, session_id=session_id, kind=MomentKind.INSIGHT, note=note, at_seconds=seconds)
    assert (await facts_of(alice)).signals.moments == {alice.client_id: "Récent, tard"}


async def test_the_goal_is_the_one_set_last(alice: Practice) -> None:
    await planned(alice, NOW + HOUR)
    today = NOW.date()
    for fields in (GoalFields("Oser dire non", today), GoalFields("Dormir", today - timedelta(days=9))):
        await alice.does(add_goal, client_id=alice.client_id, fields=fields, now=NOW)
    assert (await facts_of(alice)).signals.goals == {alice.client_id: "Oser dire non"}


async def test_a_new_coach_has_no_client(alice: Practice, people: People) -> None:
    new = people.add("coach", password=False)
    assert new.coach_id is not None
    async with unit_of_work(Principal(Role.COACH, user_id=new.id, coach_id=new.coach_id)) as db:
        assert not (await focus_facts(db, coach_id=new.coach_id, now=NOW)).has_clients
    assert (await facts_of(alice)).has_clients
