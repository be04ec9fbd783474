"""A few requests of one sender at a time, in each process: a burst leaves the database's connections to others."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID

AT_ONCE = 3


@dataclass
class _Turns:
    """Of one sender: its permits, and how many have or want one."""

    permits: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    users: int = 0


_of_sender: dict[UUID, _Turns] = {}


@asynccontextmanager
async def turn(sender: UUID) -> AsyncGenerator[None]:
    """Hold one of the sender's permits for as long as the block runs. Who wants none any more is forgotten."""
    turns = _of_sender.setdefault(sender, _Turns())
    turns.users += 1
    try:
        async with turns.permits:
            yield
    finally:
        turns.users -= 1
        if not turns.users:
            del _of_sender[sender]
