"""The jobs: a committed change is in the figures within seconds, and nothing waits for ever."""

import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from jobs.queue import queue
from jobs.roll_up import add_up_marked, check_drift, check_drift_of_coach, enqueue, roll_up, roll_up_marked
from tests.machine.conftest import running, until
from tests.setter.rollup.raw import HOUR, Raw, forget_the_others
from trustcoach_app import clock
from trustcoach_app.db import unit_of_work as unit
from trustcoach_app.db.engine import JOBS as JOBS_LOGIN

WAITING = "SELECT task_name FROM queue.procrastinate_jobs WHERE coalesce(args ->> 'coach_id', %(coach)s) = %(coach)s"


@pytest.fixture
def as_jobs(raw: Raw, monkeypatch: pytest.MonkeyPatch) -> Iterator[Raw]:
    """This process as the jobs login, and an empty queue."""
    monkeypatch.setattr(unit, "_login", JOBS_LOGIN)
    raw.owner.execute("TRUNCATE queue.procrastinate_jobs, queue.procrastinate_workers CASCADE")
    forget_the_others(raw.owner)
    yield raw
    raw.owner.execute("TRUNCATE queue.procrastinate_jobs, queue.procrastinate_workers CASCADE")


def waiting(raw: Raw) -> list[Any]:
    """The jobs of the practice, and those of all."""
    return sorted(row[0] for row in raw.owner.execute(WAITING, {"coach": str(raw.practice.coach_id)}).fetchall())


def test_a_change_is_rolled_up_at_once(as_jobs: Raw, tmp_path: Path) -> None:
    """By the real process, which is restarted in between; what was marked meanwhile is not forgotten."""
    raw, log = as_jobs, tmp_path / "jobs.log"
    for number in range(2):
        raw.lead(clock.now(), source="before")
        with running(sys.executable, "-m", "jobs", log=log):
            until(lambda: raw.marks() == set() and raw.rows("kpi_states"), 30)
            raw.lead(clock.now() - HOUR, source=f"during {number}")
            until(lambda number=number: f"during {number}" in {key[2] for key in raw.cells()}, 10)
            raw.move_to("Asia/Kolkata" if number else "America/St_Johns")
            until(lambda: raw.cells() == raw.expected(), 10)
    assert "Traceback" not in log.read_text()


async def test_one_run_waits_at_most(as_jobs: Raw) -> None:
    async with queue.open_async():
        await enqueue()
        await enqueue()
        assert waiting(as_jobs) == ["roll_up_marked"]
        as_jobs.lead(clock.now())
        await roll_up_marked()
    assert as_jobs.cells() == as_jobs.expected() != {}


async def test_the_tick_finds_who_is_marked(as_jobs: Raw) -> None:
    as_jobs.lead(clock.now())
    await roll_up()
    assert as_jobs.cells() == as_jobs.expected() != {}


async def test_the_night_checks_every_practice(as_jobs: Raw, caplog: pytest.LogCaptureFixture) -> None:
    """And then has somebody look for what was marked meanwhile."""
    coach_id = str(as_jobs.practice.coach_id)
    as_jobs.lead(clock.now() - timedelta(days=3))
    await add_up_marked()
    async with queue.open_async():
        await check_drift()
        await check_drift()
        assert waiting(as_jobs) == ["check_drift_of_coach"]
        await check_drift_of_coach(coach_id)
        assert "drift" not in caplog.text
        assert waiting(as_jobs) == ["check_drift_of_coach", "roll_up_marked"]
        as_jobs.owner.execute("UPDATE kpi_cells SET value = 9 WHERE coach_id = %s", (coach_id,))
        await check_drift_of_coach(coach_id)
    assert f"drift: 4 cells of practice {coach_id} differed from the source, and were mended" in caplog.text
