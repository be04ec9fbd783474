"""Changes of the reasons for which people come. What bookings use is archived, the rest is deleted."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.availability.ordered_lists import OrderedList, Removed
from trustcoach_app.availability.queries import reason, reasons
from trustcoach_app.bookings.queries import is_reason_used
from trustcoach_app.inputs import Problems, clean_line
from trustcoach_app.models.bookings import LONGEST_REASON
from trustcoach_app.models.planning import AppointmentReason


async def _find(db: AsyncSession, coach_id: UUID, row_id: UUID) -> AppointmentReason:
    return await reason(db, coach_id=coach_id, reason_id=row_id)


async def _is_used(db: AsyncSession, coach_id: UUID, row_id: UUID) -> bool:
    return await is_reason_used(db, coach_id=coach_id, reason_id=row_id)


_REASONS = OrderedList(AppointmentReason, "label", reasons, _find, _is_used)


async def add_reason(db: AsyncSession, *, coach_id: UUID, label: str) -> AppointmentReason:
    """A new reason, last in the list. Raises InvalidInput(label)."""
    return await _REASONS.add(db, coach_id=coach_id, values={"label": _checked(label)})


async def change_reason(db: AsyncSession, *, coach_id: UUID, reason_id: UUID, label: str) -> AppointmentReason:
    """Say a reason otherwise; bookings keep the words they have. Raises InvalidInput(label), NotFound."""
    return await _REASONS.change(db, coach_id=coach_id, row_id=reason_id, values={"label": _checked(label)})


async def remove_reason(db: AsyncSession, *, coach_id: UUID, reason_id: UUID, now: datetime) -> Removed:
    """Delete a reason, or archive it when a booking uses it. Raises NotFound."""
    return await _REASONS.remove(db, coach_id=coach_id, row_id=reason_id, now=now)


async def restore_reason(db: AsyncSession, *, coach_id: UUID, reason_id: UUID) -> AppointmentReason:
    """Bring an archived reason back, last in the list. Raises NotFound, InvalidInput(label) when it was said anew."""
    return await _REASONS.restore(db, coach_id=coach_id, row_id=reason_id)


async def order_reasons(db: AsyncSession, *, coach_id: UUID, reason_ids: Sequence[UUID]) -> None:
    """Put all reasons that are not archived in this order. Raises NotFound when these are not all of them."""
    await _REASONS.put_in_order(db, coach_id=coach_id, row_ids=reason_ids)


def _checked(label: str) -> str:
    problems, clean = Problems(), clean_line(label)
    problems.add_if(not clean, "label", "Écrivez ce motif.")
    problems.check_length("label", clean, LONGEST_REASON)
    problems.refuse()
    return clean
