"""Cancel a session and what the coach then keeps (decision 11); and the coach's undo."""

from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.bookings.lock import lock_diary
from trustcoach_app.bookings.queries import booking
from trustcoach_app.bookings.rules import FREE_CANCELLATION, STANDS, UNDO, Actor
from trustcoach_app.bookings.slot import Slot, lock_free_time, overlap_refused
from trustcoach_app.bookings.transition import change, refusal
from trustcoach_app.errors import Conflict
from trustcoach_app.formats import clock_time
from trustcoach_app.inputs import Problems, clean_text
from trustcoach_app.models.bookings import LONGEST_CANCELLATION_REASON, Booking, BookingStatus, CancelledBy


def retained_cents(*, price_cents: int, starts_at: datetime, by: CancelledBy, now: datetime) -> int:
    """What the coach keeps of a cancelled session's price (decision 11).

    By the coach: nothing. By the client, exactly 24 elapsed hours before or more: nothing; later: half, rounded down to
    the cent, so that an odd cent goes back to the client.
    """
    if by is CancelledBy.COACH or starts_at.astimezone(UTC) - now.astimezone(UTC) >= FREE_CANCELLATION:
        return 0
    return price_cents // 2


async def cancel_booking(
    db: AsyncSession, *, coach_id: UUID, booking_id: UUID, by: CancelledBy, reason: str, now: datetime
) -> Booking:
    """CONFIRMED → CANCELLED, by the client until the session's start, by the coach until its end.

    A hold is not cancelled but let go, and a session whose end has passed gets an outcome. Raises InvalidInput(reason),
    NotFound, and Conflict when it is too late or another tab was faster.
    """
    problems, why = Problems(), clean_text(reason)
    problems.check_length("reason", why, LONGEST_CANCELLATION_REASON)
    problems.refuse()
    await lock_diary(db, coach_id)
    found = await booking(db, coach_id=coach_id, booking_id=booking_id)
    _ensure_cancellable(found, by, now)
    values = {
        "status": BookingStatus.CANCELLED,
        "cancelled_at": now,
        "cancelled_by": by,
        "cancellation_reason": why,
        "retained_cents": retained_cents(price_cents=found.price_cents, starts_at=found.starts_at, by=by, now=now),
    }
    cancelled = await change(
        db, coach_id=coach_id, booking_id=booking_id, allowed=[BookingStatus.CONFIRMED], now=now, values=values
    )
    if cancelled is None:
        raise await refusal(db, coach_id=coach_id, booking_id=booking_id)
    return cancelled


async def restore_booking(db: AsyncSession, *, coach_id: UUID, booking_id: UUID, now: datetime) -> Booking:
    """Undo the coach's own cancellation within ten minutes. Raises SlotTaken when the time has gone, else Conflict."""
    await lock_diary(db, coach_id)
    found = await booking(db, coach_id=coach_id, booking_id=booking_id)
    _ensure_undoable(found, now)
    wanted = Slot(coach_id, found.starts_at, found.ends_at, ZoneInfo(found.timezone), Actor.COACH)
    await lock_free_time(db, wanted, now=now)
    values = {
        "status": BookingStatus.CONFIRMED,
        "cancelled_at": None,
        "cancelled_by": None,
        "cancellation_reason": "",
        "retained_cents": 0,
    }
    with overlap_refused(wanted):
        restored = await change(
            db, coach_id=coach_id, booking_id=booking_id, allowed=[BookingStatus.CANCELLED], now=now, values=values
        )
    if restored is None:
        raise await refusal(db, coach_id=coach_id, booking_id=booking_id)
    return restored


def _ensure_cancellable(found: Booking, by: CancelledBy, now: datetime) -> None:
    if found.status is BookingStatus.PENDING and found.hold_expires_at is not None:
        until = clock_time(found.hold_expires_at, ZoneInfo(found.timezone))
        raise Conflict(f"Cette réservation n’est pas confirmée : sans suite, elle se libère d’elle-même à {until}.")
    if found.status is not BookingStatus.CONFIRMED:
        raise Conflict(STANDS[found.status])
    if by is CancelledBy.CLIENT and found.starts_at <= now:
        raise Conflict("Cette séance a déjà commencé : elle ne peut plus être annulée.")
    if found.ends_at <= now:
        raise Conflict("Cette séance est passée : indiquez plutôt si elle a été tenue.")


def _ensure_undoable(found: Booking, now: datetime) -> None:
    if found.status is not BookingStatus.CANCELLED or found.cancelled_at is None:
        raise Conflict("Cette séance n’est pas annulée.")
    if found.cancelled_by is not CancelledBy.COACH:
        raise Conflict("Cette séance a été annulée par le client.")
    if found.cancelled_at >= found.ends_at:
        raise Conflict("Cette séance est passée : indiquez plutôt si elle a été tenue.")
    if now.astimezone(UTC) - found.cancelled_at.astimezone(UTC) > UNDO:
        raise Conflict("Il est trop tard pour rétablir cette séance : ajoutez-la de nouveau.")
