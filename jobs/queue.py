"""The queue: procrastinate in the schema `queue` of our own database, and `@every` to declare a job."""

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from procrastinate import App, PsycopgConnector

from jobs.backoff import Backoff
from trustcoach_app.db.engine import JOBS, conninfo

PATIENCE = 240.0
"""Seconds that one run may take: a hung one would hold up all later ticks of its job."""

log = logging.getLogger("jobs")

connector = PsycopgConnector(
    conninfo=lambda: conninfo(JOBS),
    kwargs={"options": "-c search_path=queue", "application_name": "trustcoach jobs"},
    min_size=1,
    max_size=8,
    timeout=10,
)
queue = App(connector=connector)

Work = Callable[[], Awaitable[Any]]


@dataclass(frozen=True)
class RegularJob:
    """What runs once a tick: its name, its seconds between ticks, its priority (higher goes first)."""

    name: str
    seconds: int
    priority: int


DECLARED: list[RegularJob] = []


def every(interval: timedelta, *, priority: int = 0) -> Callable[[Work], Work]:
    """Declare a job that the clock enqueues once per interval, aligned to the epoch in UTC."""

    def declare(work: Work) -> Work:
        name = getattr(work, "__name__", "")

        async def run(timestamp: int) -> None:
            del timestamp
            await run_logged(name, work)

        queue.task(name=name, retry=Backoff())(run)
        DECLARED.append(RegularJob(name, int(interval.total_seconds()), priority))
        return work

    return declare


async def run_logged(name: str, work: Work) -> None:
    """One run. What it raises is logged by kind and place only: messages of errors can hold personal data."""
    try:
        async with asyncio.timeout(PATIENCE):
            await work()
    except Exception as error:
        log.error("%s failed: %s", name, kind_and_place(error))
        raise


def kind_and_place(error: BaseException) -> str:
    """`OperationalError in deliver_mail.py:31`"""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
    return type(error).__name__ + place
