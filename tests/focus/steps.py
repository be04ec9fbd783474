"""What the tests of Focus's handlers do again and again."""

from datetime import timedelta
from typing import Any

from tests.bookings.diary import stored
from tests.fixtures.practice import Practice
from tests.focus.acting import call, page_of
from trustcoach_app import clock
from trustcoach_app.bookings.service import add_booking
from trustcoach_app.focus.booking.state import BookingFormState
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


FORM = {"client": "Sophie Durand", "minutes": "60", "mode": "remote", "price": "80", "title": ""}


async def form_for(practice: Practice) -> tuple[BookingFormState, dict[str, str]]:
    """The open form of a new session, and what a person would send for the hour that it proposes."""
    page = await page_of(practice, BookingFormState)
    await call(BookingFormState.add, page)
    return page, {**FORM, "day": page.values.day, "hour": page.values.hour}
