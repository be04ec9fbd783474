"""What a phone pays for a page: Lighthouse's phone (a processor four times as slow, slow 4G), and its slow 3G.

python -m benchmarks.phone, after a build, on the migrated database that DATABASE_URL names; its owner must be a
superuser; npm brings Lighthouse the first time. Of Focus, the setter, the planning and the clients, each signed in and
in a new profile, what Lighthouse says: `blocking_ms`, `shift`, the layout shift, `score`, `content_ms`, the largest
paint; and `slow_3g_s`, from the navigation until the content is seen on slow 3G. The middle of `RUNS` rounds, of which
none begins after `LAST_ROUND`. Baseline: the bare Reflex page of 35 figures, looked at in turn.
"""

import asyncio
import socket
from collections import defaultdict
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import monotonic
from uuid import UUID

from playwright.async_api import BrowserContext, async_playwright

from benchmarks.lighthouse import Audit, audit, install
from benchmarks.report import report
from benchmarks.seed import seed_practice
from benchmarks.seed.setter import seed_setters
from benchmarks.served import FIGURES, served, token_of
from benchmarks.served.bare import served_bare
from benchmarks.setter_page import BARE
from ops.chromium import require_chromium
from trustcoach_app import clock
from trustcoach_app.auth.login_sessions import cookie_name
from trustcoach_app.db.engine import WEB, engine
from trustcoach_app.db.principal import in_practice
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.setter.rollup.run import roll_up

RUNS = 3
LAST_ROUND = 330.0
"""Seconds after the first look. A round of five pages takes two minutes on two quiet cores."""
SLOWER = 4
PATIENCE = 60_000
FACTS = {"blocking_ms": "ms", "shift": "", "score": "", "content_ms": "ms"}

SLOW_3G = {"latency": 400.0, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
"""Lighthouse's."""

PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
SEEN = """() => (document.querySelector("main h1") && !document.querySelector("main .skeleton")
  || document.querySelectorAll("li[data-figure]").length > 34) && performance.now()"""
Where = tuple[str, str, str]
"""Origin, path, and the session of whoever looks."""


@asynccontextmanager
async def new_profile(origin: str, token: str, *options: str) -> AsyncGenerator[BrowserContext]:
    """A Chromium that never saw anything, signed in."""
    common = ["--no-sandbox", "--disable-quic", "--disable-background-networking", *options]
    async with async_playwright() as playwright:
        with TemporaryDirectory() as folder:
            context = await playwright.chromium.launch_persistent_context(
                folder, executable_path=require_chromium(), args=common
            )
            await context.add_cookies([{"name": cookie_name(), "value": token, "url": origin}])
            yield context
            await context.close()


async def looked_at(lighthouse: Path, where: Where) -> Audit:
    """By Lighthouse."""
    origin, path, token = where
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    async with new_profile(origin, token, f"--remote-debugging-port={port}"):
        return await audit(lighthouse, origin + path, port)


async def slow_3g_s(where: Where) -> float:
    """Seconds until the content is seen."""
    origin, path, token = where
    async with new_profile(origin, token) as context:
        page = await context.new_page()
        session = await context.new_cdp_session(page)
        await session.send("Emulation.setDeviceMetricsOverride", PHONE)
        await session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        await session.send("Network.enable")
        await session.send("Network.emulateNetworkConditions", {"offline": False, **SLOW_3G})
        await page.goto(origin + path, wait_until="commit", timeout=PATIENCE)
        seen = await page.wait_for_function(SEEN, polling="raf", timeout=PATIENCE)
        return await seen.json_value() / 1000


async def practices() -> tuple[UUID, UUID]:
    """A setter's with its figures added up, and one with a full diary."""
    now = clock.now()
    setter = seed_setters(messages=100_000, now=now).coach_ids[0]
    async with unit_of_work(in_practice(setter)) as db:
        await roll_up(db, coach_id=setter, now=now)
    return setter, seed_practice(clients=200, bookings=2_000, now=now).coach_id


async def main() -> None:
    """Seed, look at each page in turn, report."""
    lighthouse = install()
    setter, diary = [await token_of(coach_id) for coach_id in await practices()]
    audits: defaultdict[str, list[Audit]] = defaultdict(list)
    slow: defaultdict[str, list[float]] = defaultdict(list)
    with served() as origin, served_bare(BARE) as bare:
        visits: dict[str, Where] = {
            "bare": (bare, "/", diary),
            "focus": (origin, "/dashboard/coach", diary),
            "setter": (origin, FIGURES, setter),
            "planning": (origin, "/dashboard/coach/planning", diary),
            "clients": (origin, "/dashboard/coach/clients", diary),
        }
        began, rounds = monotonic(), 0
        while rounds < RUNS and monotonic() - began < LAST_ROUND:
            rounds += 1
            for case, where in visits.items():
                audits[case].append(await looked_at(lighthouse, where))
                slow[case].append(await slow_3g_s(where))
    for case in list(visits)[1:]:
        for fact, unit in FACTS.items():
            value, bare_value = (median(getattr(each, fact) for each in audits[page]) for page in (case, "bare"))
            _report(f"{case} {fact}", unit, value, bare_value, rounds)
        _report(f"{case} slow_3g_s", "s", median(slow[case]), median(slow["bare"]), rounds)
    await engine(WEB).dispose()


def _report(case: str, unit: str, value: float, baseline: float, rounds: int) -> None:
    of, rate = "bare Reflex page", case.endswith("score")
    report("phone", case, value, unit, baseline=of, baseline_value=baseline, n=rounds, rate=rate)


if __name__ == "__main__":
    asyncio.run(main())
