"""The cases that Cal.com tests, as ours: its names, our values and code.

From date-ranges.test.ts (working hours, overrides, day shifts, the clock's changes) and slots.test.ts (grids, notice);
those of selectedSlots.test.ts and buffers.integration-test.ts are in test_slots_calcom_diary.py. Left out: what we do
not have (seats, teams and their intersections, travel schedules, "optimized" grids that start after a busy time) and
its speed tests (benchmarks/slots.py). One case is the other way round on purpose: hours that end before they start are
skipped there, and cross midnight here.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.availability.scenes import hours, instant, offered, rule, scene, span, starts, week
from trustcoach_app.availability.schedule import Schedule

NEXT_DAY = "2021-06-21"
NEARLY_NOON = datetime.fromisoformat("2021-06-20T11:59:59+00:00")


@dataclass(frozen=True)
class Case:
    """A schedule, the day, and what must be offered: so many slots, or these starts by the coach's clock."""

    name: str
    schedule: Schedule
    minutes: int
    expected: int | str
    day: str = NEXT_DAY
    now: datetime = NEARLY_NOON


def on_the_day(text: str, interval: int, zone: str = "UTC", day: str = NEXT_DAY, **more: object) -> Schedule:
    """Hours of one date only."""
    return scene(zone, rules=rule(interval=interval), other_hours={date.fromisoformat(day): hours(text)}, **more)


SLOTS = (
    Case("can fit 24 hourly slots for an empty day", on_the_day("00:00-24:00", 60), 60, 24),
    Case("24 hourly slots with interval != eventLength", on_the_day("00:00-24:00", 60), 30, 24),
    Case(
        "only shows future booking slots on the same day",
        on_the_day("00:00-24:00", 60, day="2021-06-20"),
        60,
        12,
        "2021-06-20",
    ),
    Case("20 minutes long events", on_the_day("00:00-24:00", 20), 20, 72),
    Case("working hours that do not end at a full hour", on_the_day("00:00-23:45", 20), 20, 71),
    Case("multiple date ranges", on_the_day("11:00-12:00 14:00-15:00", 20), 20, 6),
    Case("merge date ranges that overlap", on_the_day("11:00-12:00 11:20-12:40", 20), 20, 5),
    Case("two unequal date ranges", on_the_day("11:00-13:00 11:15-13:00", 45), 45, "11:00 11:45"),
    Case("two unequal date ranges (inverse)", on_the_day("11:15-13:00 11:00-13:00", 45), 45, "11:00 11:45"),
    Case("over the span of multiple days", on_the_day("11:30-14:00 09:15-11:00", 60), 60, "10:00 12:00 13:00"),
    Case(
        "half hour timezones",
        on_the_day("07:30-09:30", 60, "Asia/Kolkata", "2023-07-13"),
        60,
        "08:00",
        "2023-07-13",
        instant("2023-07-12 10:00"),
    ),
    Case(
        "5 minute events",
        on_the_day("07:00-07:05 07:10-07:30", 5, "Europe/London", "2023-07-13"),
        5,
        "07:00 07:10 07:15 07:20 07:25",
        "2023-07-13",
        instant("2023-07-12 10:00"),
    ),
    Case("event length that is not divisible by 5", on_the_day("07:22-08:00", 8), 8, "07:22 07:30 07:38 07:46"),
    Case("using a 10 minute interval", on_the_day("00:10-02:00", 10), 10, 11),
    Case(
        "busy 10:00-10:10 in 08:00-12:30",
        on_the_day("08:00-12:30", 60, busy=(span(f"{NEXT_DAY} 10:00", f"{NEXT_DAY} 10:10"),)),
        60,
        "08:00 09:00 11:00",
    ),
    Case(
        "busy 10:00-10:10 in 08:00-12:30, every 20 minutes",
        on_the_day("08:00-12:30", 20, busy=(span(f"{NEXT_DAY} 10:00", f"{NEXT_DAY} 10:10"),)),
        20,
        "08:00 08:20 08:40 09:00 09:20 09:40 10:20 10:40 11:00 11:20 11:40 12:00",
    ),
    Case("09:30-17:30 keeps to full hours", on_the_day("09:30-17:30", 60), 60, 7),
    Case("07:45-15:30 keeps to full hours", on_the_day("07:45-15:30", 60), 60, 7),
    Case("40-minute slots for a full day", on_the_day("00:00-24:00", 40), 40, 36),
    Case("40-minute slots with correct intervals", on_the_day("09:00-11:00", 40), 40, "09:00 09:40 10:20"),
    Case(
        "out of office on the next day while hours extend past midnight",
        scene("UTC", week("00:00-24:00"), rule(interval=15), time_off=(span("2021-06-22 00:00", "2021-06-23 00:00"),)),
        15,
        96,
    ),
    Case(
        "adds minimum booking notice correctly",
        scene("UTC", week("00:00-24:00"), rule(interval=60, minimum_notice=1500)),
        60,
        11,
    ),
    Case(
        "the final slot of the day is included",
        scene("Europe/Brussels", week("09:00-17:00 20:30-23:00"), rule(interval=15, minimum_notice=120)),
        15,
        42,
        "2023-07-13",
        instant("2023-07-12 10:00"),
    ),
)


