"""Changes of the reasons for which people come. What bookings use is archived, the rest is deleted."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.availability.ordered_lists import (
    Removed,
    delete_or_archive,
    next_position,
    put_in_order,
    refuse_duplicate,
    refuse_too_many,
)
from trustcoach_app.availability.queries import reason, reasons
from trustcoach_app.bookings.lock import lock_diary
from trustcoach_app.bookings.queries import is_reason_used
from trustcoach_app.inputs import Problems, clean_line
from trustcoach_app.models.bookings import LONGEST_REASON
from trustcoach_app.models.planning import AppointmentReason


async def add_reason(db: AsyncSession, *, coach_id: UUID, label: str) -> AppointmentReason:
    """A new reason, last in the list. Raises InvalidInput(label)."""
    clean = _checked(label)
    await lock_diary(db, coach_id)
    standing = await reasons(db, coach_id=coach_id)
    refuse_duplicate("label", clean, {row.id: row.label for row in standing})
    refuse_too_many("label", len(standing))
    row = AppointmentReason(coach_id=coach_id, label=clean, position=next_position(standing))
    db.add(row)
    await db.flush()
    return row


async def change_reason(db: AsyncSession, *, coach_id: UUID, reason_id: UUID, label: str) -> AppointmentReason:
    """Say a reason otherwise; bookings keep the words they have. Raises InvalidInput(label), NotFound."""
    clean = _checked(label)
    await lock_diary(db, coach_id)
    standing = await reasons(db, coach_id=coach_id)
    refuse_duplicate("label", clean, {row.id: row.label for row in standing}, reason_id)
    row = await reason(db, coach_id=coach_id, reason_id=reason_id)
    row.label = clean
    await db.flush()
    return row


async def remove_reason(db: AsyncSession, *, coach_id: UUID, reason_id: UUID, now: datetime) -> Removed:
    """Delete a reason, or archive it when a booking uses it. Raises NotFound."""
    await lock_diary(db, coach_id)
    row = await reason(db, coach_id=coach_id, reason_id=reason_id)
    used = await is_reason_used(db, coach_id=coach_id, reason_id=reason_id)
    return await delete_or_archive(db, row, is_used=used, now=now)


async def restore_reason(db: AsyncSession, *, coach_id: UUID, reason_id: UUID) -> AppointmentReason:
    """Bring an archived reason back, last in the list. Raises NotFound, InvalidInput(label) when it was said anew."""
    await lock_diary(db, coach_id)
    row = await reason(db, coach_id=coach_id, reason_id=reason_id)
    standing = await reasons(db, coach_id=coach_id)
    refuse_duplicate("label", row.label, {other.id: other.label for other in standing}, reason_id)
    if row.archived_at is not None:
        row.archived_at, row.position = None, next_position(standing)
        await db.flush()
    return row


async def order_reasons(db: AsyncSession, *, coach_id: UUID, reason_ids: Sequence[UUID]) -> None:
    """Put all reasons that are not archived in this order. Raises NotFound when these are not all of them."""
    await lock_diary(db, coach_id)
    await put_in_order(db, await reasons(db, coach_id=coach_id), reason_ids)


def _checked(label: str) -> str:
    problems, clean = Problems(), clean_line(label)
    problems.add_if(not clean, "label", "Écrivez ce motif.")
    problems.check_length("label", clean, LONGEST_REASON)
    problems.refuse()
    return clean
