"""Time off: stretches without sessions, kept as busy time."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.availability.queries import time_off_block
from trustcoach_app.bookings.details import EARLIEST
from trustcoach_app.bookings.lock import lock_diary
from trustcoach_app.bookings.rules import FURTHEST_AHEAD
from trustcoach_app.inputs import Problems, clean_line
from trustcoach_app.limits import LONGEST_TITLE
from trustcoach_app.models.bookings import BusyBlock, BusySource

LONGEST = timedelta(days=366)


async def add_time_off(
    db: AsyncSession, *, coach_id: UUID, starts_at: datetime, ends_at: datetime, title: str = "", now: datetime
) -> BusyBlock:
    """No slots between two aware instants; sessions that are booked stay. Raises InvalidInput by field."""
    words = _checked(starts_at, ends_at, title, now)
    await lock_diary(db, coach_id)
    source = BusySource.TIME_OFF
    row = BusyBlock(coach_id=coach_id, during=Range(starts_at, ends_at), title=words, source=source)
    db.add(row)
    await db.flush()
    return row


async def change_time_off(
    db: AsyncSession,
    *,
    coach_id: UUID,
    block_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    title: str,
    now: datetime,
) -> BusyBlock:
    """Replace one stretch of time off. Raises InvalidInput by field, NotFound."""
    words = _checked(starts_at, ends_at, title, now)
    await lock_diary(db, coach_id)
    row = await time_off_block(db, coach_id=coach_id, block_id=block_id)
    row.during, row.title = Range(starts_at, ends_at), words
    await db.flush()
    return row


async def remove_time_off(db: AsyncSession, *, coach_id: UUID, block_id: UUID) -> None:
    """Work again in that time. Raises NotFound."""
    await lock_diary(db, coach_id)
    await db.delete(await time_off_block(db, coach_id=coach_id, block_id=block_id))
    await db.flush()


def check_time_off(problems: Problems, *, starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    """Note what cannot be taken of a stretch."""
    problems.add_if(ends_at <= starts_at, "ends_at", "La fin doit suivre le début.")
    problems.add_if(ends_at - starts_at > LONGEST, "ends_at", "Un an au plus.")
    problems.add_if(starts_at < EARLIEST, "starts_at", "Cette date est trop ancienne.")
    problems.add_if(starts_at > now + FURTHEST_AHEAD, "starts_at", "Choisissez une date dans les deux ans à venir.")


def _checked(starts_at: datetime, ends_at: datetime, title: str, now: datetime) -> str:
    problems, words = Problems(), clean_line(title)
    check_time_off(problems, starts_at=starts_at, ends_at=ends_at, now=now)
    problems.check_length("title", words, LONGEST_TITLE)
    problems.refuse()
    return words
