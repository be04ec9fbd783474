"""How long an event loop was silent: what everybody else of the process waited for."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from time import perf_counter, process_time

BEAT = 0.005
"""Seconds between two beats: what is silent for less is nothing."""


@dataclass
class Silence:
    """The longest time between two beats: of the processor (all threads of this process), and by the clock."""

    worked: float = 0.0
    waited: float = 0.0


@asynccontextmanager
async def silence() -> AsyncGenerator[Silence]:
    """What the loop is busy with while the block runs.

    A machine that others load makes a beat late by the clock though nothing of ours held the loop: the processor's own
    time does not pass meanwhile, whichever thread of the process has it.
    """
    found = Silence()
    beating = asyncio.create_task(_beat(found))
    await asyncio.sleep(2 * BEAT)
    try:
        yield found
        await asyncio.sleep(2 * BEAT)
    finally:
        beating.cancel()
        with suppress(asyncio.CancelledError):
            await beating


async def _beat(found: Silence) -> None:
    worked, waited = process_time(), perf_counter()
    while True:
        await asyncio.sleep(BEAT)
        now, clock = process_time(), perf_counter()
        found.worked, found.waited = max(found.worked, now - worked), max(found.waited, clock - waited - BEAT)
        worked, waited = process_time(), perf_counter()
