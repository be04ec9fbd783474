"""Private calendars are read again every fifteen minutes; their busy times block slots."""

from datetime import timedelta
from typing import Any

from jobs.find import find, for_each
from jobs.queue import every
from trustcoach_app import clock
from trustcoach_app.db.principal import in_practice
from trustcoach_app.importing.feeds import EVERY, poll

LOOK = timedelta(minutes=1)
"""How often the clock looks for calendars that are due: each has its own quarter of an hour."""


@every(LOOK)
async def poll_calendars() -> None:
    """The longest unread first; what one run does not reach is due at the next."""
    query = "SELECT coach_id, feed_id FROM find_calendar_feeds(:before, :limit)"
    await for_each(await find(query, before=clock.now() - EVERY), _poll)


async def _poll(found: Any) -> None:
    await poll(in_practice(found.coach_id), feed_id=found.feed_id, now=clock.now())
