"""Changes of appointment types. What bookings use is archived, the rest is deleted."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.availability.ordered_lists import OrderedList, Removed
from trustcoach_app.availability.queries import appointment_type, appointment_types
from trustcoach_app.booking_limits import LONGEST_MINUTES, SHORTEST_MINUTES
from trustcoach_app.bookings.queries import is_type_used
from trustcoach_app.inputs import Problems, clean_line, clean_text
from trustcoach_app.limits import HIGHEST_CENTS
from trustcoach_app.models.bookings import BookingMode
from trustcoach_app.models.planning import (
    LONGEST_TYPE_DESCRIPTION,
    LONGEST_TYPE_NAME,
    AppointmentColour,
    AppointmentType,
)
from trustcoach_app.money import OUT_OF_RANGE


@dataclass(frozen=True)
class TypeFields:
    """What a type says. Field names are column names."""

    name: str
    minutes: int
    colour: AppointmentColour
    price_cents: int | None
    """0 is free; None is asked for at each booking."""
    modes: tuple[BookingMode, ...]
    description: str = ""
    is_active: bool = True

    def checked(self) -> "TypeFields":
        """Cleaned. Raises InvalidInput with a sentence for each field that cannot be taken."""
        problems = Problems()
        modes = tuple(mode for mode in BookingMode if mode in self.modes)
        clean = replace(self, name=clean_line(self.name), description=clean_text(self.description), modes=modes)
        problems.add_if(not clean.name, "name", "Donnez un nom à ce type de séance.")
        problems.check_length("name", clean.name, LONGEST_TYPE_NAME)
        length = f"La durée va de {SHORTEST_MINUTES} à {LONGEST_MINUTES} minutes."
        problems.add_if(not SHORTEST_MINUTES <= self.minutes <= LONGEST_MINUTES, "minutes", length)
        is_wrong = self.price_cents is not None and not 0 <= self.price_cents <= HIGHEST_CENTS
        problems.add_if(is_wrong, "price_cents", OUT_OF_RANGE)
        problems.check_length("description", clean.description, LONGEST_TYPE_DESCRIPTION)
        problems.add_if(not modes, "modes", "Choisissez au moins une façon de se rencontrer.")
        problems.refuse()
        return clean

    def values(self) -> dict[str, Any]:
        """Column values."""
        return {**asdict(self), "modes": list(self.modes)}


async def _find(db: AsyncSession, coach_id: UUID, row_id: UUID) -> AppointmentType:
    return await appointment_type(db, coach_id=coach_id, type_id=row_id)


async def _is_used(db: AsyncSession, coach_id: UUID, row_id: UUID) -> bool:
    return await is_type_used(db, coach_id=coach_id, type_id=row_id)


_TYPES = OrderedList(AppointmentType, "name", appointment_types, _find, _is_used)


async def add_type(db: AsyncSession, *, coach_id: UUID, fields: TypeFields) -> AppointmentType:
    """A new type, last in the list. Raises InvalidInput by field."""
    return await _TYPES.add(db, coach_id=coach_id, values=fields.checked().values())


async def change_type(db: AsyncSession, *, coach_id: UUID, type_id: UUID, fields: TypeFields) -> AppointmentType:
    """Replace what a type says; bookings keep what they were booked with. Raises InvalidInput by field, NotFound."""
    return await _TYPES.change(db, coach_id=coach_id, row_id=type_id, values=fields.checked().values())


async def remove_type(db: AsyncSession, *, coach_id: UUID, type_id: UUID, now: datetime) -> Removed:
    """Delete a type, or archive it when a booking uses it. Raises NotFound."""
    return await _TYPES.remove(db, coach_id=coach_id, row_id=type_id, now=now)


async def restore_type(db: AsyncSession, *, coach_id: UUID, type_id: UUID) -> AppointmentType:
    """Bring an archived type back, last in the list. Raises NotFound, InvalidInput(name) when its name is taken."""
    return await _TYPES.restore(db, coach_id=coach_id, row_id=type_id)


async def order_types(db: AsyncSession, *, coach_id: UUID, type_ids: Sequence[UUID]) -> None:
    """Put all types that are not archived in this order. Raises NotFound when these are not all of them."""
    await _TYPES.put_in_order(db, coach_id=coach_id, row_ids=type_ids)
