"""A session past its end is completed: at once when it was started, else after 48 hours (decision 8)."""

from datetime import timedelta
from typing import Any

from jobs.find import find, for_each
from jobs.queue import every
from trustcoach_app import clock
from trustcoach_app.bookings.rules import COUNTS_AS_HELD
from trustcoach_app.bookings.service import complete_ended
from trustcoach_app.db.principal import in_practice
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.queues import TIMELY


@every(timedelta(seconds=15), TIMELY, priority=50)
async def complete_ended_sessions() -> None:
    """One unit of work per session."""
    query = "SELECT coach_id, booking_id FROM find_ended_bookings(:now, :grace, :limit)"
    await for_each(await find(query, now=clock.now(), grace=COUNTS_AS_HELD), _complete)


async def _complete(found: Any) -> None:
    async with unit_of_work(in_practice(found.coach_id)) as db:
        await complete_ended(db, coach_id=found.coach_id, booking_id=found.booking_id, now=clock.now())
