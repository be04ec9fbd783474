"""Sessions of the calendar: booked on a slot, modified, moved; each under the diary's lock from its first look on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.availability.queries import appointment_type, minutes_of_type, planning_settings, reason
from trustcoach_app.availability.slot_check import NotOffered, Wanted, ensure_offered, refuse_at_first_look
from trustcoach_app.bookings import service as bookings
from trustcoach_app.bookings.details import Filing
from trustcoach_app.bookings.queries import booking
from trustcoach_app.bookings.rules import Actor
from trustcoach_app.bookings.slot import SlotTaken
from trustcoach_app.coaches import zone_of
from trustcoach_app.inputs import Problems
from trustcoach_app.models.bookings import Booking, BookingMode
from trustcoach_app.models.planning import AppointmentReason, AppointmentType, PlanningSettings


@dataclass(frozen=True)
class Words:
    """What a session says besides its type and hour. `price_cents` None is the type's price; no title is fine."""

    title: str = ""
    note: str = ""
    mode: BookingMode = BookingMode.REMOTE
    phone: str = ""
    address: str = ""
    price_cents: int | None = None


@dataclass(frozen=True)
class Kind:
    """What a session is booked as: its type and reason, and the coach's zone and rules of today."""

    type: AppointmentType
    reason: AppointmentReason | None
    zone: ZoneInfo
    rules: PlanningSettings

    def details(self, words: Words) -> dict[str, Any]:
        """The words of the booking; the reason is copied, so that a later change of the list changes no past."""
        return {
            "title": words.title,
            "reason": "" if self.reason is None else self.reason.label,
            "note": words.note,
            "mode": words.mode,
            "phone": words.phone,
            "address": words.address,
            "price_cents": self.type.price_cents if words.price_cents is None else words.price_cents,
        }

    def filing(self, series_id: UUID | None) -> Filing:
        """The keys and buffers of the booking."""
        return {
            "type_id": self.type.id,
            "reason_id": None if self.reason is None else self.reason.id,
            "series_id": series_id,
            "buffer_before_minutes": self.rules.buffer_before_minutes,
            "buffer_after_minutes": self.rules.buffer_after_minutes,
        }


async def book_slot(
    db: AsyncSession,
    *,
    coach_id: UUID,
    client_id: UUID,
    type_id: UUID,
    starts_at: datetime,
    now: datetime,
    reason_id: UUID | None = None,
    words: Words | None = None,
    by: Actor = Actor.COACH,
    anywhere: bool = False,
) -> Booking:
    """A CONFIRMED session of a type on a slot that is offered to `by`, with the coach's buffers of today.

    `anywhere` is the coach's own choice of an hour: only other sessions refuse it. Raises InvalidInput by field,
    NotFound, and NotOffered (a SlotTaken that `nearest` takes).
    """
    said = words or Words()
    minutes = await minutes_of_type(db, coach_id=coach_id, type_id=type_id)
    await refuse_at_first_look(db, Wanted(coach_id, starts_at, minutes, now, by))
    await bookings.lock_diary(db, coach_id)
    kind = await bookable_kind(db, coach_id=coach_id, type_id=type_id, reason_id=reason_id, mode=said.mode)
    if not anywhere or by is Actor.CLIENT:
        await ensure_offered(db, Wanted(coach_id, starts_at, kind.type.minutes, now, by))
    return await write_session(
        db, coach_id=coach_id, client_id=client_id, kind=kind, starts_at=starts_at, words=said, now=now, by=by
    )


async def bookable_kind(
    db: AsyncSession, *, coach_id: UUID, type_id: UUID, reason_id: UUID | None, mode: BookingMode
) -> Kind:
    """The type and reason to book. Raises NotFound, InvalidInput for what is no longer offered."""
    kind = await appointment_type(db, coach_id=coach_id, type_id=type_id)
    why = None if reason_id is None else await reason(db, coach_id=coach_id, reason_id=reason_id)
    problems = Problems()
    is_offered = kind.is_active and kind.archived_at is None
    problems.add_if(not is_offered, "type_id", "Ce type de rendez-vous n’est plus proposé.")
    problems.add_if(why is not None and why.archived_at is not None, "reason_id", "Ce motif n’est plus proposé.")
    problems.add_if(mode not in kind.modes, "mode", "Ce type de rendez-vous ne se tient pas ainsi.")
    problems.refuse()
    zone, rules = await zone_of(db, coach_id=coach_id), await planning_settings(db, coach_id=coach_id)
    return Kind(kind, why, zone, rules)


