"""When this process outgrows its memory, websockets that say nothing are closed; their pages come back by themselves.

The server in front of us gathers a message of up to 64 MiB before anybody can look at it, and only its end tells it
from silence.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import psutil

from trustcoach_app.config import settings
from trustcoach_app.web.open_sockets import open_sockets

PAUSE = 1.0
"""Seconds between two looks."""

QUIET = 2.0
"""Seconds without a whole message after which a socket may be holding half of one."""

RECOVERY = 3.0
"""Seconds until what was freed has been given back."""

ROOM = 256
"""MB that it may grow again where the memory is not given back."""


def used_mb() -> float:
    """Of the machine's memory, by this process."""
    return psutil.Process().memory_info().rss / 1_000_000


async def watch_memory() -> None:
    """For as long as the process lives."""
    most = settings().most_memory_mb
    while True:
        await asyncio.sleep(PAUSE)
        if used_mb() > most and open_sockets.end_quiet(QUIET):
            await asyncio.sleep(RECOVERY)
            if used_mb() > most and open_sockets.end_quiet(RECOVERY):  # had spoken just before, and nothing since
                await asyncio.sleep(RECOVERY)
            most = max(settings().most_memory_mb, used_mb() + ROOM)


@asynccontextmanager
async def bounded_memory() -> AsyncGenerator[None]:
    """For `app.register_lifespan_task`."""
    task = asyncio.create_task(watch_memory())
    try:
        yield
    finally:
        task.cancel()
