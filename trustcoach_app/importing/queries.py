"""What an import is compared with, and what the page of imports shows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.bookings.queries import LONGEST, TAKES_TIME
from trustcoach_app.coaches import coach_facts
from trustcoach_app.importing.marks import mark_of
from trustcoach_app.models.bookings import Booking, BookingStatus, BusyBlock
from trustcoach_app.models.clients import Client
from trustcoach_app.models.importing import CalendarFeed, ImportedRow


@dataclass(frozen=True)
class KnownClient:
    """A client to merge with."""

    id: UUID
    name: str
    email: str | None
    sort_key: str
    is_archived: bool


Key = tuple[str, str]
"""The uid and the recurrence of an event."""


@dataclass(frozen=True)
class Made:
    """What an earlier import made of an event, as it stands now. `booking_id` is None for busy time."""

    row: ImportedRow
    booking_id: UUID | None
    starts_at: datetime
    ends_at: datetime
    title: str
    stands: bool
    """It is planned, and takes its time."""
    may_follow: bool
    """It stands, and nobody touched it since: it goes where its event goes."""


@dataclass(frozen=True)
class Facts:
    """What the practice holds already. `taken` are the half-open stretches of its sessions."""

    zone: ZoneInfo
    own_email: str
    clients: list[KnownClient]
    imported: dict[Key, Made]
    taken: list[tuple[datetime, datetime]]


async def facts(db: AsyncSession, *, coach_id: UUID, start: datetime, end: datetime) -> Facts:
    """What an import that reaches from `start` to `end` is compared with."""
    coach = await coach_facts(db, coach_id=coach_id)
    columns = [col(getattr(Client, name)) for name in ("id", "name", "email", "sort_key", "archived_at")]
    people = select(*columns).where(col(Client.coach_id) == coach_id, col(Client.merged_into).is_(None))
    rows = (await db.execute(people.order_by(col(Client.sort_key), col(Client.id)))).all()
    return Facts(
        zone=coach.zone,
        own_email=coach.email,
        clients=[KnownClient(*row[:4], is_archived=row[4] is not None) for row in rows],
        imported=await made_of_events(db, coach_id=coach_id),
        taken=await _taken(db, coach_id, start, end),
    )


async def made_of_events(db: AsyncSession, *, coach_id: UUID) -> dict[Key, Made]:
    """What imports made of events and still stands, by event."""
    query = (
        select(ImportedRow, Booking, BusyBlock)
        .outerjoin(Booking, _is_of(Booking, ImportedRow.booking_id))
        .outerjoin(BusyBlock, _is_of(BusyBlock, ImportedRow.busy_block_id))
        .where(col(ImportedRow.coach_id) == coach_id, col(ImportedRow.uid) != "")
    )
    rows = await db.execute(query.execution_options(populate_existing=True))
    return {(row.uid, row.recurrence): _made(row, booking, block) for row, booking, block in rows}


def _is_of(table: Any, key: Any) -> ColumnElement[bool]:
    return (col(table.coach_id) == col(ImportedRow.coach_id)) & (col(table.id) == col(key))


def _made(row: ImportedRow, booking: Booking | None, block: BusyBlock | None) -> Made:
    """Busy time of an import has both its edges."""
    if booking is not None:
        stands = booking.status is BookingStatus.CONFIRMED
        may_follow = stands and mark_of(booking) == row.made
        return Made(row, booking.id, booking.starts_at, booking.ends_at, booking.title, stands, may_follow)
    if block is None or block.during.lower is None or block.during.upper is None:
        raise LookupError(f"imported row {row.id} stands for nothing")
    return Made(row, None, block.during.lower, block.during.upper, block.title, True, mark_of(block) == row.made)


async def _taken(db: AsyncSession, coach_id: UUID, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    query = (
        select(col(Booking.starts_at), col(Booking.ends_at))
        .where(col(Booking.coach_id) == coach_id, col(Booking.status).in_(TAKES_TIME))
        .where(col(Booking.starts_at) < end, col(Booking.starts_at) > start - LONGEST, col(Booking.ends_at) > start)
    )
    return [(row.starts_at, row.ends_at) for row in await db.execute(query)]


async def rows_of(db: AsyncSession, *, coach_id: UUID, import_id: UUID) -> list[ImportedRow]:
    """What an import made and still stands, in the order in which it was made."""
    query = select(ImportedRow).where(col(ImportedRow.coach_id) == coach_id, col(ImportedRow.import_id) == import_id)
    return list(await db.scalars(query.order_by(col(ImportedRow.id))))


async def feeds(db: AsyncSession, *, coach_id: UUID) -> list[CalendarFeed]:
    """The calendars that are read again and again, oldest first."""
    query = select(CalendarFeed).where(col(CalendarFeed.coach_id) == coach_id)
    return list(await db.scalars(query.order_by(col(CalendarFeed.id))))


async def by_ids(db: AsyncSession, table: Any, *, coach_id: UUID, ids: Collection[UUID]) -> dict[UUID, Any]:
    """The rows of a tenant's table that have these ids."""
    query = select(table).where(col(table.coach_id) == coach_id, col(table.id).in_(ids))
    return {row.id: row for row in await db.scalars(query.execution_options(populate_existing=True))}
