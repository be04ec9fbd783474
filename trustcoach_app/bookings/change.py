"""Move a booking, or change what it says. Only what is confirmed or held can change."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.bookings.details import Details, TypeAndReason, check_time
from trustcoach_app.bookings.lock import lock_diary
from trustcoach_app.bookings.queries import booking
from trustcoach_app.bookings.rules import CHANGEABLE, FREE_CANCELLATION, STANDS, Actor
from trustcoach_app.bookings.slot import lock_free_time, overlap_refused, slot
from trustcoach_app.bookings.transition import change, refusal
from trustcoach_app.errors import Conflict
from trustcoach_app.inputs import Problems
from trustcoach_app.models.bookings import Booking, BookingMode, BookingStatus


async def move_booking(
    db: AsyncSession,
    *,
    coach_id: UUID,
    booking_id: UUID,
    starts_at: datetime,
    minutes: int | None = None,
    now: datetime,
    by: Actor = Actor.COACH,
) -> Booking:
    """The same booking at another hour; its length stays unless `minutes` says otherwise.

    A client moves what is confirmed, 24 hours or more before (decision 11). Raises InvalidInput, SlotTaken, NotFound,
    and Conflict when the booking can no longer move.
    """
    await lock_diary(db, coach_id)
    found = await booking(db, coach_id=coach_id, booking_id=booking_id)
    _ensure_movable(found, by, now)
    length = _minutes(found) if minutes is None else minutes
    problems = Problems()
    check_time(problems, starts_at=starts_at, minutes=length, now=now, allow_past=False)
    problems.refuse()
    wanted = slot(coach_id=coach_id, starts_at=starts_at, minutes=length, timezone=found.timezone, by=by)
    await lock_free_time(db, wanted, now=now, ignoring=booking_id)
    with overlap_refused(wanted):
        moved = await change(
            db, coach_id=coach_id, booking_id=booking_id, allowed=CHANGEABLE, now=now, values={"during": wanted.during}
        )
    if moved is None:
        raise await refusal(db, coach_id=coach_id, booking_id=booking_id)
    return moved


async def edit_booking(
    db: AsyncSession,
    *,
    coach_id: UUID,
    booking_id: UUID,
    title: str,
    reason: str,
    note: str,
    mode: BookingMode,
    phone: str,
    address: str,
    price_cents: int,
    now: datetime,
    type_and_reason: TypeAndReason | None = None,
) -> Booking:
    """Replace the words, the place, the price and what `type_and_reason` names; who pays stays.

    Raises InvalidInput by field, NotFound, Conflict.
    """
    problems = Problems()
    values = {
        **Details(title, reason, note, mode, phone, address, price_cents).checked(problems).values(),
        **(type_and_reason or {}),
    }
    problems.refuse()
    del values["billing"]
    edited = await change(db, coach_id=coach_id, booking_id=booking_id, allowed=CHANGEABLE, now=now, values=values)
    if edited is None:
        raise await refusal(db, coach_id=coach_id, booking_id=booking_id)
    return edited


def _ensure_movable(found: Booking, by: Actor, now: datetime) -> None:
    """Raises Conflict for what has begun or ended, and for a client's late move."""
    movable = CHANGEABLE if by is Actor.COACH else (BookingStatus.CONFIRMED,)
    if found.status not in movable:
        raise Conflict(STANDS[found.status])
    if by is Actor.CLIENT and found.starts_at.astimezone(UTC) - now.astimezone(UTC) < FREE_CANCELLATION:
        raise Conflict("Une séance se déplace au plus tard 24 heures avant son début.")


def _minutes(found: Booking) -> int:
    return round((found.ends_at.astimezone(UTC) - found.starts_at.astimezone(UTC)).total_seconds() / 60)
