"""Reads of the diary. Every one names the coach itself; row-level security is the second lock."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, bindparam, func, literal, null, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.errors import NotFound
from trustcoach_app.models.bookings import HOLDS_THE_SLOT, LONGEST_MINUTES, Booking, BookingStatus, BusyBlock
from trustcoach_app.models.clients import Client

LONGEST = timedelta(minutes=LONGEST_MINUTES)
"""No booking is longer (a check of the table), which lets the index on `starts_at` answer overlaps."""

COUNTED = (BookingStatus.COMPLETED, BookingStatus.CONFIRMED, BookingStatus.IN_PROGRESS)
"""Held and planned sessions have a number (decision 9)."""


@dataclass(frozen=True)
class Taken:
    """A stretch of time that is not free. A busy block has no booking and no client."""

    starts_at: datetime
    ends_at: datetime
    booking_id: UUID | None
    client_name: str | None
    is_hold: bool


async def booking(db: AsyncSession, *, coach_id: UUID, booking_id: UUID) -> Booking:
    """One booking, as it is in the database now. Raises NotFound, also for another coach's."""
    query = select(Booking).where(col(Booking.coach_id) == coach_id, col(Booking.id) == booking_id)
    found = await db.scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NotFound
    return found


async def between(
    db: AsyncSession, *, coach_id: UUID, start: datetime, end: datetime, statuses: Collection[BookingStatus]
) -> list[Booking]:
    """The bookings in `statuses` that overlap the half-open [start, end), earliest first."""
    query = (
        select(Booking)
        .where(col(Booking.coach_id) == coach_id, col(Booking.status).in_(statuses))
        .where(col(Booking.starts_at) < end, col(Booking.ends_at) > start)
        .where(col(Booking.starts_at) > start - LONGEST)
        .order_by(col(Booking.starts_at), col(Booking.id))
    )
    return list(await db.scalars(query))


async def session_numbers(db: AsyncSession, *, coach_id: UUID, booking_ids: Collection[UUID]) -> dict[UUID, int]:
    """Each booking's place among its client's held and planned ones, in order (decision 9). Others have no entry."""
    if not booking_ids:
        return {}
    mine = col(Booking.coach_id) == coach_id
    clients = select(col(Booking.client_id)).where(mine, col(Booking.id).in_(booking_ids))
    place = func.row_number().over(
        partition_by=col(Booking.client_id), order_by=(col(Booking.starts_at), col(Booking.id))
    )
    counted = (
        select(col(Booking.id).label("id"), place.label("place"))
        .where(mine, col(Booking.client_id).in_(clients), col(Booking.status).in_(COUNTED))
        .subquery()
    )
    rows = await db.execute(select(counted.c.id, counted.c.place).where(counted.c.id.in_(booking_ids)))
    return {row.id: row.place for row in rows}


async def last_price_cents(
    db: AsyncSession, *, coach_id: UUID, client_id: UUID, type_id: UUID | None = None
) -> int | None:
    """The price last agreed with a client, of a type if one is named, else of any session that has a price."""
    query = select(col(Booking.price_cents)).where(col(Booking.coach_id) == coach_id)
    of_kind = col(Booking.price_cents) > 0 if type_id is None else col(Booking.type_id) == type_id
    return await db.scalar(
        query.where(col(Booking.client_id) == client_id, of_kind).order_by(col(Booking.id).desc()).limit(1)
    )


async def taken_between(
    db: AsyncSession, *, coach_id: UUID, start: datetime, end: datetime, now: datetime, with_busy: bool = True
) -> list[Taken]:
    """What is not free in the half-open [start, end), earliest first: sessions, live holds and, if asked, busy blocks.

    A hold that has lapsed at `now` is free time, whether or not a job has released it yet.
    """
    window = {"coach_id": coach_id, "start": start, "end": end, "longest_before": start - LONGEST, "now": now}
    rows = await db.execute(TAKEN if with_busy else TAKEN_BY_BOOKINGS, window)
    return sorted((Taken(*row) for row in rows), key=lambda taken: (taken.starts_at, taken.ends_at))


# Built once: each racer for a slot runs it, and building it is a third of its cost (benchmarks/booking_race.py).
IS_HOLD = col(Booking.status) == BookingStatus.PENDING
TAKEN_BY_BOOKINGS = (
    select(col(Booking.starts_at), col(Booking.ends_at), col(Booking.id), col(Client.name), IS_HOLD)
    .join(Client, and_(col(Client.coach_id) == col(Booking.coach_id), col(Client.id) == col(Booking.client_id)))
    .where(col(Booking.coach_id) == bindparam("coach_id"), col(Booking.status).in_(HOLDS_THE_SLOT))
    .where(col(Booking.starts_at) < bindparam("end"), col(Booking.ends_at) > bindparam("start"))
    .where(col(Booking.starts_at) > bindparam("longest_before"))
    .where(or_(~IS_HOLD, col(Booking.hold_expires_at) > bindparam("now")))
)
TAKEN_BY_BLOCKS = select(
    func.lower(col(BusyBlock.during)), func.upper(col(BusyBlock.during)), null(), null(), literal(False)
).where(
    func.uuidrange(col(BusyBlock.coach_id), col(BusyBlock.coach_id), "[]")
    == func.uuidrange(bindparam("coach_id"), bindparam("coach_id"), "[]"),
    col(BusyBlock.during).op("&&")(func.tstzrange(bindparam("start"), bindparam("end"))),
)
TAKEN = union_all(TAKEN_BY_BOOKINGS, TAKEN_BY_BLOCKS)
