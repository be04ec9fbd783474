"""What a client reads: their own sessions with each of their coaches. The policies leave nothing else in sight."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, Select, and_, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.actions.shared import SharedAction, shared_actions
from trustcoach_app.goals.queries import MeasuredGoal
from trustcoach_app.goals.shared import shared_goals
from trustcoach_app.models.bookings import Booking, BookingMode, BookingStatus
from trustcoach_app.models.clients import Client
from trustcoach_app.models.people import User
from trustcoach_app.sessions.shared import SharedSummary, shared_summaries

PLANNED = (BookingStatus.PENDING, BookingStatus.CONFIRMED, BookingStatus.IN_PROGRESS)
HIDDEN = (BookingStatus.EXPIRED,)
"""A hold that lapsed never was a session."""
MOST_PAST = 50
MOST_SUMMARIES, MOST_GOALS, MOST_ACTIONS = 20, 50, 50

# Named one by one: a booking also holds notes of the coach's.
COLUMNS = (
    col(Booking.id),
    col(Booking.coach_id),
    col(Booking.starts_at),
    col(Booking.ends_at),
    col(Booking.mode),
    col(Booking.phone),
    col(Booking.address),
    col(Booking.status),
    col(Client.timezone),
)
BookingRow = Row[UUID, UUID, datetime, datetime, BookingMode, str, str, BookingStatus, str]


@dataclass(frozen=True)
class CoachName:
    """What a client knows of a coach."""

    name: str
    specialty: str


@dataclass(frozen=True)
class PortalFacts:
    """Everything that the page is made of."""

    name: str
    coaches: dict[UUID, CoachName]
    coming: list[BookingRow]
    past: list[BookingRow]
    past_count: int
    summaries: list[SharedSummary]
    goals: list[MeasuredGoal]
    actions: list[SharedAction]


async def portal_facts(db: AsyncSession, *, user_id: UUID, now: datetime) -> PortalFacts:
    """Read the page for one person, acting as a client."""
    is_coming = and_(col(Booking.ends_at) > now, col(Booking.status).in_(PLANNED))
    past = _mine(user_id).where(~is_coming, col(Booking.status).not_in(HIDDEN))
    coming = _mine(user_id).where(is_coming).order_by(col(Booking.starts_at), col(Booking.id))
    shown = past.order_by(col(Booking.starts_at).desc(), col(Booking.id)).limit(MOST_PAST)
    return PortalFacts(
        name=(await db.scalars(select(col(User.name)).where(col(User.id) == user_id))).one(),
        coaches=await _coaches(db),
        coming=list((await db.execute(coming)).all()),
        past=list((await db.execute(shown)).all()),
        past_count=await db.scalar(select(func.count()).select_from(past.subquery())) or 0,
        summaries=await shared_summaries(db, user_id=user_id, limit=MOST_SUMMARIES),
        goals=await shared_goals(db, user_id=user_id, limit=MOST_GOALS),
        actions=await shared_actions(db, user_id=user_id, limit=MOST_ACTIONS),
    )


def _mine(user_id: UUID) -> Select[UUID, UUID, datetime, datetime, BookingMode, str, str, BookingStatus, str]:
    same_client = and_(col(Client.coach_id) == col(Booking.coach_id), col(Client.id) == col(Booking.client_id))
    return select(*COLUMNS).join(Client, same_client).where(col(Client.user_id) == user_id)


async def _coaches(db: AsyncSession) -> dict[UUID, CoachName]:
    rows = await db.execute(text("SELECT * FROM portal_coaches()"))
    return {row.coach_id: CoachName(row.name, row.specialty) for row in rows}
