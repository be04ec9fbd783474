"""Sixty at once: one winner, a clear refusal for each of the others, no deadlock, and other coaches unharmed."""

import asyncio
from collections.abc import Awaitable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from tests.bookings.diary import HOUR, MINUTE, SECOND, SLOT, WORDS, given, stored
from tests.fixtures.practice import NOW, Practice
from trustcoach_app.bookings.queries import bookings_between
from trustcoach_app.bookings.service import (
    HoldLapsed,
    Outcome,
    SlotTaken,
    cancel_booking,
    complete_ended_session,
    confirm_hold,
    diary_gate,
    edit_booking,
    finish_session,
    hold_slot,
    move_booking,
    record_outcome,
    start_session,
)
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict
from trustcoach_app.models.bookings import HOLDS_THE_SLOT, Booking, BookingStatus, CancelledBy
from trustcoach_app.models.sessions import Session

EACH = 30


async def outcomes(*racers: Awaitable[Any]) -> tuple[list[Any], list[BaseException]]:
    """What the winners got and what the losers were told."""
    ended = await asyncio.gather(*racers, return_exceptions=True)
    lost = [outcome for outcome in ended if isinstance(outcome, BaseException)]
    return [outcome for outcome in ended if not isinstance(outcome, BaseException)], lost


async def held_at(practice: Practice, starts_at: datetime) -> list[Booking]:
    """What stands in the diary there."""
    return await practice.does(bookings_between, start=starts_at, end=starts_at + MINUTE, statuses=HOLDS_THE_SLOT)


async def test_book_against_book(alice: Practice) -> None:
    won, lost = await outcomes(*(given(alice, SLOT + shift * SECOND) for shift in range(2 * EACH)))
    assert len(won) == 1
    assert {type(refused) for refused in lost} == {SlotTaken}
    assert [row.id for row in await held_at(alice, SLOT + MINUTE)] == [won[0].id]


async def test_book_against_move(alice: Practice) -> None:
    movers = [await given(alice, SLOT + timedelta(days=1, hours=shift)) for shift in range(EACH)]
    moves = [alice.does(move_booking, booking_id=row.id, starts_at=SLOT, now=NOW) for row in movers]
    won, lost = await outcomes(
        *(racer for pair in zip(moves, [given(alice) for _ in movers], strict=True) for racer in pair)
    )
    assert len(won) == 1
    assert {type(refused) for refused in lost} == {SlotTaken}
    assert [row.id for row in await held_at(alice, SLOT)] == [won[0].id]


async def test_book_against_confirm(alice: Practice) -> None:
    """A hold on its last second: either it is confirmed, or it lapses and somebody else has the slot."""
    usual = {"client_id": alice.client_id, "minutes": 60, "timezone": "Europe/Paris", "now": NOW}
    row = await alice.does(hold_slot, starts_at=SLOT, **usual)
    end = NOW + 15 * MINUTE
    confirms = [alice.does(confirm_hold, booking_id=row.id, now=end - SECOND) for _ in range(EACH)]
    books = [given(alice, now=end) for _ in range(EACH)]
    won, lost = await outcomes(*(racer for pair in zip(confirms, books, strict=True) for racer in pair))
    assert len(won) == 1
    assert {type(refused) for refused in lost} <= {SlotTaken, HoldLapsed, Conflict}
    assert [row.id for row in await held_at(alice, SLOT)] == [won[0].id]


async def test_two_that_swap_places_do_not_deadlock(alice: Practice) -> None:
    first, second = await given(alice), await given(alice, SLOT + HOUR)
    swaps = [
        alice.does(move_booking, booking_id=row.id, starts_at=to, now=NOW)
        for row, to in ((first, SLOT + HOUR), (second, SLOT)) * EACH
    ]
    won, lost = await outcomes(*swaps)
    assert won == []
    assert {type(refused) for refused in lost} == {SlotTaken}


