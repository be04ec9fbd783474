"""What Focus reads: the next 48 hours, what each session hangs on, and the month. A fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.bookings.queries import LONGEST, BookingAndClient, agreed_between, next_start, session_numbers
from trustcoach_app.bookings.rules import COUNTS_AS_HELD, TOLD
from trustcoach_app.clients.queries import has_clients
from trustcoach_app.coaches import CoachFacts, coach_facts
from trustcoach_app.days import local_midnight
from trustcoach_app.earnings.queries import MonthFigures, month_figures
from trustcoach_app.goals.queries import current_goals
from trustcoach_app.messaging.queries import unread_counts
from trustcoach_app.models.bookings import Booking, BookingStatus
from trustcoach_app.sessions.queries import last_moments

HORIZON = timedelta(hours=48)
COMING = (BookingStatus.CONFIRMED, BookingStatus.IN_PROGRESS)


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
    coming: list[BookingAndClient]
    unanswered: list[BookingAndClient]
    answered: list[BookingAndClient]
    """Those whose outcome Focus would still ask for, had nobody told it."""
    today: list[BookingAndClient]
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
        answered=[row for row in rows if _is_answered(row.Booking, now)],
        today=[row for row in rows if _is_today(row.Booking, coach.zone, now)],
        signals=await _signals(db, coach_id, coming),
        month=await month_figures(db, coach_id=coach_id, zone=coach.zone, now=now),
        next_beyond=await next_start(db, coach_id=coach_id, after=now + HORIZON),
    )


def is_coming(booking: Booking, now: datetime) -> bool:
    """Decision 9: confirmed or running, not over, and starting within 48 hours."""
    return booking.status in COMING and booking.ends_at > now and booking.starts_at <= now + HORIZON


def _is_unanswered(booking: Booking, now: datetime) -> bool:
    return booking.status is BookingStatus.CONFIRMED and now - COUNTS_AS_HELD < booking.ends_at <= now


def _is_answered(booking: Booking, now: datetime) -> bool:
    """Not what was cancelled before its end: that was no answer."""
    is_late = booking.cancelled_at is None or booking.cancelled_at >= booking.ends_at
    return booking.status in TOLD and is_late and now - COUNTS_AS_HELD < booking.ends_at <= now


def _is_today(booking: Booking, zone: ZoneInfo, now: datetime) -> bool:
    """Begins on the coach's calendar day, or began before it and ends on it."""
    day = now.astimezone(zone).date()
    begins, ends = local_midnight(day, zone), local_midnight(day + timedelta(days=1), zone)
    return booking.starts_at < ends and booking.ends_at > begins


async def _around(db: AsyncSession, coach_id: UUID, zone: ZoneInfo, now: datetime) -> list[BookingAndClient]:
    """Every booking that any part of the page may show: from 60 hours back to the horizon."""
    midnight = local_midnight(now.astimezone(zone).date(), zone)
    since = min(midnight, now - COUNTS_AS_HELD) - LONGEST
    return await agreed_between(db, coach_id=coach_id, since=since, until=now + HORIZON)


async def _signals(db: AsyncSession, coach_id: UUID, coming: list[BookingAndClient]) -> Signals:
    clients = {row.Client.id for row in coming}
    if not clients:
        return Signals({}, {}, {}, {})
    numbers = await session_numbers(db, coach_id=coach_id, booking_ids=[row.Booking.id for row in coming])
    return Signals(
        numbers,
        await unread_counts(db, coach_id=coach_id, client_ids=clients),
        await last_moments(db, coach_id=coach_id, client_ids=clients),
        await current_goals(db, coach_id=coach_id, client_ids=clients),
    )
