"""`python -m jobs backfill [--coach <id>] [--resume]`: every figure again, from the source rows, month by month.

Leads that older rules folded are folded again first; the figures of such a practice are then made anew in one go, and
its pages show the old ones until that is done. Interrupted, it loses nothing: what is left stands in the leads and in
the marks, and the jobs work it off, or `--resume` does, here and now.
"""

import asyncio
from argparse import ArgumentParser
from uuid import UUID

from jobs.find import find
from jobs.log import log
from jobs.refold import refold_all
from trustcoach_app import clock
from trustcoach_app.db.principal import in_practice
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.setter.rollup.backfill import first_marked_month, mark_everything
from trustcoach_app.setter.rollup.run import make_current, roll_up

BUSY_SECONDS = 0.5
"""To wait for another run of the same practice."""


async def backfill(arguments: list[str]) -> int:
    """Make anew what is by older rules, mark everything of the others, then work it off. Returns the exit code."""
    parser = ArgumentParser(prog="python -m jobs backfill")
    parser.add_argument("--coach", type=UUID, help="this practice only")
    parser.add_argument("--resume", action="store_true", help="work off what is marked already, and mark nothing")
    given = parser.parse_args(arguments)
    coaches = [given.coach] if given.coach else [found.coach_id for found in await find("SELECT * FROM find_coaches()")]
    made_anew = {coach_id for coach_id in coaches if await _make_anew(coach_id)}
    for coach_id in coaches if not given.resume else ():
        if coach_id not in made_anew:
            async with unit_of_work(in_practice(coach_id)) as db:
                marks = await mark_everything(db, coach_id=coach_id, now=clock.now())
            log.info("%s: %d days of figures marked", coach_id, marks)
    for number, coach_id in enumerate(coaches, 1):
        await _work_off(coach_id, f"{number}/{len(coaches)}")
    return 0


async def _make_anew(coach_id: UUID) -> bool:
    """Fold what older rules folded; then the whole set, if it is by older rules. Whether it was."""
    if folded := await refold_all(coach_id):
        log.info("%s: %d leads folded again", coach_id, folded)
    async with unit_of_work(in_practice(coach_id)) as db:
        cells = await make_current(db, coach_id=coach_id, now=clock.now())
    if cells is not None:
        log.info("%s: %d cells made anew", coach_id, cells)
    return cells is not None


async def _work_off(coach_id: UUID, timezone: str) -> None:
    """One transaction a month, until nothing is marked."""
    before = None
    while True:
        async with unit_of_work(in_practice(coach_id)) as db:
            month = await first_marked_month(db, coach_id=coach_id, now=clock.now())
            if month is None:
                return
            first, ends = month
            cells = await roll_up(db, coach_id=coach_id, now=clock.now(), until=ends)
        log.info("%s %s %s: %d cells", timezone, coach_id, f"{first:%Y-%m}", cells)
        if month == before:
            await asyncio.sleep(BUSY_SECONDS)
        before = month
