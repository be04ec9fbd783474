"""The handler of the page of figures over 10 million messages, against 100,000: the page must not grow with them.

python -m benchmarks.setter_growth [millions], on the migrated database that DATABASE_URL names; its owner must be a
superuser. The messages are of fifty practices; the page is one practice's, over 30 days. Runs alternate between the
two, so that what else the machine does falls on both.
"""

import asyncio
import sys
from datetime import datetime
from time import perf_counter

import psycopg

from benchmarks.handlers import counted_statements, on
from benchmarks.report import percentile, report
from benchmarks.seed.setter import seed_setters
from trustcoach_app import clock
from trustcoach_app.auth.access import act
from trustcoach_app.db.engine import WEB, engine, given_url
from trustcoach_app.db.principal import Principal, in_practice
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.setter.figures.state import FiguresState
from trustcoach_app.setter.rollup.run import roll_up

FEW = 0.1
MANY = 10.0
RUNS = 200
WARM_UP = 10
"""Runs of each that do not count: PostgreSQL plans a statement anew the first times that it sees it."""


async def practice_of(millions: float, now: datetime) -> Principal:
    """One of the fifty that share these messages, its figures added up."""
    practice = in_practice(seed_setters(messages=round(millions * 1_000_000), now=now).coach_ids[0])
    async with unit_of_work(practice) as db:
        await roll_up(db, coach_id=practice.coach, now=now)
    return practice


async def handler_ms(practice: Principal) -> tuple[float, int]:
    """What one run took, and how many statements it sent."""
    act(None, practice)
    with counted_statements() as statements:
        began = perf_counter()
        await FiguresState.refresh.fn(on(FiguresState))
        return (perf_counter() - began) * 1000, len(statements)


async def main() -> None:
    """Seed, then look at the one and the other in turn."""
    now = clock.now()
    many = float(sys.argv[1]) if len(sys.argv) > 1 else MANY
    practices = [await practice_of(millions, now) for millions in (FEW, many)]
    vacuumed()
    runs = [[await handler_ms(practice) for practice in practices] for _ in range(WARM_UP + RUNS)][WARM_UP:]
    (few_ms, few_statements), (many_ms, many_statements) = (
        zip(*of_one, strict=True) for of_one in zip(*runs, strict=True)
    )
    for percent in (50, 95):
        values = percentile(list(many_ms), percent), percentile(list(few_ms), percent)
        _report(f"p{percent}_ms, {many:g} M messages", "ms", *values, RUNS)
    _report("statements", "statements", max(many_statements), max(few_statements), 1)
    await engine(WEB).dispose()


def vacuumed() -> None:
    """As autovacuum leaves what the rollup wrote."""
    url = given_url().set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE kpi_cells")


def _report(case: str, unit: str, value: float, baseline_value: float, n: int) -> None:
    report("setter_growth", case, value, unit, baseline=f"{FEW:g} M messages", baseline_value=baseline_value, n=n)


if __name__ == "__main__":
    asyncio.run(main())
