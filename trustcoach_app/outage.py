"""While PostgreSQL cannot be reached: one line of log a second, one calm sentence on each page that asks for something.

Nobody else tries meanwhile. When it is back, the pages that were told load again by themselves, as after a lost
network.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy import text

from trustcoach_app.db.outage import is_outage
from trustcoach_app.db.principal import DOOR
from trustcoach_app.db.unit_of_work import unit_of_work

PAUSE = 1.0
"""Seconds between two tries."""

PATIENCE = 3.0
"""Seconds that one may take."""

MOST_TOLD = 5_000
"""Pages that load again afterwards: more than may be open."""

log = logging.getLogger(__name__)


class OutageTabs(Protocol):
    """The open tabs of this process (reflex_seams/tabs.py)."""

    def is_connected(self, call: Any) -> bool:
        """Whether the socket that was told is still there."""
        ...

    async def enqueue(self, call: Any) -> asyncio.Future[Any]:
        """Have the page load again."""
        ...

    def reload_of(self, token: str) -> Any:
        """From an event of the tab: what it would send when it comes back to the page that it is on."""
        ...


@dataclass
class Outage:
    """The one of this process, whether it is on or not."""

    tabs: OutageTabs
    noticed: asyncio.Event = field(default_factory=asyncio.Event)
    told: dict[str, Any] = field(default_factory=dict[str, Any])

    async def wait_for_ends(self) -> None:
        """For as long as the process lives: try until PostgreSQL answers, then load the pages again."""
        while True:
            await self.noticed.wait()
            while not await self._is_over():  # noqa: ASYNC110  nobody tells when it is over
                await asyncio.sleep(PAUSE)
            self.noticed.clear()
            await self._reload_told()

    async def _is_over(self) -> bool:
        try:
            async with asyncio.timeout(PATIENCE), unit_of_work(DOOR) as db:
                await db.execute(text("SELECT 1"))
        except Exception as error:
            _say(error)
            return False
        return True

    async def _reload_told(self) -> None:
        told, self.told = self.told, {}
        for call in told.values():
            if self.tabs.is_connected(call):
                await self.tabs.enqueue(call)


_outage: Outage | None = None


def is_on() -> bool:
    """Whether PostgreSQL is known to be away."""
    return _outage is not None and _outage.noticed.is_set()


def note(error: BaseException) -> bool:
    """Take an error for the sign of one, if it is; whether it is."""
    if not is_outage(error):
        return False
    _say(error)
    if _outage is not None:
        _outage.noticed.set()
    return True


def load_again_after(token: str) -> None:
    """From an event of a tab that could not be answered: load its page when PostgreSQL is back."""
    if _outage is not None and token and (token in _outage.told or len(_outage.told) < MOST_TOLD):
        _outage.told[token] = _outage.tabs.reload_of(token)


def _say(error: BaseException) -> None:
    """Here alone, so that it is one kind of line (logs.py)."""
    log.warning("PostgreSQL cannot be reached (%s)", type(error).__name__)


@asynccontextmanager
async def end_outages(tabs: OutageTabs) -> AsyncGenerator[None]:
    """For `app.register_lifespan_task`."""
    global _outage  # noqa: PLW0603  one per process, made when its server starts
    _outage = Outage(tabs)
    task = asyncio.create_task(_outage.wait_for_ends())
    try:
        yield
    finally:
        _outage = None
        task.cancel()
