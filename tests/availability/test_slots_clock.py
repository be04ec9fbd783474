"""Slots at night, across midnight, in odd zones, and when the clock changes: counted in instants, shown by the wall."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.availability.scenes import hours, offered, rule, scene, starts, taken, week
from trustcoach_app.availability.wall_clock import stretches, whole_day

FORWARD, BACK = "2026-03-29", "2026-10-25"
"""Paris: 02:00 becomes 03:00, 03:00 becomes 02:00."""
PARIS = "Europe/Paris"


@pytest.mark.parametrize(
    ("day", "text", "expected"),
    [
        (FORWARD, "00:00-06:00", "00:00 01:00 03:00 04:00 05:00"),
        (BACK, "00:00-06:00", "00:00 01:00 02:00 02:00 03:00 04:00 05:00"),
        (FORWARD, "02:00-03:00", ""),
        (FORWARD, "01:00-02:30", "01:00"),
        (FORWARD, "02:30-05:00", "03:00 04:00"),
        (BACK, "02:00-03:00", "02:00 02:00"),
        (BACK, "01:00-02:30", "01:00"),
        (FORWARD, "09:00-12:00", "09:00 10:00 11:00"),
        (BACK, "09:00-12:00", "09:00 10:00 11:00"),
    ],
)
def test_an_hour_that_is_skipped_is_empty_and_one_that_is_repeated_counts_twice(
    day: str, text: str, expected: str
) -> None:
    found = offered(scene(PARIS, week(text), rule(interval=60)), day)
    assert " ".join(starts(found, PARIS)) == expected
    assert {slot.ends_at - slot.starts_at for slot in found} <= {timedelta(hours=1)}


@pytest.mark.parametrize(("day", "count"), [(FORWARD, 23), (BACK, 25), ("2026-06-15", 24)])
def test_a_whole_day_has_as_many_hours_as_it_has(day: str, count: int) -> None:
    assert len(offered(scene(PARIS, week("00:00-24:00"), rule(interval=60)), day)) == count


def test_a_session_over_the_change_lasts_what_it_lasts() -> None:
    """90 minutes from 01:00 end at 03:30, not at 02:30, which does not exist."""
    (first, *_) = offered(scene(PARIS, week("01:00-06:00"), rule(interval=60)), FORWARD, minutes=90)
    assert first.ends_at.astimezone(ZoneInfo(PARIS)).strftime("%H:%M") == "03:30"


def test_23_00_to_00_30_belongs_to_the_evening() -> None:
    monday_night = scene(PARIS, week("23:00-00:30", [1]), rule(interval=30))
    assert starts(offered(monday_night, "2026-06-15", minutes=30), PARIS) == ["23:00", "23:30"]
    assert starts(offered(monday_night, "2026-06-16", minutes=30), PARIS) == ["00:00"]
    assert starts(offered(monday_night, "2026-06-15", minutes=60), PARIS) == ["23:00", "23:30"]
    assert offered(monday_night, "2026-06-17", minutes=30) == []


def test_ranges_that_meet_at_midnight_are_one() -> None:
    schedule = scene(PARIS, week("22:00-24:00", [1]) + week("00:00-02:00", [2]), rule(interval=60))
    assert starts(offered(schedule, "2026-06-15", minutes=180), PARIS) == ["22:00", "23:00"]


def test_ranges_that_meet_at_noon_are_one() -> None:
    schedule = scene(PARIS, week("09:00-12:00 12:00-14:00"), rule(interval=60))
    assert starts(offered(schedule, "2026-06-15", minutes=240), PARIS) == ["09:00", "10:00"]


@pytest.mark.parametrize(
    ("zone", "first_in_utc"),
    [
        ("Asia/Kolkata", "03:30"),
        ("Asia/Kathmandu", "03:15"),
        ("Australia/Adelaide", "23:30"),
        ("America/St_Johns", "11:30"),
    ],
)
def test_half_hour_and_quarter_zones_keep_round_local_times(zone: str, first_in_utc: str) -> None:
    found = offered(scene(zone, week("09:00-12:00"), rule(interval=60)), "2026-06-15")
    assert starts(found, zone) == ["09:00", "10:00", "11:00"]
    assert starts(found)[0] == first_in_utc


def test_lord_howe_changes_by_half_an_hour() -> None:
    """On 5 April 2026, 02:00 becomes 01:30: the night from 00:00 to 06:00 has six and a half hours."""
    found = offered(scene("Australia/Lord_Howe", week("00:00-06:00"), rule(interval=30)), "2026-04-05", minutes=30)
    assert starts(found, "Australia/Lord_Howe")[:5] == ["00:00", "00:30", "01:00", "01:30", "01:30"]
    assert len(found) == 13


def test_a_midnight_that_does_not_exist() -> None:
    """In Beirut, 29 March 2026 begins at 01:00."""
    assert whole_day(date(2026, 3, 29), ZoneInfo("Asia/Beirut")) == stretches(
        date(2026, 3, 29), *_edges("01:00-24:00"), ZoneInfo("Asia/Beirut")
    )
    found = offered(scene("Asia/Beirut", week("00:00-24:00"), rule(interval=60)), "2026-03-29")
    assert (starts(found, "Asia/Beirut")[0], len(found)) == ("01:00", 23)


def _edges(text: str) -> tuple[object, ...]:
    (one,) = hours(text)
    return one.opens, one.closes


def test_coach_and_client_on_different_days() -> None:
    """Monday 08:00 in Auckland is Sunday evening in Paris; a viewer's day holds parts of two of the coach's."""
    schedule = scene("Pacific/Auckland", week("08:00-10:00", [1]), rule(interval=60))
    paris = ZoneInfo(PARIS)
    assert starts(offered(schedule, "2026-06-14", days_of=paris), PARIS) == ["22:00", "23:00"]
    assert offered(schedule, "2026-06-15", days_of=paris) == []
    assert starts(offered(schedule, "2026-06-15"), "Pacific/Auckland") == ["08:00", "09:00"]


def test_the_two_ends_of_the_date_line() -> None:
    """At one instant it is Tuesday in Kiritimati (+14) and Sunday in Pago Pago (−11)."""
    schedule = scene("Pacific/Kiritimati", week("00:00-01:00", [2]), rule(interval=60))
    (found,) = offered(schedule, "2026-06-14", days_of=ZoneInfo("Pacific/Pago_Pago"))
    assert found.starts_at == datetime(2026, 6, 15, 10, tzinfo=UTC)


def test_a_session_in_the_repeated_hour_takes_its_own_one() -> None:
    """The second 02:00 is booked: the first is free."""
    booked = taken("2026-10-25 01:00", "2026-10-25 02:00")
    found = offered(scene(PARIS, week("02:00-03:00"), rule(interval=60), sessions=(booked,)), BACK)
    assert [slot.starts_at.hour for slot in found] == [0]


def test_validity_dates_are_included() -> None:
    (monday,) = week("09:00-10:00", [1])
    only = (type(monday)(1, monday.hours, date(2026, 6, 15), date(2026, 6, 22)),)
    schedule = scene(PARIS, only, rule(interval=60))
    found = offered(schedule, "2026-06-01", last="2026-07-13")
    assert [slot.starts_at.date().isoformat() for slot in found] == ["2026-06-15", "2026-06-22"]
