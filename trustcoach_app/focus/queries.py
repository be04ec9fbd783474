"""What Focus reads: the next 48 hours, what each session hangs on, and the month. A fixed number of queries."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, and_, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.bookings.queries import session_numbers
from trustcoach_app.clients.queries import has_clients
from trustcoach_app.coaches import CoachFacts, coach_facts
from trustcoach_app.earnings.queries import MonthFigures, month_figures
from trustcoach_app.models.bookings import Booking, BookingStatus
from trustcoach_app.models.clients import Client
from trustcoach_app.models.goals import Goal, GoalStatus
from trustcoach_app.models.messaging import Conversation, Message, MessageAuthor
from trustcoach_app.models.sessions import Moment, Session

HORIZON = timedelta(hours=48)
ASK_FOR = timedelta(hours=48)
"""How long Focus asks for the outcome of an unstarted session, before it counts as held (decision 8)."""
COMING = (BookingStatus.CONFIRMED, BookingStatus.IN_PROGRESS)

BookingRow = Row[Booking, Client]


@dataclass(frozen=True)
class Signals:
    """What there is to say about the clients of the coming sessions, by client or booking."""

    numbers: dict[UUID, int]
    unread: dict[UUID, int]
    moments: dict[UUID, str]
    goals: dict[UUID, str]


@dataclass(frozen=True)
class FocusFacts:
    """Everything that the page is made of."""

    coach: CoachFacts
    has_clients: bool
    """Whether there is any client yet."""
    coming: list[BookingRow]
    unanswered: list[BookingRow]
    today: list[BookingRow]
    signals: Signals
    month: MonthFigures
    next_beyond: datetime | None
    """When the next session beyond the horizon starts: 48 hours before, it enters the page."""


async def focus_facts(db: AsyncSession, *, coach_id: UUID, now: datetime) -> FocusFacts:
    """Read Focus for one coach at one instant."""
    coach = await coach_facts(db, coach_id=coach_id)
    rows = await _around(db, coach_id, coach.zone, now)
    coming = [row for row in rows if is_coming(row.Booking, now)]
    return FocusFacts(
        coach=coach,
        has_clients=bool(rows) or await has_clients(db, coach_id=coach_id),
        coming=coming,
        unanswered=[row for row in rows if _is_unanswered(row.Booking, now)],
        today=[row for row in rows if _is_today(row.Booking, coach.zone, now)],
        signals=await _signals(db, coach_id, coming),
        month=await month_figures(db, coach_id=coach_id, zone=coach.zone, now=now),
        next_beyond=await _next_beyond(db, coach_id, now),
    )


def is_coming(booking: Booking, now: datetime) -> bool:
    """Decision 9: confirmed or running, not over, and starting within 48 hours."""
    return booking.status in COMING and booking.ends_at > now and booking.starts_at <= now + HORIZON


def _is_unanswered(booking: Booking, now: datetime) -> bool:
    return booking.status is BookingStatus.CONFIRMED and now - ASK_FOR < booking.ends_at <= now


def _is_today(booking: Booking, zone: ZoneInfo, now: datetime) -> bool:
    return booking.starts_at.astimezone(zone).date() == now.astimezone(zone).date()


def local_midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a calendar day of the coach begins."""
    return datetime.combine(day, time(), zone)


async def _around(db: AsyncSession, coach_id: UUID, zone: ZoneInfo, now: datetime) -> list[BookingRow]:
    """Every booking that any part of the page may show: from 60 hours back to the horizon."""
    midnight = local_midnight(now.astimezone(zone).date(), zone)
    since = min(midnight, now - ASK_FOR) - timedelta(hours=12)
    query = (
        select(Booking, Client)
        .join(Client, and_(col(Client.coach_id) == col(Booking.coach_id), col(Client.id) == col(Booking.client_id)))
        .where(col(Booking.coach_id) == coach_id, col(Booking.starts_at).between(since, now + HORIZON))
        .where(col(Booking.status).not_in((BookingStatus.PENDING, BookingStatus.EXPIRED)))
        .order_by(col(Booking.starts_at), col(Booking.id))
    )
    return list((await db.execute(query)).all())


async def _next_beyond(db: AsyncSession, coach_id: UUID, now: datetime) -> datetime | None:
    query = select(func.min(col(Booking.starts_at))).where(
        col(Booking.coach_id) == coach_id,
        col(Booking.starts_at) > now + HORIZON,
        col(Booking.status) == BookingStatus.CONFIRMED,
    )
    return await db.scalar(query)


async def _signals(db: AsyncSession, coach_id: UUID, coming: list[BookingRow]) -> Signals:
    clients = {row.Client.id for row in coming}
    if not clients:
        return Signals({}, {}, {}, {})
    numbers = await session_numbers(db, coach_id=coach_id, booking_ids=[row.Booking.id for row in coming])
    return Signals(
        numbers,
        await _unread(db, coach_id, clients),
        await _last_moments(db, coach_id, clients),
        await _current_goals(db, coach_id, clients),
    )


async def _unread(db: AsyncSession, coach_id: UUID, clients: set[UUID]) -> dict[UUID, int]:
    query = (
        select(col(Conversation.client_id), func.count())
        .join(
            Message,
            and_(
                col(Message.coach_id) == col(Conversation.coach_id),
                col(Message.conversation_id) == col(Conversation.id),
            ),
        )
        .where(col(Conversation.coach_id) == coach_id, col(Conversation.client_id).in_(clients))
        .where(col(Message.author) == MessageAuthor.CLIENT, col(Message.read_at).is_(None))
        .group_by(col(Conversation.client_id))
    )
    return {row[0]: row[1] for row in await db.execute(query)}


async def _last_moments(db: AsyncSession, coach_id: UUID, clients: set[UUID]) -> dict[UUID, str]:
    """The moment marked last, of each client."""
    query = (
        select(col(Session.client_id), col(Moment.note))
        .join(Moment, and_(col(Moment.coach_id) == col(Session.coach_id), col(Moment.session_id) == col(Session.id)))
        .join(Booking, and_(col(Booking.coach_id) == col(Session.coach_id), col(Booking.id) == col(Session.booking_id)))
        .where(col(Session.coach_id) == coach_id, col(Session.client_id).in_(clients))
        .ext(distinct_on(col(Session.client_id)))
        .order_by(col(Session.client_id), col(Booking.starts_at).desc(), col(Moment.at_seconds).desc())
    )
    return {row[0]: row[1] for row in await db.execute(query)}


async def _current_goals(db: AsyncSession, coach_id: UUID, clients: set[UUID]) -> dict[UUID, str]:
    """The goal in progress that was set last, of each client."""
    query = (
        select(col(Goal.client_id), col(Goal.title))
        .where(col(Goal.coach_id) == coach_id, col(Goal.client_id).in_(clients))
        .where(col(Goal.status) == GoalStatus.IN_PROGRESS)
        .ext(distinct_on(col(Goal.client_id)))
        .order_by(col(Goal.client_id), col(Goal.start_date).desc(), col(Goal.id).desc())
    )
    return {row[0]: row[1] for row in await db.execute(query)}
