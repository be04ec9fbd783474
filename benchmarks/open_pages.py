"""500 open pages of fifty coaches at one web process: how long an event waits for its answer, what memory they hold,
and how soon all of them are back after their sockets broke.

python -m benchmarks.open_pages [pages], after a build, on the migrated database that DATABASE_URL names; its owner must
be a superuser. The pages are Focus, planning and setter in equal parts; fifty events a second go to pages by chance,
each reads its page anew, as a change in the practice makes it. Baseline: one open page, one event at a time.

A page says what the built one says (reflex's state.js, assets/shell/early_socket.jsx, assets/ui/delivery.jsx): its
token is its own and stays, its first event rides in the CONNECT, its events are numbered, and one whose socket broke
opens the next at once, and again 200 ms later for each failure before.
"""

import asyncio
import json
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from random import Random
from time import perf_counter
from uuid import uuid4

import aiohttp
import psutil

from benchmarks.report import percentile, report
from benchmarks.seed.setter import seed_setters
from benchmarks.served import served, token_of
from trustcoach_app import clock
from trustcoach_app.auth.login_sessions import cookie_name
from trustcoach_app.db.engine import WEB, engine
from trustcoach_app.focus.state import FocusState
from trustcoach_app.planning.state import PlanningState
from trustcoach_app.reflex_seams.protocol import (
    ADDRESS,
    CONNECT,
    EVENT,
    FIRST_EVENT,
    FULL_PATH,
    HYDRATE_AND_LOAD,
    MARKER,
    NAME,
    NUMBER,
    ONE_PAGE,
    PATH,
    PAYLOAD,
    PONG,
    STATE_EVENT,
)
from trustcoach_app.setter.figures.state import FiguresState

PAGES = {
    "/dashboard/coach": f"{FocusState.get_full_name()}.refresh",
    "/dashboard/coach/planning": f"{PlanningState.get_full_name()}.refresh",
    "/dashboard/coach/setter": f"{FiguresState.get_full_name()}.refresh",
}
OPEN, AT_ONCE = 500, 25
A_SECOND, SECONDS = 50, 30
ALONE = 30
MESSAGES = 100_000
PATIENCE = 60.0
"""Seconds for one answer, and for all pages to be back: what is not there by then counts with it."""
BACKOFF, MOST_BACKOFFS = 0.2, 10
READY = f'"is_hydrated{MARKER}":true'
HEARD = f'"heard{MARKER}":'
PING = "2"


@dataclass
class Tab:
    """An open page: its name for the server, its socket while it has one, and how many events it sent."""

    browser: aiohttp.ClientSession
    origin: str
    cookie: str
    path: str
    token: str = field(default_factory=lambda: f"{ONE_PAGE}{uuid4()}")
    socket: aiohttp.ClientWebSocketResponse | None = None
    said: int = 0

    async def open(self) -> None:
        """Connect and load, until the page has all its values. A page that comes back does the same."""
        headers = {"Origin": self.origin, "Cookie": self.cookie}
        url = f"{self.origin}/_event/?token={self.token}&EIO=4&transport=websocket"
        self.socket = await self.browser.ws_connect(url, headers=headers, max_msg_size=0)
        first = {NAME: HYDRATE_AND_LOAD, PAYLOAD: {}, ADDRESS: self._address()}
        await self.socket.send_str(CONNECT + json.dumps({FIRST_EVENT: first}))
        await self._hear(READY)

    async def come_back(self) -> None:
        """After its socket broke."""
        for failures in count(1):
            with suppress(aiohttp.ClientError, ConnectionError, TypeError):
                await self.open()
                return
            await asyncio.sleep(BACKOFF * min(failures, MOST_BACKOFFS))

    async def read_anew(self) -> float:
        """Seconds until the answer."""
        assert self.socket is not None
        began = perf_counter()
        self.said += 1
        event = {NAME: PAGES[self.path], PAYLOAD: {}, ADDRESS: {**self._address(), NUMBER: self.said}}
        await self.socket.send_str(EVENT + json.dumps([STATE_EVENT, event]))
        async with asyncio.timeout(PATIENCE):
            await self._hear(f"{HEARD}{self.said}")
        return perf_counter() - began

    def break_socket(self) -> None:
        """As a network breaks: no word of goodbye."""
        assert self.socket is not None
        self.socket.get_extra_info("socket").shutdown(socket.SHUT_RDWR)

    def _address(self) -> dict[str, str]:
        return {PATH: self.path, FULL_PATH: self.path}

    async def _hear(self, told: str) -> None:
        """All messages until one that tells it; pings are answered. Raises TypeError when the socket ends."""
        assert self.socket is not None
        while told not in (said := await self.socket.receive_str()):
            if said == PING:
                await self.socket.send_str(PONG)


