"""Long answers of the database a piece at a time, so that nobody else of this process waits for all of it."""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncSession

AT_ONCE = 250
"""Rows: some milliseconds of work."""

Item = TypeVar("Item")


async def in_pieces(db: AsyncSession, query: Select[*tuple[Any, ...]]) -> AsyncGenerator[Sequence[Any]]:
    """The rows of a query, some at a time; others have their turn between them."""
    found = await db.stream(query)
    async for rows in found.partitions(AT_ONCE):
        yield rows
        await asyncio.sleep(0)


def pieces(items: Iterable[Item], size: int = AT_ONCE) -> Iterator[list[Item]]:
    """Some at a time, for statements that name them."""
    listed = list(items)
    for start in range(0, len(listed), size):
        yield listed[start : start + size]
