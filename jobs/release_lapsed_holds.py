"""A hold that lapsed frees its slot (decision 7)."""

from datetime import timedelta
from typing import Any

from jobs.find import find, for_each
from jobs.queue import every
from trustcoach_app import clock
from trustcoach_app.bookings.service import release_lapsed
from trustcoach_app.db.principal import in_practice
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.queues import TIMELY


@every(timedelta(seconds=15), TIMELY, priority=50)
async def release_lapsed_holds() -> None:
    """One unit of work per practice."""
    query = "SELECT DISTINCT coach_id FROM find_lapsed_holds(:now, :limit)"
    await for_each(await find(query, now=clock.now()), _release)


async def _release(found: Any) -> None:
    async with unit_of_work(in_practice(found.coach_id)) as db:
        await release_lapsed(db, coach_id=found.coach_id, now=clock.now())
