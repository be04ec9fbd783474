"""What the tests of Focus's handlers do again and again."""

from datetime import timedelta
from typing import Any

from tests.bookings.diary import stored
from tests.fixtures.practice import Practice
from trustcoach_app import clock
from trustcoach_app.bookings.service import add_booking
from trustcoach_app.models.bookings import BookingStatus

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


async def session_in(practice: Practice, ahead: timedelta, **wanted: Any) -> str:
    """The id of a session that starts so long from now, as a page would send it."""
    starts_at = (clock.now() + ahead).replace(second=0, microsecond=0)
    usual = {"client_id": practice.client_id, "minutes": 60, "timezone": "Europe/Paris", "now": starts_at - 24 * HOUR}
    return str((await practice.does(add_booking, starts_at=starts_at, **{**usual, **wanted})).id)


async def status_of(practice: Practice, booking_id: str) -> BookingStatus:
    return (await stored(practice, booking_id)).status  # type: ignore[arg-type]
