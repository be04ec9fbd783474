"""What a web process does once, before it listens: else its first visitor would, and everybody would wait on the loop.

A capability that leans on something slow to begin (a library that reads its tables at first use) adds a line.
"""

import gc
from asyncio import to_thread
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import date

from sqlalchemy.orm import configure_mappers

from trustcoach_app.availability.holidays import load_countries
from trustcoach_app.formats import long_day


def _load_french() -> None:
    """The names of days and months, which babel reads when it is first asked for one."""
    long_day(date(2026, 1, 12))


WARM_UPS: dict[str, Callable[[], object]] = {
    "tables": configure_mappers,
    "French dates": _load_french,
    "public holidays": load_countries,
}
"""What it prepares, and what does it."""


@asynccontextmanager
async def warmed_up() -> AsyncGenerator[None]:
    """For `app.register_lifespan_task`: the server listens when all of it is done. What fails here fails the start."""
    for warm_up in WARM_UPS.values():
        await to_thread(warm_up)
    _set_apart()
    yield


def _set_apart() -> None:
    """Have the collector of cycles leave alone what stays until the process ends.

    It looked at all of it (modules, pages, mappers: a million objects) every few pages, with the loop held for 200 ms.
    """
    gc.collect()
    gc.freeze()
