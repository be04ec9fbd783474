"""Finding work across practices, and doing it one practice at a time."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Row, text

from jobs.log import log_failure
from trustcoach_app.db.principal import JOBS
from trustcoach_app.db.unit_of_work import unit_of_work

BATCH = 500
"""Rows that one run takes on; the next tick takes the next."""

Item = TypeVar("Item")


async def find(query: str, **arguments: Any) -> Sequence[Row[Any]]:
    """What a named finder function shows the machine: ids, and nothing else. `:limit` is the size of a batch."""
    async with unit_of_work(JOBS) as db:
        return (await db.execute(text(query), {"limit": BATCH, **arguments})).all()


async def for_each(items: Iterable[Item], act: Callable[[Item], Awaitable[Any]]) -> None:
    """Act on each. One that fails is logged and left to the next tick; the others have their turn."""
    for item in items:
        try:
            await act(item)
        except Exception as error:
            log_failure(getattr(act, "__name__", "act"), error)
