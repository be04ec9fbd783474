"""The diary's gate for a new appointment: of many who want one slot, one asks and all who wait hear the answer.

Each attempt costs several statements under the diary's lock. A refusal that was read after somebody came is true for
them too, so whoever waited when the refused attempt began goes with its refusal, without a connection of their own.

    async with appointment_gate(coach_id, wanted), unit_of_work(principal) as db:
        await book_appointment(db, coach_id=coach_id, wanted=wanted, now=now)
"""

from asyncio import Lock
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from weakref import WeakValueDictionary

from trustcoach_app.appointments.fields import NewAppointment
from trustcoach_app.availability.slot_check import NotOffered
from trustcoach_app.bookings.lock import diary_gate
from trustcoach_app.bookings.rules import Actor

Key = tuple[UUID, datetime, UUID, Actor, bool]


@dataclass
class _Race:
    """Those who want the same slot now."""

    turn: Lock = field(default_factory=Lock)
    begun: int = 0
    """Attempts so far."""
    refused: int = 0
    """The number of the last attempt that was refused, and its refusal."""
    refusal: NotOffered | None = None


_races: WeakValueDictionary[Key, _Race] = WeakValueDictionary()


@asynccontextmanager
async def appointment_gate(coach_id: UUID, wanted: NewAppointment, by: Actor = Actor.COACH) -> AsyncGenerator[None]:
    """Wait for a turn, then pass the diary's gate. Raises NotOffered, instead of the block, for a slot that was refused
    to somebody else meanwhile. A series is a matter of its own.
    """
    if wanted.repeat is not None:
        async with diary_gate(coach_id):
            yield
        return
    race = _race((coach_id, wanted.starts_at, wanted.type_id, by, wanted.is_own_hour))
    came_after = race.begun
    async with race.turn:
        if race.refusal is not None and race.refused > came_after:
            raise NotOffered(str(race.refusal), race.refusal.wanted)
        race.begun += 1
        try:
            async with diary_gate(coach_id):
                yield
        except NotOffered as refused:
            race.refused, race.refusal = race.begun, refused.with_traceback(None)
            raise


def _race(key: Key) -> _Race:
    """That of a key, kept as long as somebody is in it."""
    race = _races.get(key)
    if race is None:
        race = _races[key] = _Race()
    return race
