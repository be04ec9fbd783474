"""The setter's figures are added up within seconds of a change, five minutes at most, and checked every night."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from procrastinate.exceptions import AlreadyEnqueued

from jobs.backoff import Backoff
from jobs.find import find, for_each
from jobs.queue import every, log, queue
from trustcoach_app import clock
from trustcoach_app.db.principal import in_practice
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.setter.rollup import drift, run


@every(timedelta(minutes=5))
async def roll_up() -> None:
    """The floor: whoever has marks, whether or not the clock heard of them."""
    await enqueue_marked()


async def enqueue_marked() -> None:
    """One job for each practice that has marks, or whose zone is not that of its cells."""
    await for_each(
        [found.coach_id for found in await find("SELECT coach_id FROM find_marked_coaches(:limit)")], enqueue
    )


async def enqueue(coach_id: UUID) -> None:
    """One rollup of a practice, unless one waits already. It starts when the one that runs has ended."""
    await _enqueue(roll_up_coach, coach_id)


async def _enqueue(task: Any, coach_id: UUID) -> None:
    one = task.configure(lock=f"rollup:{coach_id}", queueing_lock=f"{task.name}:{coach_id}")
    try:
        await one.defer_async(coach_id=str(coach_id))
    except AlreadyEnqueued:
        return


@queue.task(name="roll_up_coach", retry=Backoff())
async def roll_up_coach(coach_id: str) -> None:
    """Add up what is marked in one practice."""
    coach = UUID(coach_id)
    async with unit_of_work(in_practice(coach)) as db:
        await run.roll_up(db, coach_id=coach, now=clock.now())


@every(timedelta(days=1))
async def check_drift() -> None:
    """One job for each practice with figures."""
    for found in await find("SELECT coach_id FROM find_coaches_with_figures()"):
        await _enqueue(check_drift_of_coach, found.coach_id)


@queue.task(name="check_drift_of_coach", retry=Backoff())
async def check_drift_of_coach(coach_id: str) -> None:
    """Compare all cells of one practice with the source."""
    coach = UUID(coach_id)
    async with unit_of_work(in_practice(coach)) as db:
        found = await drift.check_drift(db, coach_id=coach, now=clock.now())
    if found:
        log.error("drift: %d cells of practice %s differed from the source, and were mended", found, coach_id)
