"""500 open pages of fifty coaches at one web process: how long an event waits for its answer, what memory they hold,
and how soon all of them are back after their sockets broke.

python -m benchmarks.open_pages, after a build, on the migrated database that DATABASE_URL names; its owner must be a
superuser. The pages are Focus, planning and setter in equal parts; fifty events a second go to pages by chance, each
reads its page anew, as a change in the practice makes it. Baseline: one open page, one event at a time.
"""

import asyncio
import json
import socket
from collections.abc import Sequence
from dataclasses import dataclass
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
    FULL_PATH,
    HYDRATE_AND_LOAD,
    NAME,
    PATH,
    PAYLOAD,
)
from trustcoach_app.setter.figures.state import FiguresState

PAGES = {
    "/dashboard/coach": f"{FocusState.get_full_name()}.refresh",
    "/dashboard/coach/planning": f"{PlanningState.get_full_name()}.refresh",
    "/dashboard/coach/setter": f"{FiguresState.get_full_name()}.refresh",
}
OPEN, AT_ONCE = 500, 25
EVENTS, A_SECOND = 1_500, 50
ALONE = 30
MESSAGES = 100_000
PATIENCE = 60.0
READY = '"is_hydrated_rx_state_":true'
PING, PONG = "2", "3"


@dataclass
class Tab:
    """An open page: its name for the server, and its socket while it has one."""

    browser: aiohttp.ClientSession
    origin: str
    cookie: str
    path: str
    token: str
    socket: aiohttp.ClientWebSocketResponse | None = None

    async def open(self) -> None:
        """Connect and load, until the page has all its values. A page that comes back does the same."""
        headers = {"Origin": self.origin, "Cookie": self.cookie}
        url = f"{self.origin}/_event/?token={self.token}&EIO=4&transport=websocket"
        self.socket = await self.browser.ws_connect(url, headers=headers, max_msg_size=0)
        await self.socket.send_str(CONNECT + "{}")
        await self._say(HYDRATE_AND_LOAD)
        while READY not in await self._hear():
            pass

    async def read_anew(self) -> float:
        """Seconds until the answer."""
        began = perf_counter()
        await self._say(PAGES[self.path])
        await self._hear()
        return perf_counter() - began

    async def close(self) -> None:
        """As a network breaks: no word of goodbye."""
        assert self.socket is not None
        self.socket.get_extra_info("socket").shutdown(socket.SHUT_RDWR)
        self.socket = None

    async def _say(self, name: str) -> None:
        assert self.socket is not None
        address = {PATH: self.path, FULL_PATH: self.path}
        await self.socket.send_str(EVENT + json.dumps(["event", {NAME: name, PAYLOAD: {}, ADDRESS: address}]))

    async def _hear(self) -> str:
        """The next update; pings are answered."""
        assert self.socket is not None
        async with asyncio.timeout(PATIENCE):
            while not (said := await self.socket.receive_str()).startswith(EVENT):
                if said == PING:
                    await self.socket.send_str(PONG)
        return said


async def main() -> None:
    """Open them, ask them, break them."""
    coaches = seed_setters(messages=MESSAGES, now=clock.now()).coach_ids
    cookies = [f"{cookie_name()}={await token_of(coach)}" for coach in coaches]
    with served() as origin:
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as browser:
            paths = list(PAGES)
            tabs = [
                Tab(browser, origin, cookies[number % len(cookies)], paths[number % len(paths)], str(uuid4()))
                for number in range(OPEN)
            ]
            await tabs[0].open()
            alone = [await tabs[0].read_anew() for _ in range(ALONE)]
            await in_turns(tabs[1:])
            waits = await ask(tabs)
            memory = memory_mb()
            back = await reconnect(tabs)
    p95 = [percentile(each, 95) * 1_000 for each in (waits, alone)]
    one = {"baseline": "one open page", "n": len(waits)}
    report("open_pages", "p95_ms", p95[0], "ms", baseline_value=p95[1], **one)
    report("open_pages", "back_s", back, "s", baseline_value=0, **one)
    report("open_pages", "memory_mb", memory, "MB", baseline_value=0, **one)
    await engine(WEB).dispose()


async def in_turns(tabs: Sequence[Tab]) -> None:
    """Open them, so many at once."""
    turn = asyncio.Semaphore(AT_ONCE)

    async def opened(tab: Tab) -> None:
        async with turn:
            await tab.open()

    await asyncio.gather(*(opened(tab) for tab in tabs))


async def ask(tabs: Sequence[Tab]) -> list[float]:
    """Fifty events a second, each to a page that waits for none."""
    chance, idle, waits = Random(7), list(tabs), list[float]()

    async def asked(tab: Tab) -> None:
        waits.append(await tab.read_anew())
        idle.append(tab)

    async with asyncio.TaskGroup() as running:
        for _ in range(EVENTS):
            running.create_task(asked(idle.pop(chance.randrange(len(idle)))))
            await asyncio.sleep(1 / A_SECOND)
    return waits


async def reconnect(tabs: Sequence[Tab]) -> float:
    """Seconds until the last page is back, from the break on: all come at once, as after a lost network."""
    for tab in tabs:
        await tab.close()
    began = perf_counter()
    await asyncio.gather(*(tab.open() for tab in tabs))
    return perf_counter() - began


def memory_mb() -> float:
    """Of the web process and what it started: all that this benchmark started, but itself."""
    return sum(child.memory_info().rss for child in psutil.Process().children(recursive=True)) / 1_000_000


if __name__ == "__main__":
    asyncio.run(main())
