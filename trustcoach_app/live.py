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
from datetime import datetime
from random import uniform
from typing import Any, Protocol

import psycopg

from trustcoach_app import clock, outage
from trustcoach_app.db.engine import WEB
from trustcoach_app.db.listen import listening
from trustcoach_app.refresh_pace import KEEP_ALIVE, PAUSE, due_instant, seconds_to_sleep

CHANNEL = "trustcoach_changes"
SESSION_ENDED = "session:"
"""What a topic begins with that names a login session."""
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


@dataclass(frozen=True)
class SignedInTab:
    """One open tab of a login session, and the call that shows it that the session has ended."""

    session_id: str
    knock: AskingTab


@dataclass
class LivePages:
    """The watching pages of this process, by token; and every tab that somebody signed in looks at."""

    tabs: LiveTabs
    watches: dict[str, Watch] = field(default_factory=dict)
    signed_in: dict[str, SignedInTab] = field(default_factory=dict)
    knocked: list[SignedInTab] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    refreshing: dict[str, asyncio.Future[Any]] = field(default_factory=dict)
    awake: asyncio.Event = field(default_factory=asyncio.Event)

    def note_change(self, topic: str | None) -> None:
        """Mark the pages of a topic (None: every page) for the next round."""
        self.changed |= {token for token, watch in self.watches.items() if topic in (None, watch.topic)}
        self.awake.set()

    def note_end(self, session_id: str | None) -> None:
        """Mark the tabs of a login session that ended (None: all of them, for one may have) for the next round."""
        self.knocked += [tab for tab in self.signed_in.values() if session_id in (None, tab.session_id)]
        self.awake.set()

    async def knock_at_tabs(self) -> None:
        """Have the gate judge the tabs whose sessions ended; forget those that are gone."""
        knocked, self.knocked = self.knocked, []
        for tab in knocked:
            if self.tabs.is_connected(tab.knock):
                await self.tabs.enqueue(tab.knock)
        self.signed_in = {token: tab for token, tab in self.signed_in.items() if self.tabs.is_connected(tab.knock)}

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
            earliest = min((watch.due_at for watch in self.watches.values()), default=None)
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds_to_sleep(earliest, clock.now())):
                    await self.awake.wait()
            self.awake.clear()
            try:
                await self.knock_at_tabs()
                await self.refresh_due_pages()
            except Exception:
                log.exception("live pages: a round failed")
            await asyncio.sleep(PAUSE)

    async def listen(self) -> None:
        """Hear changes for as long as the process lives; after an interruption, refresh everyone once."""
        backoff = 0.1
        while True:
            try:
                async with await listening(WEB, CHANNEL) as connection:
                    backoff = 0.1
                    self.note_change(None)
                    self.note_end(None)
                    async for notice in connection.notifies():
                        self._hear(notice.payload)
            except psycopg.Error as error:
                if not outage.note(error):
                    log.warning("live pages: cannot listen (%s)", type(error).__name__)
            await asyncio.sleep(uniform(backoff / 2, backoff))  # noqa: S311  jitter, not a secret
            backoff = min(backoff * 2, LONGEST_BACKOFF)

    def _hear(self, topic: str) -> None:
        if topic.startswith(SESSION_ENDED):
            self.note_end(topic.removeprefix(SESSION_ENDED))
        else:
            self.note_change(topic)


_pages: LivePages | None = None


def note_signed_in(token: str, session_id: str, knock: Any) -> None:
    """From the gate: an open tab of a login session. `knock` is an event of it, made when the session ends."""
    known = _pages.signed_in.get(token) if _pages else None
    if _pages is None or (known and known.session_id == session_id and _pages.tabs.is_connected(known.knock)):
        return
    _pages.signed_in[token] = SignedInTab(session_id, _pages.tabs.call_of(token, knock))


def watch(token: str, topic: str, refresh: Any, due_at: datetime | None = None) -> None:
    """From a page's handler: call `refresh` (its own guarded handler) when `topic` changes, or soon after `due_at`.

    Call it before reading, so that no change falls between the reading and the watching, and again with `due_at` once
    that is known. A token watches one page; the newest call counts. `topic` is a coach's id; `<id>:setter` for what the
    setter brings in.
    """
    if _pages is None:
        return
    _pages.watches[token] = Watch(topic, _pages.tabs.call_of(token, refresh), due_instant(due_at, clock.now()))
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
