"""1,000 people book one slot at the same time, while another coach reads her diary. Baseline: the constraint alone.

python -m benchmarks.booking_race, on the migrated database that DATABASE_URL names.

Racers and bystander share one loop and one pool, as they do in a web process, which is warm before it listens
(warm_ups.py): this process warms up likewise. A race for an offered slot is over after two or three of the bystander's
reads, whose 95th percentile is the slowest of them: so it is run ROUNDS times.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import perf_counter
from uuid import UUID

from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.exc import IntegrityError

from benchmarks.report import percentile, report
from trustcoach_app.appointments.service import NewAppointment, appointment_gate, book_appointment
from trustcoach_app.availability.queries import appointment_types
from trustcoach_app.availability.service import NotOffered, ensure_defaults, nearest
from trustcoach_app.bookings.queries import bookings_between
from trustcoach_app.bookings.service import Actor, SlotTaken, add_booking, diary_gate
from trustcoach_app.clients.service import add_client
from trustcoach_app.db.principal import Principal, Role, in_practice
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.bookings import HOLDS_THE_SLOT, Booking
from trustcoach_app.models.people import Coach, User
from trustcoach_app.warm_ups import warmed_up

RACERS = 1_000
ROUNDS = 20
"""Races for an offered slot, each of a coach of its own."""

BASELINE = "exclusion constraint without the lock"
NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)
SLOT = NOW + timedelta(days=2)
MINUTES = 60
RATE_CENTS = 10_000
READ_EVERY_S = 0.02
ZONE = "Europe/Paris"


@dataclass(frozen=True)
class Practice:
    """A coach with one client, and the type of session that the race is about."""

    coach_id: UUID
    client_id: UUID
    type_id: UUID


Racer = Callable[[Practice], Awaitable[bool | None]]


@dataclass(frozen=True)
class Race:
    """What came out: racers who won, who failed otherwise than by the clear refusal, and waiting times in seconds."""

    winners: int
    errors: int
    waits: list[float]
    reads: list[float]


async def main() -> None:
    """Run the baseline and the race, each for coaches of its own."""
    async with warmed_up():
        await race(_book, 20)
        alone = await race(_insert, RACERS)
        locked = await race(_book, RACERS)
        offered = all_of([await race(_book_appointment, RACERS) for _ in range(ROUNDS)])
    for case, unit, figure in FIGURES:
        for name, ours in ((case, locked), (f"slot_{case}", offered)):
            report("booking_race", name, figure(ours), unit, baseline=BASELINE, baseline_value=figure(alone), n=RACERS)


FIGURES: tuple[tuple[str, str, Callable[[Race], float]], ...] = (
    ("winners", "bookings", lambda race: race.winners),
    ("errors", "errors", lambda race: race.errors),
    ("p99_s", "s", lambda race: percentile(race.waits, 99)),
    ("bystander_p95_ms", "ms", lambda race: percentile(race.reads, 95) * 1000),
)


async def race(racer: Racer, count: int) -> Race:
    """`count` racers for one slot of a new coach, with a bystander who has a practice of her own."""
    practice, bystander = await _practice(), await _practice()
    reads: list[float] = []
    over = asyncio.Event()
    reading = asyncio.create_task(_read_until(over, bystander.coach_id, reads))
    runs = await asyncio.gather(*(_timed(racer, practice) for _ in range(count)))
    over.set()
    await reading
    outcomes = [outcome for outcome, _ in runs]
    return Race(outcomes.count(True), outcomes.count(None), [wait for _, wait in runs], reads)


def all_of(races: Sequence[Race]) -> Race:
    """Several races as one; `winners` is that of the race with the most or, if one had none, 0."""
    winners = [each.winners for each in races]
    return Race(
        max(winners) if all(winners) else 0,
        sum(each.errors for each in races),
        [wait for each in races for wait in each.waits],
        [read for each in races for read in each.reads],
    )


async def _timed(racer: Racer, practice: Practice) -> tuple[bool | None, float]:
    """Whether the racer won (None: it failed), and how long it waited for its answer."""
    began = perf_counter()
    try:
        outcome = await racer(practice)
    except Exception:
        outcome = None
    return outcome, perf_counter() - began


async def _book(practice: Practice) -> bool:
    try:
        async with diary_gate(practice.coach_id), unit_of_work(in_practice(practice.coach_id)) as db:
            await add_booking(
                db,
                coach_id=practice.coach_id,
                client_id=practice.client_id,
                starts_at=SLOT,
                minutes=MINUTES,
                timezone=ZONE,
                now=NOW,
            )
    except SlotTaken:
        return False
    return True


async def _book_appointment(practice: Practice) -> bool | None:
    """As the pages do: by the rules of the practice, and the loser is told the nearest free slots."""
    try:
        wanted = NewAppointment(practice.client_id, practice.type_id, SLOT)
        gate = appointment_gate(practice.coach_id, wanted, Actor.CLIENT)
        async with gate, unit_of_work(in_practice(practice.coach_id)) as db:
            await book_appointment(db, coach_id=practice.coach_id, wanted=wanted, now=NOW, by=Actor.CLIENT)
    except NotOffered as refused:
        return False if await nearest(in_practice(practice.coach_id), refused) else None
    return True


async def _insert(practice: Practice) -> bool:
    try:
        async with unit_of_work(in_practice(practice.coach_id)) as db:
            during = Range(SLOT, SLOT + timedelta(minutes=MINUTES))
            values = {"coach_id": practice.coach_id, "client_id": practice.client_id}
            db.add(Booking(**values, during=during, timezone=ZONE))
    except IntegrityError:
        return False
    return True


async def _read_until(over: asyncio.Event, coach_id: UUID, reads: list[float]) -> None:
    """The bystander's reads; one that fails counts with the time it took."""
    while not over.is_set():
        began = perf_counter()
        with suppress(Exception):
            async with unit_of_work(in_practice(coach_id)) as db:
                await bookings_between(db, coach_id=coach_id, start=NOW, end=SLOT, statuses=HOLDS_THE_SLOT)
        reads.append(perf_counter() - began)
        await asyncio.sleep(READ_EVERY_S)


async def _practice() -> Practice:
    """A new coach with the defaults and one client."""
    user_id, coach_id = new_id(), new_id()
    async with unit_of_work(Principal(Role.ADMIN, user_id=new_id())) as db:
        db.add(User(id=user_id, email=f"{user_id}@race.example", name="Alice Martin"))
        await db.flush()
        db.add(Coach(id=coach_id, user_id=user_id, slug=f"race-{coach_id}", hourly_rate_cents=RATE_CENTS))
    async with unit_of_work(in_practice(coach_id)) as db:
        await ensure_defaults(db, coach_id=coach_id)
        client = await add_client(db, coach_id=coach_id, name="Marie Dupont", now=NOW)
        types = await appointment_types(db, coach_id=coach_id)
    return Practice(coach_id, client.id, next(row.id for row in types if row.minutes == MINUTES))


if __name__ == "__main__":
    asyncio.run(main())
