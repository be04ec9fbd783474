"""Put a session into the diary: confirmed at once, or held for some minutes."""

from datetime import datetime, timedelta
from typing import Any, Unpack
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.bookings.details import DetailFields, Details, TypeAndReason, check_time, check_zone
from trustcoach_app.bookings.hold import expire_lapsed_holds
from trustcoach_app.bookings.rules import HOLD_MINUTES, Actor
from trustcoach_app.bookings.slot import Slot, lock_free_time, overlap_refused, refuse_if_taken, slot
from trustcoach_app.clients.queries import by_id
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.inputs import Problems
from trustcoach_app.models.bookings import Booking, BookingStatus


async def add_booking(
    db: AsyncSession,
    *,
    coach_id: UUID,
    client_id: UUID,
    starts_at: datetime,
    minutes: int,
    timezone: str,
    now: datetime,
    allow_past: bool = False,
    by: Actor = Actor.COACH,
    is_free: bool = False,
    type_and_reason: TypeAndReason | None = None,
    **details: Unpack[DetailFields],
) -> Booking:
    """A CONFIRMED booking (decision 7: made by the coach, or nothing to pay online).

    `starts_at` is aware, `timezone` the IANA zone it is shown in, `allow_past` is for imports, `type_and_reason` for
    what the planning keeps (its type, reason, series and buffers). `is_free`: the caller holds the diary's lock and has
    seen that the time is free, so that nobody looks again. Raises InvalidInput by field, and SlotTaken when the time
    overlaps a session, a live hold or, for a client, a busy block.
    """
    values = {**_checked(starts_at, minutes, timezone, now, allow_past, details), **(type_and_reason or {})}
    wanted = slot(coach_id=coach_id, starts_at=starts_at, minutes=minutes, timezone=timezone, by=by)
    client_id = await _ensure_free(db, wanted, now, client_id, is_free=is_free)
    return await _insert(db, wanted, now, client_id=client_id, status=BookingStatus.CONFIRMED, **values)


async def hold_slot(
    db: AsyncSession,
    *,
    coach_id: UUID,
    client_id: UUID,
    starts_at: datetime,
    minutes: int,
    timezone: str,
    now: datetime,
    minutes_held: int = HOLD_MINUTES,
    by: Actor = Actor.CLIENT,
    type_and_reason: TypeAndReason | None = None,
    **details: Unpack[DetailFields],
) -> Booking:
    """A PENDING booking that keeps its slot for `minutes_held` minutes from `now`. Raises like `add_booking`."""
    values = {**_checked(starts_at, minutes, timezone, now, False, details), **(type_and_reason or {})}
    wanted = slot(coach_id=coach_id, starts_at=starts_at, minutes=minutes, timezone=timezone, by=by)
    values["hold_expires_at"] = now + timedelta(minutes=minutes_held)
    client_id = await _ensure_free(db, wanted, now, client_id)
    return await _insert(db, wanted, now, client_id=client_id, status=BookingStatus.PENDING, **values)


def _checked(
    starts_at: datetime, minutes: int, timezone: str, now: datetime, allow_past: bool, details: DetailFields
) -> dict[str, Any]:
    """Column values. Raises InvalidInput with a sentence for each field that cannot be taken."""
    problems = Problems()
    words = Details(**details).checked(problems)
    check_time(problems, starts_at=starts_at, minutes=minutes, now=now, allow_past=allow_past)
    check_zone(problems, timezone)
    problems.refuse()
    return words.values()


async def _ensure_free(
    db: AsyncSession, wanted: Slot, now: datetime, client_id: UUID, *, is_free: bool = False
) -> UUID:
    """Whose it will be; the slot can be written. Raises InvalidInput(client_id), SlotTaken.

    The first look is for many who want one slot: the losers go after one read, without queueing for the lock.
    """
    if not is_free:
        await refuse_if_taken(db, wanted, now=now)
    whose = await _bookable(db, wanted.coach_id, client_id)
    if is_free:
        await expire_lapsed_holds(db, coach_id=wanted.coach_id, now=now)
    else:
        await lock_free_time(db, wanted, now=now)
    return whose


async def _insert(db: AsyncSession, wanted: Slot, now: datetime, *, client_id: UUID, **values: Any) -> Booking:
    row = Booking(
        coach_id=wanted.coach_id,
        client_id=client_id,
        during=wanted.during,
        timezone=wanted.zone.key,
        updated_at=now,
        **values,
    )
    with overlap_refused(wanted):
        db.add(row)
        await db.flush()
    return row


async def _bookable(db: AsyncSession, coach_id: UUID, client_id: UUID) -> UUID:
    """The client, or the survivor of a merge. Raises InvalidInput unless that one is of this practice, not archived."""
    try:
        found = await by_id(db, coach_id=coach_id, client_id=client_id)
    except NotFound:
        raise InvalidInput(client_id="Ce client n’existe pas ou n’existe plus.") from None
    if found.archived_at is not None:
        raise InvalidInput(client_id="Ce client est archivé\u202f: rouvrez d’abord son dossier.")
    return found.id
