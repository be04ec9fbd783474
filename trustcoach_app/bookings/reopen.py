"""The coach's undo of an outcome: the session is again what it was before anybody said how it went."""

from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.bookings.lock import lock_diary
from trustcoach_app.bookings.queries import booking
from trustcoach_app.bookings.rules import STANDS, TOLD, UNDO, Actor
from trustcoach_app.bookings.slot import Slot, lock_free_time, overlap_refused
from trustcoach_app.bookings.transition import change, refusal
from trustcoach_app.errors import Conflict
from trustcoach_app.models.bookings import Booking, BookingStatus
from trustcoach_app.models.sessions import RawSummary, Session, Summary


async def reopen_session(db: AsyncSession, *, coach_id: UUID, booking_id: UUID, now: datetime) -> Booking:
    """COMPLETED, NO_SHOW or told as CANCELLED → IN_PROGRESS if it had been started, else CONFIRMED, for ten minutes.

    Raises NotFound, SlotTaken when its time was given away meanwhile, else Conflict: too late, summed up already, or
    cancelled before its end, which `restore_booking` takes back.
    """
    await lock_diary(db, coach_id)
    found = await booking(db, coach_id=coach_id, booking_id=booking_id)
    _ensure_undoable(found, now)
    if await _is_summed_up(db, coach_id, booking_id):
        raise Conflict("Un résumé de cette séance est déjà écrit : elle reste terminée.")
    wanted = Slot(coach_id, found.starts_at, found.ends_at, ZoneInfo(found.timezone), Actor.COACH)
    await lock_free_time(db, wanted, now=now, ignoring=booking_id)
    values = {
        "status": BookingStatus.IN_PROGRESS if found.started_at else BookingStatus.CONFIRMED,
        "finished_at": None,
        "cancelled_at": None,
        "cancelled_by": None,
    }
    with overlap_refused(wanted):
        reopened = await change(db, coach_id=coach_id, booking_id=booking_id, allowed=TOLD, now=now, values=values)
    if reopened is None:
        raise await refusal(db, coach_id=coach_id, booking_id=booking_id)
    return reopened


def _ensure_undoable(found: Booking, now: datetime) -> None:
    if found.status not in TOLD or (found.cancelled_at and found.cancelled_at < found.ends_at):
        raise Conflict(STANDS[found.status])
    if now.astimezone(UTC) - found.updated_at.astimezone(UTC) > UNDO:
        raise Conflict("Il est trop tard pour annuler : indiquez plutôt comment la séance s’est passée.")


async def _is_summed_up(db: AsyncSession, coach_id: UUID, booking_id: UUID) -> bool:
    mine = (col(Session.coach_id) == coach_id) & (col(Session.booking_id) == booking_id)
    summed_up = [
        exists().where(col(table.coach_id) == coach_id, col(table.session_id) == col(Session.id))
        for table in (Summary, RawSummary)
    ]
    return await db.scalar(select(col(Session.id)).where(mine, or_(*summed_up))) is not None
