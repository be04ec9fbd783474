"""Live pages: what changes in the database refreshes the pages that show it, in whatever window they are open.

One task per web process listens on one PostgreSQL channel. It never writes into a page's state and never carries data:
it enqueues the page's own refresh handler, with the headers of the socket that is connected now, so the refresh passes
every guard like a click would.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import uniform
from typing import Any, Protocol

import psycopg

from trustcoach_app import clock, outage
from trustcoach_app.db.engine import WEB
from trustcoach_app.db.listen import listening

CHANNEL = "trustcoach_changes"
PAUSE = 0.05
"""Seconds between two rounds: a burst of changes is one refresh."""

LOOK_AROUND = 5.0
"""Seconds after which a sleeping round looks again: clocks are moved, laptops sleep, tabs close."""

SOONEST = timedelta(seconds=1)
"""A page that is due at once, again and again, is refreshed no faster."""

KEEP_ALIVE = timedelta(minutes=30)
"""A page is refreshed at least this often, well before Reflex forgets an idle page's state (one hour)."""

LONGEST_BACKOFF = 5.0
"""Seconds between attempts to reach PostgreSQL again."""

log = logging.getLogger(__name__)


class AskingTab(Protocol):
    """An event for one tab, bound to the socket that asked for it."""

    @property
    def token(self) -> str:
        """The tab."""
        ...

    @property
    def event(self) -> Any:
        """What a handler may return to make it."""
        ...


class LiveTabs(Protocol):
    """The open tabs of this process (reflex_seams/tabs.py)."""

    def is_connected(self, call: Any) -> bool:
        """Whether the socket that asked is still there, in this process, and still this tab's."""
        ...

    async def enqueue(self, call: Any) -> asyncio.Future[Any]:
        """Make the call; done when it has been handled."""
        ...

    def call_of(self, token: str, handler: Any) -> AskingTab:
        """From a handler of the tab: a call of another one."""
        ...


@dataclass(frozen=True)
class Watch:
    """One open page: the topic it shows, the refresh it wants, and when at the latest."""

    topic: str
    refresh: AskingTab
    due_at: datetime


@dataclass
class LivePages:
    """The watching pages of this process, by token."""

    tabs: LiveTabs
    watches: dict[str, Watch] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    refreshing: dict[str, asyncio.Future[Any]] = field(default_factory=dict)
    awake: asyncio.Event = field(default_factory=asyncio.Event)

    def note_change(self, topic: str | None) -> None:
        """Mark the pages of a topic (None: every page) for the next round."""
        self.changed |= {token for token, watch in self.watches.items() if topic in (None, watch.topic)}
        self.awake.set()

    def forget(self, token: str) -> None:
        """Stop refreshing a page."""
        self.watches.pop(token, None)
        self.changed.discard(token)

    async def refresh_due_pages(self) -> None:
        """One round: drop the tabs that are gone, refresh what changed or is due and is not being refreshed."""
        now = clock.now()
        for token, watch in list(self.watches.items()):
            if not self.tabs.is_connected(watch.refresh):
                self.forget(token)
            elif token not in self.refreshing and (token in self.changed or watch.due_at <= now):
                await self._refresh(token, watch, now)

    async def _refresh(self, token: str, watch: Watch, now: datetime) -> None:
        self.changed.discard(token)
        self.watches[token] = replace(watch, due_at=now + KEEP_ALIVE)
        self.refreshing[token] = done = await self.tabs.enqueue(watch.refresh)
        done.add_done_callback(lambda _: self._finish(token))

    def _finish(self, token: str) -> None:
        self.refreshing.pop(token, None)
        if token in self.changed:
            self.awake.set()

    async def run_rounds(self) -> None:
        """Sleep until something changes or the earliest page is due, for as long as the process lives."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._seconds_to_sleep()):
                    await self.awake.wait()
            self.awake.clear()
            try:
                await self.refresh_due_pages()
            except Exception:
                log.exception("live pages: a round failed")
            await asyncio.sleep(PAUSE)

    def _seconds_to_sleep(self) -> float:
        earliest = min((watch.due_at for watch in self.watches.values()), default=clock.now() + KEEP_ALIVE)
        return min(max((earliest - clock.now()).total_seconds(), 0), LOOK_AROUND)

    async def listen(self) -> None:
        """Hear changes for as long as the process lives; after an interruption, refresh everyone once."""
        backoff = 0.1
        while True:
            try:
                async with await listening(WEB, CHANNEL) as connection:
                    backoff = 0.1
                    self.note_change(None)
                    async for notice in connection.notifies():
                        self.note_change(notice.payload)
            except psycopg.Error as error:
                if not outage.note(error):
                    log.warning("live pages: cannot listen (%s)", type(error).__name__)
            await asyncio.sleep(uniform(backoff / 2, backoff))  # noqa: S311  jitter, not a secret
            backoff = min(backoff * 2, LONGEST_BACKOFF)


_pages: LivePages | None = None


def watch(token: str, topic: str, refresh: Any, due_at: datetime | None = None) -> None:
    """From a page's handler: call `refresh` (its own guarded handler) when `topic` changes, or at `due_at`.

    Call it before reading, so that no change falls between the reading and the watching, and again with `due_at` once
    that is known. A token watches one page; the newest call counts. `topic` is a coach's id; `<id>:setter` for what the
    setter brings in.
    """
    if _pages is None:
        return
    now = clock.now()
    latest = now + KEEP_ALIVE
    due_at = min(max(due_at or latest, now + SOONEST), latest)
    _pages.watches[token] = Watch(topic, _pages.tabs.call_of(token, refresh), due_at)
    _pages.awake.set()


def refresh_shown(token: str) -> list[Any]:
    """For the handlers of a dialog: the refresh of the page that it stands on, so that its own tab need not wait.

    Empty while that page watches nothing.
    """
    watch = _pages.watches.get(token) if _pages else None
    return [watch.refresh.event] if watch else []


def unwatch(token: str) -> None:
    """From a page that shows nothing live: stop refreshing the one before."""
    if _pages is not None:
        _pages.forget(token)


@asynccontextmanager
async def keep_pages_live(tabs: LiveTabs) -> AsyncGenerator[None]:
    """For `app.register_lifespan_task`: the one listener and the rounds of this process."""
    global _pages  # noqa: PLW0603  one per process, made when its server starts
    _pages = LivePages(tabs)
    tasks = [asyncio.create_task(endless()) for endless in (_pages.listen, _pages.run_rounds)]
    try:
        yield
    finally:
        _pages = None
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
