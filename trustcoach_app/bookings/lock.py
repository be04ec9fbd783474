"""One writer at a time in a coach's diary, and only a few waiting for their turn.

Every change of a diary begins with `lock_diary`, whatever it changes: two units of work that each change several rows
of one coach then cannot deadlock. The constraint on `bookings` stands behind the lock, not in its place: alone it lets
racers deadlock (see benchmarks/booking_race.py).

A waiter holds a connection of the pool, so many who book one coach could take them all and stop every other page.
At the edge (a State handler, job or route) `diary_gate` makes them wait before it has a connection:

    async with diary_gate(coach_id), unit_of_work(principal) as db:
        await add_booking(db, coach_id=coach_id, …)

Every unit of work in which the diary is locked comes behind its gate: tests/architecture/test_diary_gate.py.
"""

from asyncio import Semaphore
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from uuid import UUID
from weakref import WeakValueDictionary

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

AT_THE_DOOR = 2
"""Per coach and process: one that works, one that waits in the database so that no time is lost between them."""

_gates: WeakValueDictionary[UUID, Semaphore] = WeakValueDictionary()
_LOCK = text("SELECT pg_advisory_xact_lock(:key)")


@asynccontextmanager
async def diary_gate(coach_id: UUID) -> AsyncGenerator[None]:
    """Wait here, without a connection, until few others of this process write in the coach's diary; in order."""
    gate = _gates.get(coach_id)
    if gate is None:
        gate = _gates[coach_id] = Semaphore(AT_THE_DOOR)
    async with gate:
        yield


async def lock_diary(db: AsyncSession, coach_id: UUID) -> None:
    """Be the only writer in the coach's diary until the transaction ends. Locks nested in one transaction are free."""
    await db.execute(_LOCK, {"key": _lock_key(coach_id)})


def _lock_key(coach_id: UUID) -> int:
    """The random half of a UUID as a bigint. Its variant bits make it negative: never another lock's number."""
    return int.from_bytes(coach_id.bytes[8:], "big", signed=True)
