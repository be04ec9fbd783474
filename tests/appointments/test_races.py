"""Many at once: one winner, and the others are told with the nearest slots; a series never halves."""

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from tests.availability.practice import at, given_session, types_of
from tests.fixtures.practice import NOW, Practice, statements
from trustcoach_app.appointments.service import (
    NewAppointment,
    Repeat,
    SeriesRefused,
    appointment_gate,
    book_appointment,
    cancel_appointment,
    move_appointment,
)
from trustcoach_app.availability.service import NotOffered, Removed, nearest, remove_type
from trustcoach_app.bookings.service import Actor, diary_gate
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput
from trustcoach_app.models.bookings import HOLDS_THE_SLOT, Booking
from trustcoach_app.models.planning import SeriesFrequency

CROWD = 20


async def outcomes(practice: Practice, racers: list[Coroutine[Any, Any, Any]]) -> tuple[list[Any], list[Any]]:
    """Who won and who was refused, each behind the gate as at the edge."""

    async def one(racer: Coroutine[Any, Any, Any]) -> Any:
        async with diary_gate(practice.coach_id):
            return await racer

    found = await asyncio.gather(*map(one, racers), return_exceptions=True)
    return [one for one in found if not isinstance(one, Exception)], [
        one for one in found if isinstance(one, Exception)
    ]


async def test_one_of_many_gets_the_slot(alice: Practice) -> None:
    await types_of(alice)
    actors = [Actor.COACH, Actor.CLIENT] * (CROWD // 2)
    won, lost = await outcomes(alice, [given_session(alice, by=by) for by in actors])
    assert len(won) == 1
    assert {type(refused) for refused in lost} == {NotOffered}
    assert all("Ce créneau vient d’être pris" in str(refused) for refused in lost)
    assert len(await nearest(alice.principal, lost[0])) == 3


async def test_many_on_neighbouring_slots_never_overlap(alice: Practice) -> None:
    """Bookings and moves, a quarter of an hour apart."""
    row = await given_session(alice, at("09:00"))
    wanted = [at("14:00") + timedelta(minutes=15 * number) for number in range(13)]
    racers = [given_session(alice, start) for start in wanted]
    racers += [alice.does(move_appointment, booking_id=row.id, starts_at=start, now=NOW) for start in wanted[::3]]
    won, lost = await outcomes(alice, racers)
    assert won
    assert {type(refused) for refused in lost} == {NotOffered}
    async with unit_of_work(alice.principal) as db:
        rows = list(await db.scalars(select(Booking).where(col(Booking.coach_id) == alice.coach_id)))
    rows.sort(key=lambda one: one.starts_at)
    assert all(one.ends_at <= other.starts_at for one, other in pairwise(rows))


async def test_two_series_or_a_session_in_between(alice: Practice) -> None:
    """Whoever is first: the series is there as a whole or not at all."""
    kind = (await types_of(alice))["Séance de coaching"]
    plan = Repeat(SeriesFrequency.WEEKLY, 6)
    wanted = NewAppointment(alice.client_id, kind.id, at("14:00"), repeat=plan)
    series = [alice.does(book_appointment, wanted=wanted, now=NOW) for _ in range(4)]
    single = [given_session(alice, at("14:30") + timedelta(weeks=3)) for _ in range(4)]
    won, lost = await outcomes(alice, [racer for pair in zip(single, series, strict=True) for racer in pair])
    assert len(won) == 1
    assert {type(refused) for refused in lost} <= {NotOffered, SeriesRefused}
    async with unit_of_work(alice.principal) as db:
        held = select(func.count()).where(
            col(Booking.coach_id) == alice.coach_id, col(Booking.status).in_(HOLDS_THE_SLOT)
        )
        assert await db.scalar(held) in (1, 6)


async def test_a_type_that_goes_while_it_is_booked(alice: Practice) -> None:
    """Either it was booked first and is archived, or it is gone and the booking is refused: never a broken key."""
    kind = (await types_of(alice))["Séance de coaching"]
    racers = [given_session(alice, type_id=kind.id), alice.does(remove_type, type_id=kind.id, now=NOW)]
    won, lost = await outcomes(alice, racers)
    if lost:
        assert won == [Removed.DELETED]
        assert not isinstance(lost[0], InvalidInput) or "type_id" in lost[0].fields
    else:
        assert Removed.ARCHIVED in won


async def test_a_crowd_of_losers_looks_once_and_another_slot_is_another_look(alice: Practice) -> None:
    """Each look is ten statements: of many who are refused the same slot, one looks for all."""
    await given_session(alice)
    _, lost = await outcomes(alice, [given_session(alice, by=Actor.CLIENT) for _ in range(CROWD)])
    with statements() as seen:
        found = await asyncio.gather(*(nearest(alice.principal, refused) for refused in lost))
    assert len(seen) < 20
    assert len(found) == CROWD
    assert all(answer == found[0] != [] for answer in found)
    _, [other] = await outcomes(alice, [given_session(alice, at("12:30"), by=Actor.CLIENT)])
    assert await nearest(alice.principal, other) != found[0]


async def at_the_gate(practice: Practice, wanted: NewAppointment) -> Any:
    """As the edge does for a client."""
    gate = appointment_gate(practice.coach_id, wanted, Actor.CLIENT)
    async with gate, unit_of_work(practice.principal) as db:
        return await book_appointment(db, coach_id=practice.coach_id, wanted=wanted, now=NOW, by=Actor.CLIENT)


async def test_of_a_crowd_that_waits_one_is_refused_for_all(alice: Practice) -> None:
    """The first gets the slot, the second hears that it is taken, and nobody else asks the database."""
    kind = (await types_of(alice))["Séance de coaching"]
    asked: list[int] = []
    for hour, crowd in (("09:00", 2), ("14:00", CROWD)):
        wanted = NewAppointment(alice.client_id, kind.id, at(hour))
        with statements() as seen:
            found = await asyncio.gather(*(at_the_gate(alice, wanted) for _ in range(crowd)), return_exceptions=True)
        asked.append(len(seen))
        lost = [refused for refused in found if isinstance(refused, Exception)]
        assert {(type(refused), str(refused)) for refused in lost} == {(NotOffered, "Ce créneau vient d’être pris.")}
        assert len({id(refused) for refused in lost}) == crowd - 1
    assert asked[1] == asked[0]


async def test_a_refusal_is_no_answer_to_who_comes_later(alice: Practice) -> None:
    """Somebody is refused while another waits; the slot becomes free; who asks then gets it."""
    kind = (await types_of(alice))["Séance de coaching"]
    wanted = NewAppointment(alice.client_id, kind.id, at("14:00"))
    booked = await given_session(alice)
    refused = await asyncio.gather(*(at_the_gate(alice, wanted) for _ in range(3)), return_exceptions=True)
    assert {type(one) for one in refused} == {NotOffered}
    async with diary_gate(alice.coach_id):
        await alice.does(cancel_appointment, booking_id=booked.id, reason="", now=NOW)
    [row] = await at_the_gate(alice, wanted)
    assert row.starts_at == at("14:00")


async def test_another_type_or_hour_waits_for_nobody(alice: Practice) -> None:
    """Each slot of each type has its own race."""
    kinds = (await types_of(alice)).values()
    chosen = [NewAppointment(alice.client_id, kind.id, at("14:00")) for kind in kinds]
    chosen += [NewAppointment(alice.client_id, next(iter(kinds)).id, at("09:00"))]
    found = await asyncio.gather(*(at_the_gate(alice, wanted) for wanted in chosen), return_exceptions=True)
    assert sum(isinstance(one, list) for one in found) == 2
