"""Days are the coach's own, also where the clock skips or repeats a midnight, and also after the coach moves."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.setter.rollup.raw import Raw
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.setter.rollup.days import begins, day_of, days_of_hours
from trustcoach_app.setter.rollup.run import roll_up

NOON = datetime(2026, 1, 12, 12, tzinfo=UTC)
ZONES = ("Europe/Paris", "Asia/Kolkata", "America/St_Johns", "America/Havana", "America/Sao_Paulo", "Pacific/Apia")


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Paris", date(2026, 3, 29), 23),
        ("Europe/Paris", date(2026, 10, 25), 25),
        ("America/Havana", date(2025, 11, 2), 25),  # 01:00 becomes 00:00: the first midnight counts
        ("America/Sao_Paulo", date(2018, 11, 4), 23),  # 00:00 becomes 01:00
        ("Pacific/Apia", date(2011, 12, 30), 0),  # a day that never was
        ("Asia/Kolkata", date(2026, 3, 29), 24),
    ],
)
def test_how_long_days_are(zone: str, day: date, hours: int) -> None:
    bounds = (begins(at, ZoneInfo(zone)) for at in (day, day + timedelta(days=1)))
    first, after = bounds
    assert after - first == timedelta(hours=hours)


@given(st.integers(0, 20 * 366 * 86400), st.sampled_from(ZONES))
def test_every_instant_lies_within_its_day(seconds: int, name: str) -> None:
    zone, at = ZoneInfo(name), datetime(2010, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    day = day_of(at, zone)
    assert begins(day, zone) <= at < begins(day + timedelta(days=1), zone)
    hour = at.replace(minute=0, second=0, microsecond=0)
    assert day in days_of_hours(hour, hour, zone)


@given(st.integers(0, 20 * 366 * 24), st.integers(0, 23), st.sampled_from(ZONES))
def test_the_days_of_some_hours_are_those_of_each(begin: int, more: int, name: str) -> None:
    """No day between the first and the last one is forgotten, however short it is."""
    zone, first = ZoneInfo(name), datetime(2010, 1, 1, tzinfo=UTC) + timedelta(hours=begin)
    hours = [first + timedelta(hours=number) for number in range(more + 1)]
    assert set(days_of_hours(first, hours[-1], zone)) >= {day for at in hours for day in days_of_hours(at, at, zone)}


async def test_a_move_makes_the_whole_set_anew(raw: Raw) -> None:
    """20:00 in London's winter is Monday still in Paris, and Tuesday in Kolkata."""
    raw.lead(datetime(2026, 1, 12, 20, tzinfo=UTC))
    await raw.roll_up()
    raw.move_to("Asia/Kolkata")
    assert await raw.roll_up() == 4
    assert {day for day, _, _ in raw.cells()} == {date(2026, 1, 13)}
    assert {row["timezone"] for row in raw.rows("kpi_cells")} == {"Asia/Kolkata"}
    assert await raw.drift() == 0


async def test_readers_see_the_old_set_until_the_new_one_is_whole(raw: Raw) -> None:
    for hours in range(40):
        raw.lead(NOON + timedelta(hours=hours))
    await raw.roll_up()
    before = raw.cells()
    raw.move_to("America/St_Johns")
    async with unit_of_work(raw.practice.principal) as db:
        assert await roll_up(db, coach_id=raw.practice.coach_id, now=NOON)
        assert raw.cells() == before
        assert await asyncio.wait_for(raw.roll_up(), 5) == 0, "another run must not wait, nor mix in"
    assert raw.cells() == raw.expected() != before
