"""The types and reasons of a demo practice, and where each session is filed."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.availability.queries import appointment_types, reasons
from trustcoach_app.availability.service import TypeFields, add_type, ensure_defaults
from trustcoach_app.bookings.details import TypeAndReason
from trustcoach_app.demo.content import ClientText, Practice
from trustcoach_app.models.bookings import BookingMode

MINUTES = 60


@dataclass(frozen=True)
class TypesAndReasons:
    """What a practice offers: its types by name and by length, its reasons by their words."""

    by_name: dict[str, UUID]
    by_minutes: dict[int, UUID]
    reasons: dict[str, UUID]

    def of(self, person: ClientText) -> TypeAndReason:
        """A usual session goes under its theme's type, another one under a type of its length, if there is one."""
        by_theme = self.by_name.get(person.theme.kind.name) if person.theme else None
        by_length = self.by_minutes.get(person.minutes)
        type_id = by_theme or by_length if person.minutes == MINUTES else by_length or by_theme
        return TypeAndReason(type_id=type_id, reason_id=self.reasons.get(person.theme.reason) if person.theme else None)


async def ensure_types(db: AsyncSession, coach_id: UUID, practice: Practice) -> None:
    """The defaults, and the types of the practice's themes: once, so that what a user removes stays removed."""
    if await ensure_defaults(db, coach_id=coach_id):
        for kind in practice.kinds():
            fields = TypeFields(kind.name, MINUTES, kind.colour, practice.coach.hourly_rate_cents, tuple(BookingMode))
            await add_type(db, coach_id=coach_id, fields=fields)


async def types_and_reasons(db: AsyncSession, coach_id: UUID) -> TypesAndReasons:
    """The types and reasons as they stand."""
    rows = await appointment_types(db, coach_id=coach_id)
    return TypesAndReasons(
        by_name={row.name: row.id for row in rows},
        by_minutes={row.minutes: row.id for row in reversed(rows)},
        reasons={row.label: row.id for row in await reasons(db, coach_id=coach_id)},
    )
