"""The page of figures, from navigation to all 35 values seen in Chromium, over 1 million messages.

python -m benchmarks.setter_page [millions], after a build, on the migrated database that DATABASE_URL names; its
owner must be a superuser. Cold: a browser that never saw the page. Warm: one that did. A tab rests before it goes
there: its own start and the end of the last profile are not the page's. Baseline: a bare Reflex page of 35 figures,
looked at in turn with ours. Of the sums: the same days added up from leads and messages instead of from cells.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from playwright.async_api import Page
from sqlalchemy import text

from benchmarks.report import percentile, report
from benchmarks.seed.setter import seed_setters
from benchmarks.served import FIGURES, chromium, profile, served, token_of
from benchmarks.served.bare import served_bare
from trustcoach_app import clock
from trustcoach_app.db.engine import WEB, engine
from trustcoach_app.db.principal import in_practice
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.rollup import MarkFamily
from trustcoach_app.setter.figures.period import asked_of
from trustcoach_app.setter.figures.queries.all_sums import all_sums
from trustcoach_app.setter.rollup.cells import ASKED, CELLS
from trustcoach_app.setter.rollup.run import roll_up
from trustcoach_app.setter.rollup.write import bounds

MILLIONS = 1.0
RUNS = 30
REST = 1.0
"""Seconds. A second of processor time goes into a new profile and tab, more than into the page."""

ZONE = ZoneInfo("Europe/Paris")
BARE = Path(__file__).parent / "bare_figures"
SEEN = """() => {
  const cards = [...document.querySelectorAll('[data-figure]')];
  const seen = cards.filter((card) => card.querySelector('.kpi-value, .kpi-ranks > li')?.textContent);
  return seen.length > 34 && performance.now();
}"""
"""35 figures. `performance.now()` counts from the navigation."""


async def until_seen(page: Page, url: str) -> float:
    """Milliseconds."""
    await asyncio.sleep(REST)
    await page.goto(url, wait_until="commit")
    return await (await page.wait_for_function(SEEN, polling="raf")).json_value()


async def timed(run: Callable[[], Awaitable[Any]]) -> list[float]:
    """Milliseconds of each run, the first one left out."""
    waits: list[float] = []
    for _ in range(RUNS + 1):
        began = perf_counter()
        await run()
        waits.append((perf_counter() - began) * 1000)
    return waits[1:]


async def from_raw(coach_id: UUID, now: datetime) -> None:
    """Both periods' sums from leads and messages."""
    today = now.astimezone(ZONE).date()
    both = {(coach_id, today - timedelta(days=ago)) for ago in range(60)}
    days = bounds({coach_id: ZONE}, dict.fromkeys(MarkFamily, both))
    async with unit_of_work(in_practice(coach_id)) as db:
        for query in CELLS.values():
            total = f"{ASKED} SELECT metric, dimension, sum(value) FROM ({query}) AS cells GROUP BY 1, 2"
            (await db.execute(text(total), days)).all()


async def from_cells(coach_id: UUID, now: datetime) -> None:
    """The same from the rollup, as the page reads it."""
    async with unit_of_work(in_practice(coach_id)) as db:
        await all_sums(db, coach_id=coach_id, asked=asked_of({}), now=now)


Waits = dict[str, list[float]]


async def seen_ms(coach_id: UUID) -> tuple[Waits, Waits]:
    """Cold and warm, of our page and of the bare one, in turn."""
    token, ours, bare = await token_of(coach_id), _none_yet(), _none_yet()
    with served() as origin, served_bare(BARE) as bare_origin:
        async with chromium() as browser:
            for run in range(RUNS + 1):
                for waits, url in ((ours, origin + FIGURES), (bare, bare_origin)):
                    context = await profile(browser, origin, token)
                    for case in waits:
                        took = await until_seen(await context.new_page(), url)
                        waits[case] += [took] if run else []
                    await context.close()
    return ours, bare


def _none_yet() -> Waits:
    return {"cold": [], "warm": []}


async def main() -> None:
    """Seed, add up, look."""
    now = clock.now()
    millions = float(sys.argv[1]) if len(sys.argv) > 1 else MILLIONS
    coach_id = seed_setters(messages=round(millions * 1_000_000), now=now).coach_ids[0]
    async with unit_of_work(in_practice(coach_id)) as db:
        await roll_up(db, coach_id=coach_id, now=now)
    raw = percentile(await timed(lambda: from_raw(coach_id, now)), 95)
    cells = percentile(await timed(lambda: from_cells(coach_id, now)), 95)
    report("setter_page", "sums_p95_ms", cells, "ms", baseline="raw aggregates", baseline_value=raw, n=RUNS)
    ours, bare = await seen_ms(coach_id)
    for case, waits in ours.items():
        for percent in (50, 95):
            value, baseline = percentile(waits, percent), percentile(bare[case], percent)
            name = f"{case}_p{percent}_ms, {millions:g} M messages"
            report("setter_page", name, value, "ms", baseline="bare Reflex page", baseline_value=baseline, n=RUNS)
    await engine(WEB).dispose()


if __name__ == "__main__":
    asyncio.run(main())
