"""What was earned (decision 12: by session date). The same functions serve Focus's foot and the earnings page."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Integer, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.bookings.queries import IS_UNPRICED
from trustcoach_app.models.bookings import Booking, BookingStatus
from trustcoach_app.models.earned import EARNED


@dataclass(frozen=True)
class MonthFigures:
    """One calendar month of the coach, in cents and counts."""

    earned_cents: int
    sessions_held: int
    ahead_cents: int
    """`En attente`: confirmed and still to come this month (decision 13)."""
    sessions_ahead: int
    sessions_unpriced: int = 0
    """`À tarifer`: held or missed, and nobody said the price; nothing of them is earned yet (decision 34)."""


def month_bounds(now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The instants at which the coach's current month begins and ends."""
    first = now.astimezone(zone).date().replace(day=1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return datetime.combine(first, time(), zone), datetime.combine(following, time(), zone)


async def month_figures(db: AsyncSession, *, coach_id: UUID, zone: ZoneInfo, now: datetime) -> MonthFigures:
    """Earned and still ahead in the coach's current month. One query."""
    begins, ends = month_bounds(now, zone)
    status, price = col(Booking.status), col(Booking.price_cents)
    is_ahead = status.in_((BookingStatus.CONFIRMED, BookingStatus.IN_PROGRESS)) & (col(Booking.ends_at) > now)
    query = select(
        func.coalesce(func.sum(literal_column(EARNED, Integer)), 0),
        func.count().filter(status == BookingStatus.COMPLETED),
        func.coalesce(func.sum(price).filter(is_ahead), 0),
        func.count().filter(is_ahead),
        func.count().filter(IS_UNPRICED),
    ).where(col(Booking.coach_id) == coach_id, col(Booking.starts_at) >= begins, col(Booking.starts_at) < ends)
    return MonthFigures(*(await db.execute(query)).one())
