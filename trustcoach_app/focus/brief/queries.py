"""What is known of one client before a session (decision 16: of summaries, only signed ones)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.clients.queries import ClientRow, by_id
from trustcoach_app.models.bookings import Booking, BookingStatus
from trustcoach_app.models.goals import Goal, GoalMeasurement, GoalStatus
from trustcoach_app.models.messaging import Conversation, Message
from trustcoach_app.models.sessions import Moment, Session, Summary

MOST_MOMENTS = 6
MOST_MESSAGES = 5
PLANNED = (BookingStatus.CONFIRMED, BookingStatus.IN_PROGRESS)


@dataclass(frozen=True)
class History:
    """The client's sessions in figures."""

    held: int
    last_held: datetime | None
    next_planned: datetime | None


@dataclass(frozen=True)
class BriefFacts:
    """Everything that the pre-brief is made of."""

    client: ClientRow
    history: History
    summary: Row[Summary, datetime] | None
    moments: list[Row[Moment, datetime]]
    goals: list[Row[Goal, GoalMeasurement]]
    messages: list[Message]


async def brief_facts(db: AsyncSession, *, coach_id: UUID, client_id: UUID, now: datetime) -> BriefFacts:
    """Read one client's pre-brief. Six queries, however long the history. Raises NotFound."""
    return BriefFacts(
        client=await by_id(db, coach_id=coach_id, client_id=client_id),
        history=await _history(db, coach_id, client_id, now),
        summary=await _last_summary(db, coach_id, client_id),
        moments=await _moments(db, coach_id, client_id),
        goals=await _goals(db, coach_id, client_id),
        messages=await _messages(db, coach_id, client_id),
    )


async def _history(db: AsyncSession, coach_id: UUID, client_id: UUID, now: datetime) -> History:
    held = col(Booking.status) == BookingStatus.COMPLETED
    ahead = col(Booking.status).in_(PLANNED) & (col(Booking.starts_at) > now)
    starts_at = col(Booking.starts_at)
    query = select(
        func.count().filter(held), func.max(starts_at).filter(held), func.min(starts_at).filter(ahead)
    ).where(col(Booking.coach_id) == coach_id, col(Booking.client_id) == client_id)
    return History(*(await db.execute(query)).one())


async def _last_summary(db: AsyncSession, coach_id: UUID, client_id: UUID) -> Row[Summary, datetime] | None:
    query = (
        select(Summary, col(Booking.starts_at))
        .join(Session, (col(Summary.coach_id) == col(Session.coach_id)) & (col(Session.id) == col(Summary.session_id)))
        .join(Booking, (col(Session.coach_id) == col(Booking.coach_id)) & (col(Booking.id) == col(Session.booking_id)))
        .where(col(Session.coach_id) == coach_id, col(Session.client_id) == client_id)
        .where(col(Summary.signed_at).is_not(None))
        .order_by(col(Booking.starts_at).desc())
        .limit(1)
    )
    return (await db.execute(query)).one_or_none()


async def _moments(db: AsyncSession, coach_id: UUID, client_id: UUID) -> list[Row[Moment, datetime]]:
    query = (
        select(Moment, col(Booking.starts_at))
        .join(Session, (col(Moment.coach_id) == col(Session.coach_id)) & (col(Session.id) == col(Moment.session_id)))
        .join(Booking, (col(Session.coach_id) == col(Booking.coach_id)) & (col(Booking.id) == col(Session.booking_id)))
        .where(col(Session.coach_id) == coach_id, col(Session.client_id) == client_id)
        .order_by(col(Booking.starts_at).desc(), col(Moment.at_seconds).desc())
        .limit(MOST_MOMENTS)
    )
    return list((await db.execute(query)).all())


async def _goals(db: AsyncSession, coach_id: UUID, client_id: UUID) -> list[Row[Goal, GoalMeasurement]]:
    """Goals in progress with their latest measure, if there is one."""
    query = (
        select(Goal, GoalMeasurement)
        .outerjoin(
            GoalMeasurement,
            (col(Goal.coach_id) == col(GoalMeasurement.coach_id)) & (col(GoalMeasurement.goal_id) == col(Goal.id)),
        )
        .where(col(Goal.coach_id) == coach_id, col(Goal.client_id) == client_id)
        .where(col(Goal.status) == GoalStatus.IN_PROGRESS)
        .ext(distinct_on(col(Goal.id)))
        .order_by(col(Goal.id), col(GoalMeasurement.measured_at).desc())
    )
    return list((await db.execute(query)).all())


async def _messages(db: AsyncSession, coach_id: UUID, client_id: UUID) -> list[Message]:
    """The latest messages, oldest of them first."""
    query = (
        select(Message)
        .join(
            Conversation,
            (col(Message.coach_id) == col(Conversation.coach_id))
            & (col(Conversation.id) == col(Message.conversation_id)),
        )
        .where(col(Conversation.coach_id) == coach_id, col(Conversation.client_id) == client_id)
        .order_by(col(Message.sent_at).desc(), col(Message.id).desc())
        .limit(MOST_MESSAGES)
    )
    return list(reversed(list(await db.scalars(query))))
