"""The jobs process with three jobs of the tests beside the real ones: `python -m tests.machine.ticking [worker|clock]`.

They write into the table `test_runs`, which the tests make.
"""

import asyncio
import sys
from datetime import timedelta

from jobs.__main__ import main
from jobs.backoff import Backoff
from jobs.queue import connector, every, queue


async def note(name: str) -> None:
    """One line for one run."""
    async with connector.pool.connection() as connection:
        await connection.execute("INSERT INTO public.test_runs (name) VALUES (%s)", [name])


@every(timedelta(seconds=2))
async def ticked() -> None:
    """Run at once."""
    await note("ticked")


@every(timedelta(days=1))
async def nightly() -> None:
    """Run once a day."""
    await note("nightly")


@queue.task(name="slow", retry=Backoff())
async def slow(seconds: float) -> None:
    """Take a while: long enough to be killed in."""
    await note("slow began")
    await asyncio.sleep(seconds)
    await note("slow ended")


@every(timedelta(days=1))
async def failing() -> None:
    """Fail, with something in the message that no log may show."""
    await note("failing")
    raise ValueError("claire.moreau@example.org could not be reached")


if __name__ == "__main__":
    sys.exit(main())
