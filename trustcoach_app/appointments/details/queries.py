"""One session with what its dialog shows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.appointments.queries import series_sessions
from trustcoach_app.availability.queries import appointment_type
from trustcoach_app.bookings.queries import booking, session_numbers
from trustcoach_app.clients.queries import ClientRow, by_id
from trustcoach_app.coaches import zone_of
from trustcoach_app.models.bookings import Booking, BookingStatus
from trustcoach_app.models.planning import AppointmentType


@dataclass(frozen=True)
class AppointmentFacts:
    """A session with its people and its kind. `following` counts the later ones of its series."""

    booking: Booking
    client: ClientRow
    kind: AppointmentType | None
    number: int
    following: int
    zone: ZoneInfo


async def appointment_facts(db: AsyncSession, *, coach_id: UUID, booking_id: UUID) -> AppointmentFacts:
    """Raises NotFound, also for another coach's."""
    row = await booking(db, coach_id=coach_id, booking_id=booking_id)
    numbers = await session_numbers(db, coach_id=coach_id, booking_ids=[row.id])
    kind = None if row.type_id is None else await appointment_type(db, coach_id=coach_id, type_id=row.type_id)
    return AppointmentFacts(
        booking=row,
        client=await by_id(db, coach_id=coach_id, client_id=row.client_id),
        kind=kind,
        number=numbers.get(row.id, 0),
        following=await _following(db, coach_id, row.series_id, row.starts_at),
        zone=await zone_of(db, coach_id=coach_id),
    )


async def _following(db: AsyncSession, coach_id: UUID, series_id: UUID | None, after: datetime) -> int:
    if series_id is None:
        return 0
    rows = await series_sessions(db, coach_id=coach_id, series_id=series_id)
    return sum(row.starts_at > after and row.status is BookingStatus.CONFIRMED for row in rows)