async def test_transactions_that_change_several_do_not_deadlock(alice: Practice) -> None:
    """Each changes the same two sessions, half of them in the opposite order."""
    rows = [await given(alice), await given(alice, SLOT + HOUR)]
    who = {"coach_id": alice.coach_id, "now": NOW}

    async def change_both(first: Booking, second: Booking) -> None:
        async with unit_of_work(alice.principal) as db:
            for row in (first, second):
                await edit_booking(db, booking_id=row.id, **WORDS, **who)
                await asyncio.sleep(0.001)

    _, lost = await outcomes(*(change_both(*pair) for pair in (rows, rows[::-1]) * EACH))
    assert lost == []


async def test_cancel_one_and_move_the_other_there(alice: Practice) -> None:
    """Two plans that exclude each other, made sixty times at once in one transaction each."""
    rows = [await given(alice), await given(alice, SLOT + HOUR)]
    who = {"coach_id": alice.coach_id, "now": NOW}

    async def replace(out: Booking, by: Booking) -> Booking:
        async with unit_of_work(alice.principal) as db:
            await cancel_booking(db, booking_id=out.id, by=CancelledBy.COACH, reason="", **who)
            return await move_booking(db, booking_id=by.id, starts_at=out.starts_at, **who)

    won, lost = await outcomes(*(replace(*pair) for pair in (rows, rows[::-1]) * EACH))
    assert len(won) == 1
    assert {type(refused) for refused in lost} == {Conflict}


async def test_two_tabs(alice: Practice) -> None:
    """Whatever two tabs do to one session, one wins and the other is told; starting is the same from both."""
    row = await given(alice)
    told = {"reason": "", "now": SLOT}
    begins = [alice.does(start_session, booking_id=row.id, now=SLOT) for _ in range(EACH)]
    ends = [alice.does(cancel_booking, booking_id=row.id, by=CancelledBy.COACH, **told) for _ in range(EACH)]
    won, lost = await outcomes(*(racer for pair in zip(begins, ends, strict=True) for racer in pair))
    assert {winner.status for winner in won} == {(await stored(alice, row.id)).status}
    assert len(won) in (1, EACH)
    assert {type(refused) for refused in lost} == {Conflict}


async def test_the_clock_against_the_coach(alice: Practice) -> None:
    """The end of a session, told by the clock and by both of the coach's hands, is one end and one session row."""
    row = await given(alice)
    await alice.does(start_session, booking_id=row.id, now=SLOT)
    end = SLOT + HOUR
    calls = [
        (complete_ended_session, {}),
        (finish_session, {}),
        (record_outcome, {"outcome": Outcome.HELD}),
    ] * 20
    _, lost = await outcomes(*(alice.does(call, booking_id=row.id, now=end, **more) for call, more in calls))
    assert lost == []
    found = await stored(alice, row.id)
    assert (found.status, found.finished_at) == (BookingStatus.COMPLETED, end)
    async with unit_of_work(alice.principal) as db:
        assert len((await db.scalars(select(Session).where(col(Session.booking_id) == row.id))).all()) == 1


async def test_many_at_one_door_leave_the_others_open(alice: Practice, bob: Practice) -> None:
    """A tenth of benchmarks/booking_race.py: while 100 queue for alice, few hold a connection and bob books at once."""
    inside, most = 0, 0

    async def race() -> Booking:
        nonlocal inside, most
        async with diary_gate(alice.coach_id):
            inside += 1
            most = max(most, inside)
            try:
                return await given(alice)
            finally:
                inside -= 1

    async with asyncio.TaskGroup() as group:
        many = group.create_task(outcomes(*(race() for _ in range(100))))
        await asyncio.sleep(0)
        async with diary_gate(bob.coach_id):
            assert (await given(bob)).status is BookingStatus.CONFIRMED
        assert not many.done()
    won, lost = many.result()
    assert (len(won), most) == (1, 2)
    assert {type(refused) for refused in lost} == {SlotTaken}
