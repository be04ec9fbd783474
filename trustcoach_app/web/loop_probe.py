"""The longest silence of the event loop, for benchmarks/loop_silence.py. LOOP_PROBE names a file; production refuses.

From inside, because only the thread itself knows how long it was ready and had no core: on a machine with other work
that is most of what a ping from outside sees. What blocks the loop without using a core is silence all the same.
"""

import asyncio
import threading
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter

from trustcoach_app.config import settings

EVERY = 0.005
"""Seconds between two looks."""

TOLD_EVERY = 20
"""Looks after which the file is brought up to date."""


def waited_for_a_core() -> float:
    """Seconds that this thread was ready to run and did not, since it began; 0 where the system does not tell."""
    stat = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
    return int(stat.read_text().split()[1]) / 1e9 if stat.exists() else 0.0


async def measure(told: Path) -> None:
    """Write the longest silence in milliseconds; it counts anew whenever somebody removes the file."""
    worst, looks = 0.0, 0
    while True:
        began, waited = perf_counter(), waited_for_a_core()
        await asyncio.sleep(EVERY)
        silence = perf_counter() - began - EVERY - (waited_for_a_core() - waited)
        looks += 1
        worst = max(worst, silence)
        if looks % TOLD_EVERY == 0:
            worst = _tell(told, worst, silence)


def _tell(told: Path, worst: float, latest: float) -> float:
    """Write it down; what counts from now on."""
    counts = worst if told.exists() else latest
    told.write_text(f"{counts * 1000:.1f}")
    return counts


@asynccontextmanager
async def probed_loop() -> AsyncGenerator[None]:
    """For `app.register_lifespan_task`."""
    told = settings().loop_probe
    task = asyncio.create_task(measure(told)) if told and settings().environment != "production" else None
    try:
        yield
    finally:
        if task:
            task.cancel()
