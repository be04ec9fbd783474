"""The jobs process with some jobs of the tests beside the real ones: `python -m tests.machine.ticking [worker|clock]`.

They write into the table `test_runs`, which the tests make. POLL_SECONDS: how often a worker looks that heard nothing.
"""

import asyncio
import os
import sys
from datetime import timedelta

from jobs.__main__ import main
from jobs.backoff import Backoff
from jobs.connector import connector
from jobs.queue import every, queue
from trustcoach_app.queues import CALENDARS, TIMELY


async def note(name: str) -> None:
    """One line for one run."""
    async with connector.pool.connection() as connection:
        await connection.execute("INSERT INTO public.test_runs (name) VALUES (%s)", [name])


@every(timedelta(seconds=2), TIMELY)
async def ticked() -> None:
    """Run at once."""
    await note("ticked")


@every(timedelta(days=1), TIMELY)
async def nightly() -> None:
    """Run once a day."""
    await note("nightly")


@queue.task(name="slow", queue=TIMELY.name, retry=Backoff())
async def slow(seconds: float) -> None:
    """Take a while: long enough to be killed in."""
    await note("slow began")
    await asyncio.sleep(seconds)
    await note("slow ended")


@queue.task(name="call", queue=CALENDARS.name)
async def call() -> None:
    """Call somebody who answers never."""
    await note("called")
    await asyncio.sleep(3600)


@every(timedelta(days=1), TIMELY)
async def failing() -> None:
    """Fail, with something in the message that no log may show."""
    await note("failing")
    raise ValueError("claire.moreau@example.org could not be reached")


if __name__ == "__main__":
    sys.exit(main(float(os.environ.get("POLL_SECONDS", "5"))))
