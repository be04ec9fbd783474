"""What the tests of bookings share."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.fixtures.practice import NOW, Practice
from trustcoach_app.bookings.queries import booking
from trustcoach_app.bookings.service import add_booking
from trustcoach_app.models.bookings import Booking, BookingMode

SLOT = NOW + timedelta(days=2, hours=4)
"""14:00 in Paris, the day after tomorrow."""
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)

WORDS: dict[str, Any] = {
    "title": "Bilan",
    "reason": "",
    "note": "",
    "mode": BookingMode.IN_PERSON,
    "phone": "",
    "address": "3 rue de l’Œuvre, Lyon",
    "price_cents": 9001,
}
"""Everything that `edit_booking` replaces."""


async def given(practice: Practice, starts_at: datetime = SLOT, **wanted: Any) -> Booking:
    """A confirmed session of an hour; `now` and the rest as wanted."""
    usual = {"client_id": practice.client_id, "minutes": 60, "timezone": "Europe/Paris", "now": NOW}
    return await practice.does(add_booking, starts_at=starts_at, **{**usual, **wanted})


async def stored(practice: Practice, booking_id: UUID) -> Booking:
    """The booking as the database has it."""
    return await practice.does(booking, booking_id=booking_id)
