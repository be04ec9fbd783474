"""The handler of the page of figures over 10 million messages, against 100,000: the page must not grow with them.

python -m benchmarks.setter_growth [millions], on the migrated database that DATABASE_URL names; its owner must be a
superuser. The messages are of fifty practices; the page is one practice's, over 30 days.
"""

import asyncio
import sys
from datetime import datetime
from time import perf_counter

from benchmarks.handlers import counted_statements, on
from benchmarks.report import percentile, report
from benchmarks.seed.setter import seed_setters
from trustcoach_app import clock
from trustcoach_app.auth.access import act
from trustcoach_app.db.engine import WEB, engine
from trustcoach_app.db.principal import in_practice
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.setter.figures.state import FiguresState
from trustcoach_app.setter.rollup.run import roll_up

FEW = 0.1
MANY = 10.0
RUNS = 60


async def handler_ms(millions: float, now: datetime) -> tuple[list[float], int]:
    """What each run took, and how many statements the last one sent."""
    seeded = seed_setters(messages=round(millions * 1_000_000), now=now)
    practice = in_practice(seeded.coach_ids[0])
    async with unit_of_work(practice) as db:
        await roll_up(db, coach_id=practice.coach, now=now)
    act(None, practice)
    waits: list[float] = []
    with counted_statements() as statements:
        for _ in range(RUNS + 5):
            statements.clear()
            began = perf_counter()
            await FiguresState.refresh.fn(on(FiguresState))
            waits.append((perf_counter() - began) * 1000)
    return waits[5:], len(statements)


async def main() -> None:
    """Few, then many."""
    now = clock.now()
    many = float(sys.argv[1]) if len(sys.argv) > 1 else MANY
    few_ms, few_statements = await handler_ms(FEW, now)
    many_ms, many_statements = await handler_ms(many, now)
    for case, percent in (("p50_ms", 50), ("p95_ms", 95)):
        report(
            "setter_growth",
            f"{case}, {many:g} M messages",
            percentile(many_ms, percent),
            "ms",
            baseline=f"{FEW:g} M messages",
            baseline_value=percentile(few_ms, percent),
            n=RUNS,
        )
    report(
        "setter_growth",
        "statements",
        many_statements,
        "statements",
        baseline=f"{FEW:g} M messages",
        baseline_value=few_statements,
        n=1,
    )
    await engine(WEB).dispose()


if __name__ == "__main__":
    asyncio.run(main())
