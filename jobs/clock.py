"""The clock: APScheduler wakes it; each tick puts one run of a job into the queue, however many clocks there are."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import psycopg
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger
from procrastinate import sql

from jobs.connector import connector
from jobs.heartbeat import beat
from jobs.log import log_failure
from jobs.queue import RegularJob
from jobs.stalled import requeue_stalled

EPOCH = datetime.fromtimestamp(0, UTC)
"""Ticks are counted from here, so that all clocks tick at the same instants."""

CARE_SECONDS = 15
"""How often the clock says that it lives, and takes up what killed workers left."""

_TRY_LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('jobs.clock', hashtext(%s))) AS alone"
_PENDING = "SELECT 1 FROM procrastinate_jobs WHERE task_name = %s AND status IN ('todo', 'doing') LIMIT 1"
_TICK = "SELECT floor(extract(epoch FROM clock_timestamp() + interval '1 second') / %s)::bigint AS tick"


async def tick(job: RegularJob) -> bool:
    """Enqueue the run of the present tick; whether it was ours to enqueue.

    The lock keeps clocks from racing. The queue's ledger of ticks keeps one that is late from running a tick twice, and
    one that was away from losing it. A run that still waits or works stands for all the ticks that it missed. The tick
    is the database's time (with a second's tolerance for a clock that is ahead), so clocks on several machines agree.
    """
    async with connector.pool.connection() as connection:
        [alone] = await (await connection.execute(_TRY_LOCK, [job.name])).fetchone() or [False]
        if not alone or await (await connection.execute(_PENDING, [job.name])).fetchone():
            return False
        [number] = await (await connection.execute(_TICK, [job.seconds])).fetchone() or [0]
        return await _enqueue(connection, job, number * job.seconds)


async def _enqueue(connection: psycopg.AsyncConnection[Any], job: RegularJob, timestamp: int) -> bool:
    """In the transaction that holds the lock. False: the ledger knows this tick already."""
    enqueued = await connector.execute_query_one_async_with_connection(
        connection,
        sql.queries["defer_periodic_job"],
        task_name=job.name,
        periodic_id="clock",
        defer_timestamp=timestamp,
        args={"timestamp": timestamp},
        priority=job.priority,
        queue=job.queue,
        lock=None,
        queueing_lock=None,
    )
    return enqueued["id"] is not None


async def _care() -> None:
    await requeue_stalled()
    await beat("clock")


async def _quietly(name: str, work: Awaitable[Any]) -> None:
    """A tick that fails is logged in one line; the next one tries again."""
    try:
        await work
    except Exception as error:
        log_failure(f"the tick of {name}", error)


async def _tick_quietly(job: RegularJob) -> None:
    await _quietly(job.name, tick(job))


async def _care_quietly() -> None:
    await _quietly("clock", _care())


@asynccontextmanager
async def ticking(jobs: Sequence[RegularJob]) -> AsyncGenerator[None]:
    """Tick for as long as the block runs, beginning with what was missed while no clock ran: each job once."""
    scheduler = AsyncIOScheduler(timezone=UTC, job_defaults={"coalesce": True, "misfire_grace_time": None})
    scheduler.add_job(_care_quietly, IntervalTrigger(seconds=CARE_SECONDS, start_date=EPOCH, timezone=UTC))
    for job in jobs:
        trigger = IntervalTrigger(seconds=job.seconds, start_date=EPOCH, timezone=UTC)
        scheduler.add_job(_tick_quietly, trigger, args=[job], id=job.name)
    await asyncio.gather(_care_quietly(), *(_tick_quietly(job) for job in jobs))
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
