"""What an import is compared with, and what the page of imports shows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.bookings.queries import LONGEST
from trustcoach_app.models.bookings import Booking, BookingStatus
from trustcoach_app.models.clients import Client
from trustcoach_app.models.importing import CalendarFeed, ImportedRow
from trustcoach_app.models.people import Coach, User

TAKES_TIME = (
    BookingStatus.PENDING,
    BookingStatus.CONFIRMED,
    BookingStatus.IN_PROGRESS,
    BookingStatus.COMPLETED,
    BookingStatus.NO_SHOW,
)
"""A session that was held is there already, too: importing it once more would count it twice."""


@dataclass(frozen=True)
class KnownClient:
    """A client to merge with."""

    id: UUID
    name: str
    email: str | None
    sort_key: str
    is_archived: bool


@dataclass(frozen=True)
class Facts:
    """What the practice holds already. `taken` are the half-open stretches of its sessions."""

    zone: ZoneInfo
    own_email: str
    clients: list[KnownClient]
    imported: set[tuple[str, str]]
    taken: list[tuple[datetime, datetime]]


async def zone_of(db: AsyncSession, *, coach_id: UUID) -> ZoneInfo:
    """The coach's time zone."""
    return ZoneInfo((await db.scalars(select(col(Coach.timezone)).where(col(Coach.id) == coach_id))).one())


async def facts(db: AsyncSession, *, coach_id: UUID, start: datetime, end: datetime) -> Facts:
    """What an import that reaches from `start` to `end` is compared with."""
    own = select(col(User.email)).join(Coach, col(Coach.user_id) == col(User.id)).where(col(Coach.id) == coach_id)
    columns = [col(getattr(Client, name)) for name in ("id", "name", "email", "sort_key", "archived_at")]
    people = select(*columns).where(col(Client.coach_id) == coach_id, col(Client.merged_into).is_(None))
    rows = (await db.execute(people.order_by(col(Client.sort_key), col(Client.id)))).all()
    return Facts(
        zone=await zone_of(db, coach_id=coach_id),
        own_email=await db.scalar(own) or "",
        clients=[KnownClient(*row[:4], is_archived=row[4] is not None) for row in rows],
        imported=await imported_keys(db, coach_id=coach_id),
        taken=await _taken(db, coach_id, start, end),
    )


async def imported_keys(db: AsyncSession, *, coach_id: UUID) -> set[tuple[str, str]]:
    """The (uid, recurrence) of every event that an import wrote and that still stands."""
    query = select(col(ImportedRow.uid), col(ImportedRow.recurrence)).where(
        col(ImportedRow.coach_id) == coach_id, col(ImportedRow.uid) != ""
    )
    return {(row.uid, row.recurrence) for row in await db.execute(query)}


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