@pytest.mark.parametrize("case", SLOTS, ids=lambda case: case.name)
def test_slots(case: Case) -> None:
    found = offered(case.schedule, case.day, minutes=case.minutes, now=case.now)
    if isinstance(case.expected, int):
        assert len(found) == case.expected
    else:
        assert " ".join(starts(found, case.schedule.zone.key)) == case.expected


NEW_YORK, LONDON = "America/New_York", "Europe/London"
WEEKDAYS = range(1, 6)
OVERRIDES = {
    "returns the correct date ranges": (NEW_YORK, "10:00-15:00", "14:00", "19:00"),
    "specific time slot in date override": (LONDON, "09:00-14:00", "08:00", "13:00"),
    "override that is already the next day in utc": (NEW_YORK, "22:00-23:00", "02:00", "03:00"),
    "extended-hours override": (NEW_YORK, "08:00-20:00", "12:00", "00:00"),
}


@pytest.mark.parametrize("name", OVERRIDES)
def test_date_overrides(name: str) -> None:
    """An exception replaces the weekly hours of its date; all of them in UTC here."""
    zone, text, opens, closes = OVERRIDES[name]
    day = date(2023, 6, 13)
    schedule = scene(zone, week("08:00-17:00", WEEKDAYS), rule(interval=60), other_hours={day: hours(text)})
    found = offered(schedule, day.isoformat())
    assert (starts(found)[0], found[-1].ends_at.strftime("%H:%M")) == (opens, closes)


def test_full_day_unavailable_date_override() -> None:
    schedule = scene(LONDON, week("08:00-17:00", WEEKDAYS), rule(interval=60), other_hours={date(2023, 6, 13): ()})
    found = offered(schedule, "2023-06-13", last="2023-06-14")
    assert [slot.starts_at.date() for slot in found] == [date(2023, 6, 14)] * 9
    assert starts(found)[0] == "07:00"


def test_handles_day_shifts_correctly() -> None:
    """A day in Brussels is mostly the eve in Honolulu."""
    day, brussels = date(2023, 8, 15), ZoneInfo("Europe/Brussels")
    other = {day: hours("09:00-17:00 19:00-21:00")}
    schedule = scene("Pacific/Honolulu", rules=rule(interval=60), other_hours=other)
    found = offered(schedule, "2023-08-15", days_of=brussels)
    assert starts(found, "Pacific/Honolulu") == ["09:00", "10:00", "11:00"]
    assert starts(found, "Europe/Brussels") == ["21:00", "22:00", "23:00"]


CHANGES = {
    "on the date of the change (- tz)": (NEW_YORK, "2023-11-06", "09:00-17:00", "14:00"),
    "before the US spring-forward day": (NEW_YORK, "2025-03-07", "09:00-17:00", "14:00"),
    "after the US spring-forward day": (NEW_YORK, "2025-03-10", "09:00-17:00", "13:00"),
    "before the US fall-back day": (NEW_YORK, "2025-10-31", "09:00-17:00", "13:00"),
    "after the US fall-back day": (NEW_YORK, "2025-11-03", "09:00-17:00", "14:00"),
    "half-hour-offset zone": ("Asia/Kolkata", "2025-06-04", "09:00-17:00", "03:30"),
    "last day of the month in which the change is": (LONDON, "2023-10-31", "08:00-17:00", "08:00"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_wall_clock_hours_stay(name: str) -> None:
    zone, day, text, opens = CHANGES[name]
    assert starts(offered(scene(zone, week(text, WEEKDAYS), rule(interval=60)), day))[0] == opens


def test_hours_that_end_before_they_start_cross_midnight() -> None:
    """Cal.com skips them; here 23:00–00:30 is a night's work."""
    schedule = scene(NEW_YORK, week("08:00-07:00", [1]), rule(interval=60))
    assert len(offered(schedule, "2023-11-06", last="2023-11-07")) == 23


AWAY = {
    "Berlin, viewed from Kolkata": ("Europe/Berlin", "2024-12-22", "09:00-18:00", "Asia/Kolkata", "2024-12-22"),
    "a slot that crosses the UTC date": ("UTC", "2024-12-22", "22:00-24:00", "Asia/Kolkata", "2024-12-23"),
    "host's day is the next UTC day": (
        "America/Los_Angeles",
        "2026-01-16",
        "16:00-17:00",
        "Asia/Kolkata",
        "2026-01-17",
    ),
}


@pytest.mark.parametrize("name", AWAY)
def test_a_closed_date_is_the_coachs_date(name: str) -> None:
    """Out of office counts by the host's calendar, whoever looks."""
    zone, day, text, viewer, seen_on = AWAY[name]
    weekly = week(text, [date.fromisoformat(day).isoweekday()])
    for other, is_open in (({}, True), ({date.fromisoformat(day): ()}, False)):
        schedule = scene(zone, weekly, rule(interval=30), other_hours=other)
        assert bool(offered(schedule, seen_on, minutes=30, days_of=ZoneInfo(viewer))) is is_open
