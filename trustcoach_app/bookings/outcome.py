"""How a session ends (decision 8): finished, or told afterwards."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.bookings.queries import booking
from trustcoach_app.bookings.rules import COUNTS_AS_HELD, STANDS, Outcome
from trustcoach_app.bookings.start import ensure_session
from trustcoach_app.bookings.transition import change
from trustcoach_app.clients.service import promote_prospect
from trustcoach_app.errors import Conflict
from trustcoach_app.models.bookings import Booking, BookingStatus, CancelledBy

ENDED = (BookingStatus.CONFIRMED, BookingStatus.IN_PROGRESS, BookingStatus.COMPLETED, BookingStatus.NO_SHOW)


async def finish_session(db: AsyncSession, *, coach_id: UUID, booking_id: UUID, now: datetime) -> Booking:
    """IN_PROGRESS → COMPLETED now. Finishing what is completed changes nothing: the clock may have been faster.

    Raises NotFound, and Conflict for a session that was not started.
    """
    finished = await change(
        db,
        coach_id=coach_id,
        booking_id=booking_id,
        allowed=[BookingStatus.IN_PROGRESS],
        now=now,
        values={"status": BookingStatus.COMPLETED, "finished_at": now},
    )
    if finished is not None:
        await _ensure_client(db, finished)
        return finished
    found = await booking(db, coach_id=coach_id, booking_id=booking_id)
    if found.status is BookingStatus.COMPLETED:
        return found
    is_waiting = found.status is BookingStatus.CONFIRMED
    raise Conflict("Cette séance n’a pas été démarrée." if is_waiting else STANDS[found.status])


async def record_outcome(
    db: AsyncSession, *, coach_id: UUID, booking_id: UUID, outcome: Outcome, now: datetime
) -> Booking:
    """What became of a session whose end has passed; said again later, it corrects (decision 8).

    HELD ends it at its planned end unless it was finished by hand. CANCELLED counts as the coach's: nothing is kept. A
    session that was cancelled before its end stays so, because its refund and its slot are gone. Raises NotFound,
    Conflict.
    """
    told_before = and_(
        col(Booking.status) == BookingStatus.CANCELLED, col(Booking.cancelled_at) >= col(Booking.ends_at)
    )
    recorded = await change(
        db,
        coach_id=coach_id,
        booking_id=booking_id,
        allowed=[*ENDED, BookingStatus.CANCELLED],
        when=and_(col(Booking.ends_at) <= now, or_(col(Booking.status).in_(ENDED), told_before)),
        now=now,
        values=_outcome_values(outcome, now),
    )
    if recorded is None:
        found = await booking(db, coach_id=coach_id, booking_id=booking_id)
        is_early = found.status in ENDED
        raise Conflict("Cette séance n’est pas encore terminée." if is_early else STANDS[found.status])
    if outcome is Outcome.HELD:
        await ensure_session(db, recorded)
        await _ensure_client(db, recorded)
    return recorded


async def complete_ended_session(
    db: AsyncSession, *, coach_id: UUID, booking_id: UUID, now: datetime
) -> Booking | None:
    """What the clock does at a session's end: started → COMPLETED, untold for 48 hours → COMPLETED (decision 8).

    None when there is nothing (any more) to complete: safe to run twice, and against a coach who is faster.
    """
    is_over = or_(
        and_(col(Booking.status) == BookingStatus.IN_PROGRESS, col(Booking.ends_at) <= now),
        and_(col(Booking.status) == BookingStatus.CONFIRMED, col(Booking.ends_at) <= now - COUNTS_AS_HELD),
    )
    completed = await change(
        db,
        coach_id=coach_id,
        booking_id=booking_id,
        allowed=[BookingStatus.IN_PROGRESS, BookingStatus.CONFIRMED],
        when=is_over,
        now=now,
        values={"status": BookingStatus.COMPLETED, "finished_at": col(Booking.ends_at)},
    )
    if completed is not None:
        await ensure_session(db, completed)
        await _ensure_client(db, completed)
    return completed


async def _ensure_client(db: AsyncSession, held: Booking) -> None:
    """A prospect of whom a session with a price was held is a client; a free first talk makes nobody one."""
    if held.price_cents:
        await promote_prospect(db, coach_id=held.coach_id, client_id=held.client_id)


def _outcome_values(outcome: Outcome, now: datetime) -> dict[str, Any]:
    """Every column that an outcome decides, so that a correction leaves nothing of what it corrects."""
    is_cancelled = outcome is Outcome.CANCELLED
    statuses = {
        Outcome.HELD: BookingStatus.COMPLETED,
        Outcome.NO_SHOW: BookingStatus.NO_SHOW,
        Outcome.CANCELLED: BookingStatus.CANCELLED,
    }
    is_held = outcome is Outcome.HELD
    return {
        "status": statuses[outcome],
        "finished_at": func.coalesce(col(Booking.finished_at), col(Booking.ends_at)) if is_held else None,
        "cancelled_at": func.coalesce(col(Booking.cancelled_at), now) if is_cancelled else None,
        "cancelled_by": CancelledBy.COACH if is_cancelled else None,
        "cancellation_reason": "",
        "retained_cents": 0,
    }
