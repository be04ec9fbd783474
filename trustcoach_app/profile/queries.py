"""What the profile page reads."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.availability.queries import appointment_types
from trustcoach_app.bookings.queries import coming
from trustcoach_app.earnings.queries import MonthFigures, month_figures
from trustcoach_app.models.leads import Lead
from trustcoach_app.models.people import Coach, CoachPhoto, User

MOST_NAMED = 3
"""Sessions that the question about a new zone names one by one."""


@dataclass(frozen=True)
class Profile:
    """Who the coach is."""

    name: str
    email: str
    specialty: str
    rate_cents: int | None
    zone: ZoneInfo
    photo_digest: str | None
    unpriced_types: list[str]


@dataclass(frozen=True)
class Coming:
    """A session to come."""

    client: str
    starts_at: datetime


@dataclass(frozen=True)
class ZoneFacts:
    """What a change of zone touches."""

    before: ZoneInfo
    after: ZoneInfo
    coming: list[Coming]
    coming_count: int
    month_before: MonthFigures
    month_after: MonthFigures
    has_leads: bool


async def profile(db: AsyncSession, *, coach_id: UUID) -> Profile:
    """One coach's own profile. Two queries."""
    query = (
        select(
            *(col(User.name), col(User.email), col(Coach.specialty), col(Coach.hourly_rate_cents)),
            *(col(Coach.timezone), col(CoachPhoto.digest)),
        )
        .join(User, col(User.id) == col(Coach.user_id))
        .outerjoin(CoachPhoto, col(CoachPhoto.coach_id) == col(Coach.id))
        .where(col(Coach.id) == coach_id)
    )
    row = (await db.execute(query)).one()
    types = await appointment_types(db, coach_id=coach_id)
    return Profile(
        name=row[0],
        email=row[1],
        specialty=row[2],
        rate_cents=row[3],
        zone=ZoneInfo(row[4]),
        photo_digest=row[5],
        unpriced_types=[each.name for each in types if each.price_cents is None],
    )


async def photo(db: AsyncSession, *, coach_id: UUID) -> tuple[bytes, str] | None:
    """The photo and its digest, for whoever the policies let see it."""
    query = select(col(CoachPhoto.image), col(CoachPhoto.digest)).where(col(CoachPhoto.coach_id) == coach_id)
    row = (await db.execute(query)).one_or_none()
    return None if row is None else (row[0], row[1])


async def zone_facts(
    db: AsyncSession, *, coach_id: UUID, before: ZoneInfo, after: ZoneInfo, now: datetime
) -> ZoneFacts:
    """What would read otherwise in another zone: sessions to come, and the figures of the month. Five queries."""
    named, count = await coming(db, coach_id=coach_id, now=now, limit=MOST_NAMED)
    return ZoneFacts(
        before=before,
        after=after,
        coming=[Coming(row.Client.name, row.Booking.starts_at) for row in named],
        coming_count=count,
        month_before=await month_figures(db, coach_id=coach_id, zone=before, now=now),
        month_after=await month_figures(db, coach_id=coach_id, zone=after, now=now),
        has_leads=bool(await db.scalar(select(exists().where(col(Lead.coach_id) == coach_id)))),
    )


def has_rate(coach_id: UUID) -> ColumnElement[bool]:
    """Whether the coach said what an hour costs."""
    return exists().where(col(Coach.id) == coach_id, col(Coach.hourly_rate_cents).is_not(None))