async def write_session(
    db: AsyncSession,
    *,
    coach_id: UUID,
    client_id: UUID,
    kind: Kind,
    starts_at: datetime,
    words: Words,
    now: datetime,
    by: Actor,
    series_id: UUID | None = None,
) -> Booking:
    """Book a session of a kind. Raises like `bookings.add_booking`, SlotTaken as NotOffered."""
    try:
        return await bookings.add_booking(
            db,
            coach_id=coach_id,
            client_id=client_id,
            starts_at=starts_at,
            minutes=kind.type.minutes,
            timezone=kind.zone.key,
            now=now,
            by=by,
            filing=kind.filing(series_id),
            **kind.details(words),
        )
    except SlotTaken as taken:
        raise NotOffered(str(taken), Wanted(coach_id, starts_at, kind.type.minutes, now, by)) from None


async def move_session(
    db: AsyncSession,
    *,
    coach_id: UUID,
    booking_id: UUID,
    starts_at: datetime,
    now: datetime,
    minutes: int | None = None,
    by: Actor = Actor.COACH,
) -> Booking:
    """The same session at another hour, also one of a series. It keeps its buffers.

    A coach may drop it anywhere that no session takes; a client moves to a slot that is offered. Raises InvalidInput,
    NotFound, Conflict, and NotOffered.
    """
    await bookings.lock_diary(db, coach_id)
    found = await booking(db, coach_id=coach_id, booking_id=booking_id)
    length = minutes or round((found.ends_at - found.starts_at).total_seconds() / 60)
    wanted = Wanted(coach_id, starts_at, length, now, by, booking_id)
    if by is Actor.CLIENT:
        await ensure_offered(db, wanted)
    try:
        return await bookings.move_booking(
            db, coach_id=coach_id, booking_id=booking_id, starts_at=starts_at, minutes=minutes, now=now, by=by
        )
    except SlotTaken as taken:
        raise NotOffered(str(taken), wanted) from None


async def modify_session(
    db: AsyncSession,
    *,
    coach_id: UUID,
    booking_id: UUID,
    type_id: UUID | None,
    reason_id: UUID | None,
    words: Words,
    now: datetime,
) -> Booking:
    """Replace what a session says; its hour and length stay. A type or reason that it has may be archived by now.

    Without a price in `words` the session keeps its own. Raises InvalidInput by field, NotFound, Conflict.
    """
    await bookings.lock_diary(db, coach_id)
    found = await booking(db, coach_id=coach_id, booking_id=booking_id)
    kind = None if type_id is None else await appointment_type(db, coach_id=coach_id, type_id=type_id)
    why = None if reason_id is None else await reason(db, coach_id=coach_id, reason_id=reason_id)
    problems = Problems()
    is_gone = kind is not None and kind.archived_at is not None and kind.id != found.type_id
    problems.add_if(is_gone, "type_id", "Ce type de rendez-vous n’est plus proposé.")
    is_past = why is not None and why.archived_at is not None and why.id != found.reason_id
    problems.add_if(is_past, "reason_id", "Ce motif n’est plus proposé.")
    problems.refuse()
    return await bookings.edit_booking(
        db,
        coach_id=coach_id,
        booking_id=booking_id,
        title=words.title,
        reason="" if why is None else why.label,
        note=words.note,
        mode=words.mode,
        phone=words.phone,
        address=words.address,
        price_cents=found.price_cents if words.price_cents is None else words.price_cents,
        now=now,
        filing={"type_id": type_id, "reason_id": reason_id},
    )
