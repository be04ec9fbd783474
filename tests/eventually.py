"""Waits for what nobody announces."""

import asyncio
from collections.abc import Awaitable, Callable

PATIENCE = 30
"""Seconds that a loaded machine may take: they pass only when a test fails."""
PAUSE = 0.05


async def eventually(read: Callable[[], Awaitable[object]], wanted: object) -> None:
    """Read until it is what is wanted. Fails with what was read last."""
    for _ in range(int(PATIENCE / PAUSE)):
        if await read() == wanted:
            return
        await asyncio.sleep(PAUSE)
    assert await read() == wanted
