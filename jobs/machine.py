"""One life of the jobs process: the clock and some workers, from the moment PostgreSQL answers until it is lost.

Everything that leans on a connection is made anew in the next life. So nothing half dead stays behind, and all of it is
back within a second or two of PostgreSQL, without waiting for whoever supervises this process.
"""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from random import uniform

import psycopg

from jobs.cancellation import unless_cancelled
from jobs.catalogue import regular_jobs
from jobs.clock import ticking
from jobs.log import log, log_failure
from jobs.marks import hearing_marks
from jobs.queue import queue
from jobs.stalled import requeue_stalled
from jobs.worker import POLL_SECONDS, sign_off_left_behind, work
from trustcoach_app.db.engine import JOBS, conninfo
from trustcoach_app.queues import JobQueue

LONGEST_PAUSE = 5.0
"""Seconds between two lives, when lives end as soon as they begin."""

SHORTEST_PAUSE = 0.25
LASTING_SECONDS = 30.0
"""A life that lasted so long was one: the next pause is the shortest again."""


@dataclass(frozen=True)
class Parts:
    """What a process of the jobs is made of."""

    has_clock: bool
    queues: Sequence[JobQueue]
    poll_seconds: float = POLL_SECONDS

    def __str__(self) -> str:
        """`clock and timely, mail`"""
        names = ["clock"] * self.has_clock, [", ".join(queue.name for queue in self.queues)] * bool(self.queues)
        return " and ".join(name for part in names for name in part)


async def live(parts: Parts) -> None:
    """Life after life, until cancelled."""
    loop, pause = asyncio.get_running_loop(), SHORTEST_PAUSE
    while True:
        await _until_postgresql_answers()
        unless_cancelled()
        began = loop.time()
        try:
            await _one_life(parts)
            log.warning("%s: something was lost", parts)
        except Exception as error:
            log_failure(str(parts), error)
        pause = SHORTEST_PAUSE if loop.time() - began > LASTING_SECONDS else min(pause * 2, LONGEST_PAUSE)
        await asyncio.sleep(uniform(pause / 2, pause))  # noqa: S311  jitter, not a secret


async def _until_postgresql_answers() -> None:
    while True:
        try:
            connection = await psycopg.AsyncConnection.connect(conninfo(JOBS), connect_timeout=5)
        except psycopg.OperationalError as error:
            log_failure("waiting for it", error)
            await asyncio.sleep(uniform(0.25, 0.5))  # noqa: S311  jitter, not a secret
        else:
            await connection.close()
            return


async def _one_life(parts: Parts) -> None:
    """Return when a worker ends. Raises what kept the parts from beginning, or ended a worker."""
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(queue.open_async())
        await sign_off_left_behind()
        await requeue_stalled()
        workers = [asyncio.create_task(work(each, poll_seconds=parts.poll_seconds)) for each in parts.queues]
        stack.push_async_callback(_end, workers)
        if parts.has_clock:
            await stack.enter_async_context(ticking(regular_jobs()))
            await stack.enter_async_context(hearing_marks())
        unless_cancelled()
        log.info("%s: ready", parts)
        await (asyncio.wait(workers, return_when=asyncio.FIRST_COMPLETED) if workers else asyncio.Event().wait())


async def _end(workers: list[asyncio.Task[None]]) -> None:
    for worker in workers:
        worker.cancel()
    for ended in await asyncio.gather(*workers, return_exceptions=True):
        if isinstance(ended, Exception):
            log_failure("a worker", ended)
