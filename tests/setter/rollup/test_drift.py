"""The nightly check finds what is wrong, says how much, and mends it; a backfill makes everything anew."""

from datetime import UTC, datetime, timedelta

import pytest

from jobs.backfill import backfill
from tests.fixtures.practice import NOW
from tests.setter.rollup.raw import HOUR, Raw
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.setter.rollup.backfill import mark_everything
from trustcoach_app.setter.rollup.drift import check_drift

LATER = NOW + timedelta(days=1)


@pytest.fixture
async def counted(raw: Raw) -> Raw:
    """A practice with a year of figures."""
    for month in range(1, 13):
        at = datetime(2025, month, 3, 23, 30, tzinfo=UTC)
        lead = raw.lead(at, source="story", won_at=at)
        raw.wrote(lead, at)
        raw.call(lead, at)
    await raw.roll_up()
    return raw


async def test_what_differs_is_counted_and_mended(counted: Raw) -> None:
    right, owner, mine = counted.cells(), counted.owner, (counted.practice.coach_id,)
    owner.execute("UPDATE kpi_cells SET value = 9 WHERE metric = 'leads' AND coach_id = %s", mine)
    owner.execute("DELETE FROM kpi_cells WHERE metric = 'won' AND coach_id = %s", mine)
    owner.execute("UPDATE kpi_cells SET day = '2019-01-01' WHERE metric = 'held' AND day < '2025-02-01'")
    assert await counted.drift(LATER) == 12 + 12 + 2
    [state] = counted.rows("kpi_states")
    assert (state["drift"], state["checked_at"], state["last_updated"]) == (26, LATER, LATER)
    assert counted.cells() == right
    assert await counted.drift(LATER) == 0
    assert counted.rows("kpi_states")[0]["drift"] == 0


async def test_what_is_marked_is_not_drift(counted: Raw) -> None:
    counted.lead(NOW)
    assert await counted.drift(LATER) == 0
    assert counted.cells() == counted.expected()


async def test_what_is_written_during_the_check_is_not_drift(counted: Raw, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lead that comes between the rollup and the comparison: its mark says that it is not due yet."""
    from trustcoach_app.setter.rollup import drift

    compare = drift.every_day

    async def write_first(*given: object) -> object:
        counted.lead(NOW + HOUR)
        return await compare(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(drift, "every_day", write_first)
    assert await counted.drift(LATER) == 0
    assert len(counted.marks()) == 1


async def test_a_practice_without_figures_has_no_drift(raw: Raw) -> None:
    async with unit_of_work(raw.practice.principal) as db:
        assert await check_drift(db, coach_id=raw.practice.coach_id, now=NOW) == 0


async def test_a_backfill_makes_everything_anew(counted: Raw, caplog: pytest.LogCaptureFixture) -> None:
    right, mine = counted.cells(), str(counted.practice.coach_id)
    counted.owner.execute("UPDATE kpi_cells SET value = value + 1, day = day - 400 WHERE coach_id = %s", (mine,))
    with caplog.at_level("INFO", logger="jobs"):
        assert await backfill(["--coach", mine]) == 0
    assert counted.cells() == right
    assert counted.marks() == set()
    assert f"1/1 {mine} 2025-07: " in caplog.text


async def test_a_backfill_that_was_interrupted_goes_on(counted: Raw) -> None:
    """What it marked stays marked; nobody has to remember how far it came."""
    right, mine = counted.cells(), counted.practice.coach_id
    counted.owner.execute("DELETE FROM kpi_cells WHERE coach_id = %s", (mine,))
    await counted.practice.does(mark_everything, now=NOW)
    assert await backfill(["--coach", str(mine), "--resume"]) == 0
    assert counted.cells() == right


async def test_a_backfill_starts_where_nothing_was_counted(raw: Raw) -> None:
    raw.lead(NOW, source="story")
    await backfill(["--coach", str(raw.practice.coach_id)])
    assert raw.cells() == raw.expected() != {}
