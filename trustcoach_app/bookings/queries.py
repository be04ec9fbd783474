"""Reads of the diary. Every one names the coach itself; row-level security is the second lock."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, exists, func, literal, null, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.booking_limits import LONGEST_MINUTES
from trustcoach_app.errors import NotFound
from trustcoach_app.models.bookings import HOLDS_THE_SLOT, Booking, BookingStatus, BusyBlock
from trustcoach_app.models.clients import Client

LONGEST = timedelta(minutes=LONGEST_MINUTES)
"""No booking is longer (a check of the table), which lets the index on `starts_at` answer overlaps."""

PLANNED = (BookingStatus.CONFIRMED, BookingStatus.IN_PROGRESS)

COUNTED = (BookingStatus.COMPLETED, *PLANNED)
"""Held and planned sessions have a number (decision 9)."""

DUE = (BookingStatus.COMPLETED, BookingStatus.NO_SHOW)
"""Held or missed: its price is owed."""

IS_UNPRICED = col(Booking.status).in_(DUE) & col(Booking.price_cents).is_(None)
"""« À tarifer »: owed, and nobody said how much (decision 34)."""

TAKES_TIME = (*HOLDS_THE_SLOT, BookingStatus.COMPLETED, BookingStatus.NO_SHOW)
"""Of a day that is looked back at, too: a session that was held took its hour."""

BookingAndClient = Row[Booking, Client]


@dataclass(frozen=True)
class TakenTime:
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


async def bookings_between(
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


async def booking_and_client(db: AsyncSession, *, coach_id: UUID, booking_id: UUID) -> BookingAndClient:
    """One booking with its client. Raises NotFound, also for another coach's."""
    query = _with_client().where(col(Booking.coach_id) == coach_id, col(Booking.id) == booking_id)
    found = (await db.execute(query)).one_or_none()
    if found is None:
        raise NotFound
    return found


async def agreed_between(
    db: AsyncSession, *, coach_id: UUID, since: datetime, until: datetime
) -> list[BookingAndClient]:
    """What was agreed (no hold, whether it stands or lapsed) and starts from `since` to `until`, earliest first."""
    query = (
        _with_client()
        .where(col(Booking.coach_id) == coach_id, col(Booking.starts_at).between(since, until))
        .where(col(Booking.status).not_in((BookingStatus.PENDING, BookingStatus.EXPIRED)))
        .order_by(col(Booking.starts_at), col(Booking.id))
    )
    return list((await db.execute(query)).all())


def _with_client() -> Select[Booking, Client]:
    of_booking = and_(col(Client.coach_id) == col(Booking.coach_id), col(Client.id) == col(Booking.client_id))
    return select(Booking, Client).join(Client, of_booking)


async def coming(
    db: AsyncSession, *, coach_id: UUID, now: datetime, limit: int
) -> tuple[Sequence[BookingAndClient], int]:
    """The first sessions and holds that start after `now`, earliest first; and how many there are in all."""
    is_coming = (
        col(Booking.coach_id) == coach_id,
        col(Booking.starts_at) > now,
        col(Booking.status).in_(HOLDS_THE_SLOT),
    )
    first = _with_client().where(*is_coming).order_by(col(Booking.starts_at), col(Booking.id)).limit(limit)
    count = select(func.count()).select_from(Booking).where(*is_coming)
    return (await db.execute(first)).all(), await db.scalar(count) or 0


async def next_start(db: AsyncSession, *, coach_id: UUID, after: datetime) -> datetime | None:
    """When the first confirmed session after an instant starts."""
    query = select(func.min(col(Booking.starts_at))).where(
        col(Booking.coach_id) == coach_id,
        col(Booking.starts_at) > after,
        col(Booking.status) == BookingStatus.CONFIRMED,
    )
    return await db.scalar(query)


async def bookings_of_client(db: AsyncSession, *, coach_id: UUID, client_id: UUID, limit: int) -> list[Booking]:
    """A client's sessions, the latest first, those to come before all; no hold, whether it stands or lapsed."""
    query = (
        select(Booking)
        .where(col(Booking.coach_id) == coach_id, col(Booking.client_id) == client_id)
        .where(col(Booking.status).not_in((BookingStatus.PENDING, BookingStatus.EXPIRED)))
        .order_by(col(Booking.starts_at).desc(), col(Booking.id).desc())
        .limit(limit)
    )
    return list(await db.scalars(query))


