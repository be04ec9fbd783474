"""Whether a stretch of the diary is free, and how it is said when it is not."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from psycopg.errors import ExclusionViolation
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.bookings.hold import release_lapsed_holds
from trustcoach_app.bookings.queries import TakenTime, taken_between
from trustcoach_app.bookings.rules import Actor
from trustcoach_app.errors import Conflict
from trustcoach_app.formats import clock_time


class SlotTaken(Conflict):
    """The time is not free. `starts_at` and `ends_at` bound what is taken, for the server: a client is not told."""

    def __init__(self, message: str, starts_at: datetime, ends_at: datetime) -> None:
        super().__init__(message)
        self.starts_at = starts_at
        self.ends_at = ends_at


@dataclass(frozen=True)
class Slot:
    """The half-open [start, end) of a diary, as somebody wants it."""

    coach_id: UUID
    start: datetime
    end: datetime
    zone: ZoneInfo
    by: Actor

    @property
    def during(self) -> Range[datetime]:
        """The column value."""
        return Range(self.start, self.end)


def slot(*, coach_id: UUID, starts_at: datetime, minutes: int, timezone: str, by: Actor) -> Slot:
    """A slot of so many minutes; counted in UTC, where adding minutes is adding time, also over a clock change."""
    start = starts_at.astimezone(UTC)
    return Slot(coach_id, start, start + timedelta(minutes=minutes), ZoneInfo(timezone), by)


async def refuse_if_taken(db: AsyncSession, wanted: Slot, *, now: datetime, ignoring: UUID | None = None) -> None:
    """One read: raises SlotTaken unless the slot is free. Without the lock a refusal is sure and a pass is not.

    `ignoring` is the booking that moves: it may overlap where it stood.
    """
    is_client = wanted.by is Actor.CLIENT
    found = await taken_between(
        db, coach_id=wanted.coach_id, start=wanted.start, end=wanted.end, now=now, with_busy=is_client
    )
    for taken in found:
        if ignoring is None or taken.booking_id != ignoring:
            sentence = _for_client(wanted) if is_client else _for_coach(taken, wanted.zone)
            raise SlotTaken(sentence, taken.starts_at, taken.ends_at)


async def lock_free_time(db: AsyncSession, wanted: Slot, *, now: datetime, ignoring: UUID | None = None) -> None:
    """Lock the diary and release what has lapsed; raises SlotTaken unless the slot can now be written."""
    await release_lapsed_holds(db, coach_id=wanted.coach_id, now=now)
    await refuse_if_taken(db, wanted, now=now, ignoring=ignoring)


@contextmanager
def overlap_refused(wanted: Slot) -> Generator[None]:
    """What the constraint refuses, said like any taken slot: it only speaks when somebody wrote without the lock."""
    try:
        yield
    except IntegrityError as error:
        if not isinstance(error.orig, ExclusionViolation):
            raise
        raise SlotTaken(_for_client(wanted), wanted.start, wanted.end) from None


def _for_client(wanted: Slot) -> str:
    """Names the time that was asked for: what exactly is taken, and by whom, is another client's business."""
    hours = f"de {clock_time(wanted.start, wanted.zone)} à {clock_time(wanted.end, wanted.zone)}"
    return f"Ce créneau vient d’être pris : {hours}, ce n’est plus libre. Choisissez-en un autre."


def _for_coach(taken: TakenTime, zone: ZoneInfo) -> str:
    what = "une réservation en attente" if taken.is_hold else "une séance"
    hours = f"de {clock_time(taken.starts_at, zone)} à {clock_time(taken.ends_at, zone)}"
    return f"Vous avez déjà {what} {hours} avec {taken.client_name}."
