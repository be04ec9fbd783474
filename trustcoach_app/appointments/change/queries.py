"""What the form of a session is filled from."""

from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.availability.queries import appointment_types, reasons
from trustcoach_app.bookings.queries import booking
from trustcoach_app.coaches import zone_of
from trustcoach_app.models.bookings import Booking
from trustcoach_app.models.planning import AppointmentReason, AppointmentType


@dataclass(frozen=True)
class ChangeFacts:
    """A session, whose hours it is shown in, and every type and reason, archived ones too."""

    booking: Booking
    zone: ZoneInfo
    types: list[AppointmentType]
    reasons: list[AppointmentReason]


async def change_facts(db: AsyncSession, *, coach_id: UUID, booking_id: UUID) -> ChangeFacts:
    """Four queries. Raises NotFound, also for another coach's."""
    return ChangeFacts(
        booking=await booking(db, coach_id=coach_id, booking_id=booking_id),
        zone=await zone_of(db, coach_id=coach_id),
        types=await appointment_types(db, coach_id=coach_id, with_archived=True),
        reasons=await reasons(db, coach_id=coach_id, with_archived=True),
    )