async def session_numbers(db: AsyncSession, *, coach_id: UUID, booking_ids: Collection[UUID]) -> dict[UUID, int]:
    """Each booking's number among its client's held and planned ones, in order (decision 9). Others have no entry."""
    if not booking_ids:
        return {}
    mine = col(Booking.coach_id) == coach_id
    clients = select(col(Booking.client_id)).where(mine, col(Booking.id).in_(booking_ids))
    number = func.row_number().over(
        partition_by=col(Booking.client_id), order_by=(col(Booking.starts_at), col(Booking.id))
    )
    counted = (
        select(col(Booking.id).label("id"), number.label("number"))
        .where(mine, col(Booking.client_id).in_(clients), col(Booking.status).in_(COUNTED))
        .subquery()
    )
    rows = await db.execute(select(counted.c.id, counted.c.number).where(counted.c.id.in_(booking_ids)))
    return {row.id: row.number for row in rows}


async def is_type_used(db: AsyncSession, *, coach_id: UUID, type_id: UUID) -> bool:
    """Whether any booking, whatever became of it, is of this type."""
    return await _any(db, coach_id, col(Booking.type_id) == type_id)


async def is_reason_used(db: AsyncSession, *, coach_id: UUID, reason_id: UUID) -> bool:
    """Whether any booking, whatever became of it, has this reason."""
    return await _any(db, coach_id, col(Booking.reason_id) == reason_id)


async def has_held_paid_session(db: AsyncSession, *, coach_id: UUID, client_id: UUID) -> bool:
    """Whether a session with a price was held with a client: that makes them one (decision 2)."""
    held = (col(Booking.client_id) == client_id) & (col(Booking.status) == BookingStatus.COMPLETED)
    return await _any(db, coach_id, held & (col(Booking.price_cents) > 0))


def has_booked(coach_id: UUID) -> ColumnElement[bool]:
    """Whether the practice has had any session yet, whatever became of it."""
    return exists().where(col(Booking.coach_id) == coach_id)


async def _any(db: AsyncSession, coach_id: UUID, which: ColumnElement[bool]) -> bool:
    query = select(col(Booking.id)).where(col(Booking.coach_id) == coach_id, which)
    return await db.scalar(query.limit(1)) is not None


async def last_price_cents(
    db: AsyncSession, *, coach_id: UUID, client_id: UUID, type_id: UUID | None = None
) -> int | None:
    """The price last agreed with a client, of a type if one is named, else of any session that has a price."""
    query = select(col(Booking.price_cents)).where(col(Booking.coach_id) == coach_id)
    query = query.where(col(Booking.price_cents).is_not(None))
    of_kind = col(Booking.price_cents) > 0 if type_id is None else col(Booking.type_id) == type_id
    return await db.scalar(
        query.where(col(Booking.client_id) == client_id, of_kind).order_by(col(Booking.id).desc()).limit(1)
    )


async def taken_between(
    db: AsyncSession, *, coach_id: UUID, start: datetime, end: datetime, now: datetime, with_busy: bool = True
) -> list[TakenTime]:
    """What is not free in the half-open [start, end), earliest first: sessions, live holds and, if asked, busy blocks.

    A hold that has lapsed at `now` is free time, whether or not a job has released it yet.
    """
    window = {"coach_id": coach_id, "start": start, "end": end, "longest_before": start - LONGEST, "now": now}
    rows = await db.execute(TAKEN if with_busy else TAKEN_BY_BOOKINGS, window)
    return sorted((TakenTime(*row) for row in rows), key=lambda taken: (taken.starts_at, taken.ends_at))


async def buffered_between(
    db: AsyncSession, *, coach_id: UUID, start: datetime, end: datetime, now: datetime, ignoring: UUID | None = None
) -> Sequence[Row[datetime, datetime, int, int]]:
    """What takes time in the half-open [start, end), held sessions too: (start, end, minutes before, minutes after)."""
    before, after = col(Booking.buffer_before_minutes), col(Booking.buffer_after_minutes)
    query = (
        select(col(Booking.starts_at), col(Booking.ends_at), before, after)
        .where(col(Booking.coach_id) == coach_id, col(Booking.status).in_(TAKES_TIME))
        .where(col(Booking.starts_at) > start - LONGEST, col(Booking.starts_at) < end, col(Booking.ends_at) > start)
        .where(or_(~IS_HOLD, col(Booking.hold_expires_at) > now))
    )
    return (await db.execute(query if ignoring is None else query.where(col(Booking.id) != ignoring))).all()


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
