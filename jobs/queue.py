"""The queues: procrastinate in the schema `queue` of our own database, and `@every` to declare a job."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from procrastinate import App

from jobs.backoff import Backoff
from jobs.connector import connector
from jobs.log import log_failure
from trustcoach_app.queues import JobQueue

queue = App(connector=connector)

Work = Callable[[], Awaitable[Any]]


@dataclass(frozen=True)
class RegularJob:
    """What runs once a tick: its name, its seconds between ticks, its queue, its priority there (higher goes first)."""

    name: str
    seconds: int
    queue: str
    priority: int


DECLARED: list[RegularJob] = []


def every(interval: timedelta, on: JobQueue, *, priority: int = 0, name: str = "") -> Callable[[Work], Work]:
    """Declare a job that the clock enqueues once per interval, aligned to the epoch in UTC."""

    def declare(work: Work) -> Work:
        job = name or getattr(work, "__name__", "")

        async def run(timestamp: int) -> None:
            del timestamp
            await run_logged(job, on, work)

        queue.task(name=job, queue=on.name, retry=Backoff())(run)
        DECLARED.append(RegularJob(job, int(interval.total_seconds()), on.name, priority))
        return work

    return declare


async def run_logged(name: str, on: JobQueue, work: Work) -> None:
    """One run, within its queue's patience. What it raises is logged by kind and place only."""
    try:
        async with asyncio.timeout(on.patience):
            await work()
    except Exception as error:
        log_failure(name, error)
        raise
