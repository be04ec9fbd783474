"""Room in a diary at any hour of any day: today, tomorrow, and what has just ended."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from trustcoach_app.demo.slots import ASKED_FOR, DAY, EVENING, Diary, Span

NASTY_DAYS = [
    "2026-03-27",  # a Friday, two nights before the clocks change
    "2026-03-28",
    "2026-03-29",  # Sunday, 23 hours long in Paris
    "2026-10-25",  # Sunday, 25 hours long
    "2026-12-31",
    "2027-01-01",
    "2028-02-29",
]
ZONES = ["Europe/Paris", "Indian/Reunion", "America/Los_Angeles", "Pacific/Auckland"]


def instants(day: str, zone: ZoneInfo) -> list[datetime]:
    """Each seventh minute of a local day, and its last one."""
    midnight = datetime.combine(datetime.fromisoformat(day), time(), zone).astimezone(UTC)
    found = [midnight + timedelta(minutes=minute, seconds=31) for minute in range(0, 25 * 60, 7)]
    last = datetime.combine(datetime.fromisoformat(day), time(23, 59, 59), zone).astimezone(UTC)
    return [now for now in found if now.astimezone(zone).date().isoformat() == day] + [last]


def today(diary: Diary, minutes: int) -> datetime | None:
    """What the demo does: an hour of the day, of the evening, or a session that runs."""
    return diary.later_today(minutes) or diary.later_today(minutes, hours=EVENING) or diary.right_now(minutes)


@pytest.mark.parametrize("day", NASTY_DAYS)
@pytest.mark.parametrize("name", ZONES)
def test_every_minute_has_a_today_a_tomorrow_and_something_just_over(day: str, name: str) -> None:
    zone, hour = ZoneInfo(name), timedelta(minutes=60)
    for now in instants(day, zone):
        diary = Diary(now, zone, [])
        here, next_day, over = today(diary, 60), diary.tomorrow(60), diary.just_over(60)
        assert here is not None
        assert next_day is not None
        assert over is not None
        assert here.astimezone(zone).date() == diary.today
        assert here + hour > now
        assert next_day.astimezone(zone).date() == diary.today + timedelta(days=1)
        assert next_day <= now + timedelta(hours=48)
        assert now - ASKED_FOR < over + hour <= now


@pytest.mark.parametrize("day", NASTY_DAYS)
def test_what_is_found_never_overlaps_what_is_taken(day: str) -> None:
    zone = ZoneInfo("Europe/Paris")
    for now in instants(day, zone)[::5]:
        taken: list[Span] = []
        for _ in range(4):
            diary = Diary(now, zone, taken)
            for at in (today(diary, 90), diary.tomorrow(90), diary.just_over(90)):
                if at is not None:
                    span = Span(at, at + timedelta(minutes=90))
                    assert all(span.ends_at <= other.starts_at or other.ends_at <= span.starts_at for other in taken)
                    taken.append(span)
        assert len(taken) >= 8


def test_the_wanted_hour_comes_first_and_the_day_keeps_to_office_hours() -> None:
    zone = ZoneInfo("Europe/Paris")
    morning = Diary(datetime(2026, 3, 26, 8, tzinfo=zone), zone, [])
    assert morning.later_today(60, time(14)) == datetime(2026, 3, 26, 14, tzinfo=zone)
    assert morning.later_today(60) == datetime(2026, 3, 26, 9, tzinfo=zone)
    assert morning.tomorrow(60, time(10)) == datetime(2026, 3, 27, 10, tzinfo=zone)
    assert (DAY[0], DAY[-1]) == (time(9), time(18, 30))
    evening = Diary(datetime(2026, 3, 26, 18, 25, tzinfo=zone), zone, [])
    assert evening.later_today(60, time(14)) is None
    assert evening.later_today(60, hours=EVENING) == datetime(2026, 3, 26, 19, tzinfo=zone)


def test_late_at_night_a_session_is_running() -> None:
    zone = ZoneInfo("Europe/Paris")
    diary = Diary(datetime(2026, 3, 27, 23, 50, 12, tzinfo=zone), zone, [])
    assert diary.later_today(60, hours=EVENING) is None
    assert diary.right_now(60) == datetime(2026, 3, 27, 23, 30, tzinfo=zone)
    busy = Diary(diary.now, zone, [Span(diary.now - timedelta(hours=1), diary.now - timedelta(minutes=7))])
    assert busy.right_now(60) == datetime(2026, 3, 27, 23, 45, tzinfo=zone)


def test_what_is_asked_about_is_on_a_working_day_if_it_can_be() -> None:
    zone = ZoneInfo("Europe/Paris")
    sunday_noon = Diary(datetime(2026, 3, 29, 12, tzinfo=zone), zone, [])
    assert sunday_noon.just_over(60) == datetime(2026, 3, 27, 18, tzinfo=zone)
    monday_morning = Diary(datetime(2026, 3, 30, 0, 5, tzinfo=zone), zone, [])
    over = monday_morning.just_over(60)
    assert over is not None
    assert over.astimezone(zone).isoweekday() == 7
