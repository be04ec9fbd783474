"""Private calendars are read again every fifteen minutes; their busy times block slots.

Turns are shared between coaches: a job reads one calendar of one coach, then their next one goes to the end of the
queue. One of a coach at a time, and those that failed last time after those that did not, so that nobody's slow
calendars keep the others' waiting.
"""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

from procrastinate.exceptions import AlreadyEnqueued

from jobs.find import find, for_each
from jobs.queue import every, queue, run_logged
from trustcoach_app import clock
from trustcoach_app.bookings.lock import diary_gate
from trustcoach_app.db.principal import in_practice
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import NotFound
from trustcoach_app.importing import feeds
from trustcoach_app.queues import CALENDARS

LOOK = timedelta(minutes=1)
"""How often the clock looks for calendars that are due: each has its own quarter of an hour."""

SECONDS = 90.0
"""For one reading, from the first byte asked for to the last row written, its turn to be read included."""

AFTER_OTHERS = -1
"""The priority of who failed last time."""


@every(LOOK, CALENDARS, priority=50)
async def poll_calendars() -> None:
    """A first reading for each coach with calendars that are due; what one run does not reach is due at the next."""
    query = "SELECT coach_id, has_failed FROM find_due_calendars(:before, :limit)"
    await for_each(await find(query, before=clock.now() - feeds.EVERY), _enqueue_found)


async def _enqueue_found(found: Any) -> None:
    await _enqueue(found.coach_id, has_failed=found.has_failed)


async def _enqueue(coach_id: UUID, *, has_failed: bool) -> None:
    """A reading, unless one waits already."""
    practice, priority = f"calendars:{coach_id}", AFTER_OTHERS if has_failed else 0
    one = read_calendar.configure(lock=practice, queueing_lock=practice, priority=priority)
    try:
        await one.defer_async(coach_id=str(coach_id))
    except AlreadyEnqueued:
        return


@queue.task(name="read_calendar", queue=CALENDARS.name)
async def read_calendar(coach_id: str) -> None:
    """The coach's calendar that is unread for longest; then a turn for their next one, behind the others."""
    await run_logged("read_calendar", CALENDARS, lambda: _read_next(UUID(coach_id)))


async def _read_next(coach_id: UUID) -> None:
    async with unit_of_work(in_practice(coach_id)) as db:
        feed_id = await feeds.lease_due_feed(db, coach_id=coach_id, now=clock.now())
    if feed_id is None:
        return
    has_failed = True
    try:
        has_failed = bool(await _read(coach_id, feed_id))
    finally:
        await _enqueue(coach_id, has_failed=has_failed)


async def _read(coach_id: UUID, feed_id: UUID) -> str:
    """Its problem; empty when it went well, or when the coach has just forgotten it."""
    who = in_practice(coach_id)
    try:
        async with asyncio.timeout(SECONDS):
            return await feeds.poll_feed(who, feed_id=feed_id, now=clock.now())
    except TimeoutError:
        async with diary_gate(coach_id), unit_of_work(who) as db:
            await feeds.stop_reading_feed(db, coach_id=coach_id, feed_id=feed_id, now=clock.now())
        return feeds.TOO_LATE
    except NotFound:
        return ""
