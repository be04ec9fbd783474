"""The clock's ear: what is marked in the database is rolled up at once, not at the next tick."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from random import uniform
from typing import Any

import psycopg

from jobs.cancellation import unless_cancelled
from jobs.log import log_failure
from jobs.roll_up import enqueue
from trustcoach_app.db.engine import JOBS
from trustcoach_app.db.listen import listening

CHANNEL = "trustcoach_marks"
PAUSE = 0.2
"""Seconds that notices gather: a burst of changes is one rollup."""

LONGEST_BACKOFF = 5.0
"""Seconds between attempts to reach PostgreSQL again."""


@asynccontextmanager
async def hearing_marks() -> AsyncGenerator[None]:
    """Listen for as long as the block runs."""
    task = asyncio.create_task(_listen())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _listen() -> None:
    """Hear marks; after an interruption, ask once for what was marked meanwhile."""
    backoff = 0.1
    while True:
        try:
            async with await listening(JOBS, CHANNEL) as connection:
                backoff = 0.1
                while True:
                    await enqueue()
                    unless_cancelled()
                    await _hear(connection)
        except Exception as error:
            log_failure("listening for marks", error)
        unless_cancelled()
        await asyncio.sleep(uniform(backoff / 2, backoff))  # noqa: S311  jitter, not a secret
        backoff = min(backoff * 2, LONGEST_BACKOFF)


async def _hear(connection: psycopg.AsyncConnection[Any]) -> None:
    """Return at the end of the pause that follows the next notice."""
    for notices in (connection.notifies(stop_after=1), connection.notifies(timeout=PAUSE)):
        async for _ in notices:
            pass