async def main() -> None:
    """Open them, ask them, break them."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else OPEN
    coaches = seed_setters(messages=MESSAGES, now=clock.now()).coach_ids
    cookies = [f"{cookie_name()}={await token_of(coach)}" for coach in coaches]
    with served() as origin:
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as browser:
            paths = list(PAGES)
            tabs = [
                Tab(browser, origin, cookies[number % len(cookies)], paths[number % len(paths)])
                for number in range(pages)
            ]
            await tabs[0].open()
            alone = [await tabs[0].read_anew() for _ in range(ALONE)]
            await in_turns(tabs[1:])
            waits = await ask(tabs)
            memory = memory_mb()
            back, lost = await reconnect(tabs)
    p95 = [percentile(each, 95) * 1_000 for each in (waits, alone)]
    one = {"baseline": "one open page", "n": pages}
    report("open_pages", "p95_ms", p95[0], "ms", baseline_value=p95[1], **one)
    report("open_pages", "back_s", back, "s", baseline_value=0, **one)
    report("open_pages", "not_back", lost, "pages", baseline_value=0, **one)
    report("open_pages", "memory_mb", memory, "MB", baseline_value=0, **one)
    await engine(WEB).dispose()


async def in_turns(tabs: Sequence[Tab]) -> None:
    """Open them, so many at once."""
    turn = asyncio.Semaphore(AT_ONCE)

    async def opened(tab: Tab) -> None:
        async with turn, asyncio.timeout(PATIENCE):
            await tab.open()

    await asyncio.gather(*(opened(tab) for tab in tabs))


async def ask(tabs: Sequence[Tab]) -> list[float]:
    """Fifty events a second, each to a page that waits for none. While all of them wait, none goes."""
    chance, idle, waits = Random(7), list(tabs), list[float]()

    async def asked(tab: Tab) -> None:
        try:
            waits.append(await tab.read_anew())
        except TimeoutError:
            waits.append(PATIENCE)
        idle.append(tab)

    async with asyncio.TaskGroup() as running:
        for _ in range(A_SECOND * SECONDS):
            await asyncio.sleep(1 / A_SECOND)
            if idle:
                running.create_task(asked(idle.pop(chance.randrange(len(idle)))))
    return waits


async def reconnect(tabs: Sequence[Tab]) -> tuple[float, int]:
    """Seconds from the break until the last page is back, and how many never came: all come at once, as after a lost
    network."""
    for tab in tabs:
        tab.break_socket()
    began = perf_counter()
    coming = [asyncio.create_task(tab.come_back()) for tab in tabs]
    _, lost = await asyncio.wait(coming, timeout=PATIENCE)
    seconds = perf_counter() - began
    for task in lost:
        task.cancel()
    await asyncio.gather(*coming, return_exceptions=True)
    return seconds, len(lost)


def memory_mb() -> float:
    """Of the web process and what it started: all that this benchmark started, but itself."""
    return sum(child.memory_info().rss for child in psutil.Process().children(recursive=True)) / 1_000_000


if __name__ == "__main__":
    asyncio.run(main())
