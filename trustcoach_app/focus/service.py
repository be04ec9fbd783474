"""What Focus changes beyond a single call to bookings/."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.bookings import service as bookings
from trustcoach_app.formats import clock_time, long_day
from trustcoach_app.models.bookings import Booking


def hour_in_words(booking: Booking, now: datetime) -> str:
    """`d’aujourd’hui à 14:00`, `de demain à 10:00`, `de lundi 12 janvier à 9:00`, in the booking's own zone."""
    zone = ZoneInfo(booking.timezone)
    day = booking.starts_at.astimezone(zone).date()
    ahead = (day - now.astimezone(zone).date()).days
    name = {0: "d’aujourd’hui", 1: "de demain"}.get(ahead) or f"de {long_day(day)}"
    return f"{name} à {clock_time(booking.starts_at, zone)}"


async def start_session_early(db: AsyncSession, *, coach_id: UUID, booking_id: UUID, now: datetime) -> None:
    """Move a session to this minute, where the diary is free, and begin it. Raises SlotTaken, Conflict, NotFound."""
    this_minute = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    await bookings.move_booking(db, coach_id=coach_id, booking_id=booking_id, starts_at=this_minute, now=now)
    await bookings.start_session(db, coach_id=coach_id, booking_id=booking_id, now=now)
