"""What a session is booked as: a type, perhaps a reason, the coach's rules of today; and the session of that kind."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.appointments.fields import NewAppointment, Words
from trustcoach_app.availability.queries import Bookable, bookable
from trustcoach_app.availability.slot_check import NotOffered, WantedSlot
from trustcoach_app.bookings import service as bookings
from trustcoach_app.bookings.details import TypeAndReason
from trustcoach_app.inputs import Problems
from trustcoach_app.models.bookings import Booking


async def bookable_now(db: AsyncSession, *, coach_id: UUID, wanted: NewAppointment) -> Bookable:
    """The type and reason to book. Raises NotFound, and InvalidInput by field for what is no longer offered."""
    found = await bookable(db, coach_id=coach_id, type_id=wanted.type_id, reason_id=wanted.reason_id)
    kind, why, problems = found.type, found.reason, Problems()
    is_offered = kind.is_active and kind.archived_at is None
    problems.add_if(not is_offered, "type_id", "Ce type de séance n’est plus proposé.")
    problems.add_if(why is not None and why.archived_at is not None, "reason_id", "Ce motif n’est plus proposé.")
    problems.add_if(wanted.words.mode not in kind.modes, "mode", "Ce type de séance ne se tient pas ainsi.")
    problems.refuse()
    return found


async def write_session(
    db: AsyncSession,
    *,
    client_id: UUID,
    kind: Bookable,
    slot: WantedSlot,
    words: Words,
    is_free: bool,
    series_id: UUID | None = None,
) -> Booking:
    """Book a session of a kind. Raises like `bookings.add_booking`, SlotTaken as NotOffered."""
    try:
        return await bookings.add_booking(
            db,
            coach_id=slot.coach_id,
            client_id=client_id,
            starts_at=slot.starts_at,
            minutes=slot.minutes,
            timezone=kind.rules.zone.key,
            now=slot.now,
            by=slot.by,
            is_free=is_free,
            type_and_reason=_type_and_reason(kind, series_id),
            **_details(kind, words),
        )
    except bookings.SlotTaken as taken:
        raise NotOffered(str(taken), slot) from None


def _details(kind: Bookable, words: Words) -> dict[str, Any]:
    """The words of the booking; the reason is copied, so that a later change of the list changes no past."""
    return {
        "title": words.title,
        "reason": "" if kind.reason is None else kind.reason.label,
        "note": words.note,
        "mode": words.mode,
        "phone": words.phone,
        "address": words.address,
        "price_cents": words.price_or(kind.type.price_cents),
    }


def _type_and_reason(kind: Bookable, series_id: UUID | None) -> TypeAndReason:
    """The keys of the booking, and the coach's buffers of today."""
    return {
        "type_id": kind.type.id,
        "reason_id": None if kind.reason is None else kind.reason.id,
        "series_id": series_id,
        "buffer_before_minutes": kind.rules.settings.buffer_before_minutes,
        "buffer_after_minutes": kind.rules.settings.buffer_after_minutes,
    }
