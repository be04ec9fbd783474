"""The longest silence of the web process's event loop while it is asked for everything, and for what no page asks.

python -m benchmarks.loop_silence, after a build, on the migrated database that DATABASE_URL names; its owner must be a
superuser. Measured from inside (web/loop_probe.py). Baseline: the same process while nobody asks for anything.

Another case is a function with @case: it gets the site and asks for what it is about, an import for example.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import aiohttp

from benchmarks.report import report
from benchmarks.seed import seed_practice
from benchmarks.served import served, token_of
from trustcoach_app import clock
from trustcoach_app.auth.login_sessions import cookie_name
from trustcoach_app.db.engine import WEB, engine
from trustcoach_app.reflex_seams.protocol import CONNECT, EVENT, HYDRATE, HYDRATE_AND_LOAD

CLIENTS, BOOKINGS = 2_000, 50_000
PAGES = (
    "",
    "/planning",
    "/planning/parametres",
    "/planning/importer",
    "/setter",
    "/setter/leads",
    "/setter/connexion",
    "/setter/reglages",
    "/setter/importer",
    "/parametres",
)
STORM = 60
"""People who sign in at the same time."""

IDLE, SETTLE = 3.0, 1.0
"""Seconds."""


@dataclass(frozen=True)
class Site:
    """The running application, a browser and its session."""

    origin: str
    cookie: str
    browser: aiohttp.ClientSession

    async def tab(self) -> aiohttp.ClientWebSocketResponse:
        """A websocket of a page, open."""
        headers = {"Origin": self.origin, "Cookie": self.cookie}
        url = f"{self.origin}/_event/?token={uuid4()}&EIO=4&transport=websocket"
        opened = await self.browser.ws_connect(url, headers=headers, max_msg_size=0)
        await opened.send_str(CONNECT + "{}")
        return opened

    async def load(self, path: str) -> None:
        """A page, until it has all its values."""
        async with await self.tab() as tab:
            await tab.send_str(event(HYDRATE_AND_LOAD, path))
            async with asyncio.timeout(60):
                while '"is_hydrated_rx_state_":true' not in str((await tab.receive()).data):
                    pass


Case = Callable[[Site], Awaitable[None]]
CASES: dict[str, Case] = {}


def case(run: Case) -> Case:
    """Measure the loop while it runs, under the function's name."""
    CASES[run.__name__] = run
    return run


def event(name: str, path: str, **payload: object) -> str:
    """A message with an event of a page."""
    return EVENT + json.dumps(
        ["event", {"name": name, "payload": payload, "router_data": {"pathname": path, "asPath": path}}]
    )


@case
async def pages(site: Site) -> None:
    """Every page of a coach with a full practice, one after the other and all at once."""
    for page in PAGES:
        await site.load(f"/dashboard/coach{page}")
    await asyncio.gather(*(site.load(f"/dashboard/coach{page}") for page in PAGES))


@case
async def bad_messages(site: Site) -> None:
    """The largest of each kind, each to a socket of its own."""
    big = 250_000
    numbers = "[" + ",".join("0" * (big // 2)) + "]"
    for said in (
        "x" * big,
        EVENT + "[" * big,
        EVENT + '["event",{"name":"' + "x" * big + '"}]',
        EVENT + f'["event",{{"name":"{HYDRATE}","payload":{{"a":{numbers}}}}}]',
        EVENT + f'["event",{{"name":"{HYDRATE}","router_data":{{"asPath":7}}}}]',
        EVENT + f'["event",{{"name":"{HYDRATE}","router_data":{{"asPath":"/{"x" * big}"}}}}]',
        CONNECT + '{"event":' + numbers + "}",
        "45999999-/_event,[]",
    ):
        with suppress(ConnectionError, aiohttp.ClientError):
            async with await site.tab() as tab:
                for _ in range(20):
                    await tab.send_str(said)
                await asyncio.sleep(0.2)


@case
async def flood(site: Site) -> None:
    """A tab that asks for everything, again and again, and reads nothing."""
    with suppress(ConnectionError, aiohttp.ClientError):
        async with await site.tab() as tab:
            for _ in range(2_000):
                await tab.send_str(event(HYDRATE, "/dashboard/coach"))


@case
async def sign_in_storm(site: Site) -> None:
    """Wrong passwords, all at once."""

    async def knock(number: int) -> None:
        form = {"email": f"{number}@storm.example", "password": "une phrase quelconque"}
        headers = {"Origin": site.origin}
        async with site.browser.post(f"{site.origin}/auth/login", data=form, headers=headers, allow_redirects=False):
            pass

    await asyncio.gather(*(knock(number) for number in range(STORM)))


async def silence_during(told: Path, run: Awaitable[object]) -> float:
    """Milliseconds."""
    told.unlink(missing_ok=True)  # noqa: ASYNC240  nothing else runs here
    await asyncio.sleep(SETTLE)
    await run
    await asyncio.sleep(SETTLE)
    return float(told.read_text())  # noqa: ASYNC240


async def main() -> None:
    """Every case, and the worst of them."""
    practice = seed_practice(clients=CLIENTS, bookings=BOOKINGS, now=clock.now())
    cookie = f"{cookie_name()}={await token_of(practice.coach_id)}"
    with TemporaryDirectory() as folder:
        told = Path(folder) / "silence"
        with served(LOOP_PROBE=str(told)) as origin:
            async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as browser:
                site = Site(origin, cookie, browser)
                idle = await silence_during(told, asyncio.sleep(IDLE))
                found = {name: await silence_during(told, run(site)) for name, run in CASES.items()}
    for name, value in {**found, "worst_ms": max(found.values())}.items():
        report("loop_silence", name, value, "ms", baseline="nobody asks", baseline_value=idle, n=1)
    await engine(WEB).dispose()


if __name__ == "__main__":
    asyncio.run(main())
