"""How a session begins (decision 8): from when, and with which row."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import and_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.bookings.queries import booking
from trustcoach_app.bookings.rules import STANDS
from trustcoach_app.bookings.transition import change
from trustcoach_app.db.types import new_id
from trustcoach_app.errors import Conflict
from trustcoach_app.formats import clock_time, short_day
from trustcoach_app.models.bookings import Booking, BookingStatus
from trustcoach_app.models.sessions import Session

START_EARLY = timedelta(minutes=30)
"""A session can be started this long before its hour, and until its end."""
PAST = "Cette séance est passée\u202f: indiquez plutôt si elle a été tenue."


def startable_from(starts_at: datetime) -> datetime:
    """The instant from which a session can be started."""
    return starts_at - START_EARLY


async def start_session(db: AsyncSession, *, coach_id: UUID, booking_id: UUID, now: datetime) -> Booking:
    """CONFIRMED → IN_PROGRESS, with its session row, from START_EARLY before its hour until its end.

    Starting what is in progress changes nothing. Raises NotFound, and Conflict when it is too early, too late or over.
    """
    started = await change(
        db,
        coach_id=coach_id,
        booking_id=booking_id,
        allowed=[BookingStatus.CONFIRMED],
        when=and_(col(Booking.starts_at) <= now + START_EARLY, col(Booking.ends_at) > now),
        now=now,
        values={"status": BookingStatus.IN_PROGRESS, "started_at": now},
    )
    if started is not None:
        await ensure_session(db, started)
        return started
    found = await booking(db, coach_id=coach_id, booking_id=booking_id)
    if found.status is BookingStatus.IN_PROGRESS:
        return found
    raise Conflict(_why_not_started(found, now))


async def ensure_session(db: AsyncSession, held: Booking) -> None:
    """A session that was held has a row to hang notes and summaries on; one, however often it is asked for."""
    row = insert(Session).values(coach_id=held.coach_id, id=new_id(), booking_id=held.id, client_id=held.client_id)
    await db.execute(row.on_conflict_do_nothing(index_elements=["coach_id", "booking_id"]))


def _why_not_started(found: Booking, now: datetime) -> str:
    if found.status is not BookingStatus.CONFIRMED:
        return STANDS[found.status]
    if found.ends_at <= now:
        return PAST
    zone = ZoneInfo(found.timezone)
    opens = startable_from(found.starts_at)
    return (
        f"Il est trop tôt\u202f: cette séance peut démarrer le {short_day(opens.astimezone(zone).date())} "
        f"à partir de {clock_time(opens, zone)}."
    )
