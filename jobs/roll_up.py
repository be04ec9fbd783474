"""The setter's figures are added up within seconds of a change, five minutes at most, and checked every night.

The marks are the queue: a run takes whatever practices are marked and free, until none is. So whoever hears of a change
needs not know whose it is, and a practice that one run is at is left to that run, which looks again when it is done.
"""

import asyncio
from datetime import timedelta
from uuid import UUID

from procrastinate.exceptions import AlreadyEnqueued

from jobs.backoff import Backoff
from jobs.find import find
from jobs.log import log, log_failure
from jobs.queue import every, queue
from trustcoach_app import clock
from trustcoach_app.db.principal import ROLLUP, in_practice
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.queues import TIMELY, UPKEEP
from trustcoach_app.setter.rollup import drift, run

AT_ONCE = 2
"""Batches of one run."""

BATCHES = 50
"""That each of them adds up one after another; what is left then is another run's."""


@every(timedelta(minutes=5), TIMELY)
async def roll_up() -> None:
    """The floor, whether or not the clock heard of the marks."""
    await add_up_marked()


async def enqueue() -> None:
    """A run, unless one waits already. Those that work do not count: they may have looked before the change."""
    try:
        await roll_up_marked.configure(queueing_lock=roll_up_marked.name).defer_async()
    except AlreadyEnqueued:
        return


@queue.task(name="roll_up_marked", queue=TIMELY.name)
async def roll_up_marked() -> None:
    """What was just heard of. A run that fails is not tried again: the next notice or tick makes another."""
    await add_up_marked()


async def add_up_marked() -> int:
    """Batch after batch, until nothing is marked but what other runs are at. Returns the cells that changed."""
    failed: set[UUID] = set()
    async with asyncio.TaskGroup() as group:
        lanes = [group.create_task(_batches(failed)) for _ in range(AT_ONCE)]
    return sum(lane.result() for lane in lanes)


async def _batches(failed: set[UUID]) -> int:
    changed = 0
    for _ in range(BATCHES):
        batch: list[UUID] = []
        try:
            async with unit_of_work(ROLLUP) as db:
                batch += await run.take_due(db, but=failed)
                if not batch:
                    return changed
                changed += await run.add_up(db, batch, now=clock.now())
        except Exception:
            if not batch:
                raise
            changed += await _one_by_one(batch, failed)
    await enqueue()
    return changed


async def _one_by_one(batch: list[UUID], failed: set[UUID]) -> int:
    """After a failure: who did not cause it has their turn, who did is left to the next run."""
    changed = 0
    for coach_id in batch:
        try:
            async with unit_of_work(ROLLUP) as db:
                changed += await run.roll_up(db, coach_id=coach_id, now=clock.now())
        except Exception as error:
            failed.add(coach_id)
            log_failure(f"adding up practice {coach_id}", error)
    return changed


@every(timedelta(days=1), UPKEEP)
async def check_drift() -> None:
    """One job for each practice with figures."""
    for found in await find("SELECT coach_id FROM find_coaches_with_figures()"):
        one = check_drift_of_coach.configure(queueing_lock=f"{check_drift_of_coach.name}:{found.coach_id}")
        try:
            await one.defer_async(coach_id=str(found.coach_id))
        except AlreadyEnqueued:
            continue


@queue.task(name="check_drift_of_coach", queue=UPKEEP.name, retry=Backoff())
async def check_drift_of_coach(coach_id: str) -> None:
    """Compare all cells of one practice with the source, then look for what other runs left to this one."""
    coach = UUID(coach_id)
    async with unit_of_work(in_practice(coach)) as db:
        found = await drift.check_drift(db, coach_id=coach, now=clock.now())
    if found:
        log.error("drift: %d cells of practice %s differed from the source, and were mended", found, coach_id)
    await enqueue()
