"""Hours that cross midnight, and hours that the clock shows twice."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcoach_app.days import first_after, hours_of, hours_on, next_midnight
from trustcoach_app.formats import clock_time

PARIS = ZoneInfo("Europe/Paris")
FROM = datetime(2020, 1, 1, tzinfo=UTC)
NIGHT = date(2026, 1, 12)
MORNING = date(2026, 1, 13)


def at(day: date, hour: str, zone: ZoneInfo = PARIS) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=zone)


LATE, EARLY = at(NIGHT, "23:30"), at(MORNING, "01:00")


@pytest.mark.parametrize(
    ("day", "today", "both"),
    [
        (NIGHT, NIGHT, "23:30 – jusqu’à demain 01:00"),
        (MORNING, MORNING, "depuis hier 23:30 – 01:00"),
        (NIGHT, MORNING, "23:30 – jusqu’au lendemain 01:00"),
        (MORNING, NIGHT, "depuis la veille 23:30 – 01:00"),
    ],
)
def test_what_crosses_midnight_says_so_by_the_day_that_is_looked_at(day: date, today: date, both: str) -> None:
    assert hours_on(day, LATE, EARLY, PARIS, today).both == both


def test_what_ends_at_midnight_ends_on_its_day() -> None:
    hours = hours_of(LATE, at(MORNING, "00:00"), PARIS, NIGHT)
    assert (hours.both, hours.crosses) == ("23:30 – 00:00", False)


@pytest.mark.parametrize(
    ("zone", "first", "names"),
    [
        ("Europe/Paris", "2026-10-25T00:30+00:00", ("02:30 (heure d’été)", "02:30 (heure d’hiver)")),
        ("Europe/Dublin", "2026-10-25T00:30+00:00", ("01:30 (heure d’été)", "01:30 (heure d’hiver)")),
        ("America/Montreal", "2026-11-01T05:15+00:00", ("01:15 (heure d’été)", "01:15 (heure d’hiver)")),
        ("Australia/Sydney", "2026-04-04T15:30+00:00", ("02:30 (heure d’été)", "02:30 (heure d’hiver)")),
        ("Europe/Moscow", "2014-10-25T21:30+00:00", ("01:30 (avant le changement)", "01:30 (après le changement)")),
    ],
)
def test_the_two_hours_of_a_night_are_told_apart(zone: str, first: str, names: tuple[str, str]) -> None:
    instant = datetime.fromisoformat(first)
    assert (clock_time(instant, ZoneInfo(zone)), clock_time(instant + timedelta(hours=1), ZoneInfo(zone))) == names


def test_half_an_hour_that_comes_twice() -> None:
    """Lord Howe puts its clock back by thirty minutes."""
    zone, first = ZoneInfo("Australia/Lord_Howe"), datetime(2026, 4, 4, 14, 45, tzinfo=UTC)
    words = [clock_time(first + timedelta(minutes=later), zone) for later in (0, 30)]
    assert words == ["01:45 (heure d’été)", "01:45 (heure d’hiver)"]


@given(
    st.integers(0, 15 * 365 * 24 * 60).map(lambda minutes: FROM + timedelta(minutes=minutes)),
    st.sampled_from(["Europe/Paris", "America/St_Johns", "Africa/Casablanca", "Asia/Kolkata", "Pacific/Apia"]),
)
def test_no_two_instants_of_a_day_read_the_same(instant: datetime, zone_name: str) -> None:
    zone = ZoneInfo(zone_name)
    near = [instant + timedelta(minutes=30 * step) for step in range(-6, 7)]
    assert len({(one.astimezone(zone).date(), clock_time(one, zone)) for one in near}) == len(near)


def test_the_next_midnight_turns_month_and_year() -> None:
    now = datetime(2026, 12, 31, 22, 59, tzinfo=UTC)
    assert next_midnight(now, PARIS) == datetime(2026, 12, 31, 23, tzinfo=UTC)
    assert next_midnight(now, ZoneInfo("Indian/Reunion")).astimezone(UTC) == datetime(2027, 1, 1, 20, tzinfo=UTC)


def test_the_first_of_what_is_to_come() -> None:
    assert first_after(LATE, [None, LATE, EARLY, EARLY + timedelta(1)]) == EARLY
    assert first_after(LATE, [None, LATE]) is None
