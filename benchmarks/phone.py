"""What a phone pays for a page: a processor four times as slow, and Lighthouse's networks, in a real Chromium.

python -m benchmarks.phone, after a build, on the migrated database that DATABASE_URL names; its owner must be a
superuser. Of the setter, the planning and Focus, each signed in and in a new profile: `blocking_ms`, what of each long
task lies beyond 50 ms, from the first paint until two seconds after the content is there; `shift`, the layout shift;
`content_ms` and, on slow 3G, `slow_3g_ms`, from the navigation until the content is seen. The middle of `RUNS`.
Baseline: the bare Reflex page of 35 figures, looked at in turn.
"""

import asyncio
from dataclasses import dataclass
from statistics import median
from uuid import UUID

from playwright.async_api import Browser, Page

from benchmarks.report import report
from benchmarks.seed import seed_practice
from benchmarks.seed.setter import seed_setters
from benchmarks.served import FIGURES, chromium, profile, served, token_of
from benchmarks.served.bare import served_bare
from benchmarks.setter_page import BARE
from trustcoach_app import clock
from trustcoach_app.db.engine import WEB, engine
from trustcoach_app.db.principal import in_practice
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.setter.rollup.run import roll_up

RUNS = 7
SLOWER = 4
QUIET = 2.0
"""Seconds."""
PATIENCE = 60_000

SLOW_4G = {"latency": 150.0, "downloadThroughput": 1_638_400 / 8, "uploadThroughput": 750_000 / 8}
SLOW_3G = {"latency": 400.0, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
"""Lighthouse's."""

PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
WATCH = """
window.tasks = []; window.shift = 0;
new PerformanceObserver((list) => tasks.push(...list.getEntries().map((task) => [task.startTime, task.duration])))
  .observe({ type: "longtask", buffered: true });
const moved = (each) => { window.shift += each.hadRecentInput ? 0 : each.value; };
new PerformanceObserver((list) => list.getEntries().forEach(moved))
  .observe({ type: "layout-shift", buffered: true });
"""
SEEN = """() => (document.querySelector("main h1") && !document.querySelector("main .skeleton")
  || document.querySelectorAll("li[data-figure]").length > 34) && performance.now()"""
MEASURED = """() => {
  const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
  const late = window.tasks.filter(([start]) => start >= paint);
  return [late.reduce((sum, [, took]) => sum + Math.max(0, took - 50), 0), window.shift];
}"""


@dataclass(frozen=True)
class Cost:
    """What one visit cost."""

    blocking_ms: float
    shift: float
    content_ms: float


async def visit(browser: Browser, origin: str, path: str, token: str, network: dict[str, float]) -> Cost:
    """One look, in a new profile."""
    context = await profile(browser, origin, token)
    page = await context.new_page()
    await _throttle(page, network)
    await page.add_init_script(WATCH)
    await page.goto(origin + path, wait_until="commit", timeout=PATIENCE)
    content = await (await page.wait_for_function(SEEN, polling="raf", timeout=PATIENCE)).json_value()
    await asyncio.sleep(QUIET)
    blocking, shift = await page.evaluate(MEASURED)
    await context.close()
    return Cost(blocking, shift, content)


async def _throttle(page: Page, network: dict[str, float]) -> None:
    session = await page.context.new_cdp_session(page)
    await session.send("Emulation.setDeviceMetricsOverride", PHONE)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    await session.send("Network.enable")
    await session.send("Network.emulateNetworkConditions", {"offline": False, **network})


async def practices() -> tuple[UUID, UUID]:
    """A setter's with its figures added up, and one with a full diary."""
    now = clock.now()
    setter = seed_setters(messages=100_000, now=now).coach_ids[0]
    async with unit_of_work(in_practice(setter)) as db:
        await roll_up(db, coach_id=setter, now=now)
    return setter, seed_practice(clients=200, bookings=2_000, now=now).coach_id


async def main() -> None:
    """Seed, look at each page in turn, report."""
    setter, diary = [await token_of(coach_id) for coach_id in await practices()]
    with served() as origin, served_bare(BARE) as bare:
        visits = {
            "bare": (bare, "/", diary),
            "setter": (origin, FIGURES, setter),
            "planning": (origin, "/dashboard/coach/planning", diary),
            "focus": (origin, "/dashboard/coach", diary),
        }
        costs: dict[str, list[Cost]] = {case: [] for case in visits}
        slow: dict[str, list[Cost]] = {case: [] for case in visits}
        async with chromium() as browser:
            for run in range(RUNS + 1):
                for case, where in visits.items():
                    costs[case] += [await visit(browser, *where, SLOW_4G)][: bool(run)]
                    slow[case] += [await visit(browser, *where, SLOW_3G)] if run in (1, 2, 3) else []
    for case in visits:
        if case != "bare":
            _report(case, costs, slow)
    await engine(WEB).dispose()


def _report(case: str, costs: dict[str, list[Cost]], slow: dict[str, list[Cost]]) -> None:
    for name, unit, visits, fact in (
        ("blocking_ms", "ms", costs, "blocking_ms"),
        ("shift", "", costs, "shift"),
        ("content_ms", "ms", costs, "content_ms"),
        ("slow_3g_ms", "ms", slow, "content_ms"),
    ):
        value, baseline = (median(getattr(cost, fact) for cost in visits[page]) for page in (case, "bare"))
        n = len(visits[case])
        report("phone", f"{case} {name}", value, unit, baseline="bare Reflex page", baseline_value=baseline, n=n)


if __name__ == "__main__":
    asyncio.run(main())
