"""Rules of recurrence: what is taken, what is mended, what is no rule."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.importing.exports import calendar, event, read, starts
from trustcoach_app.importing.calendar.rules import checked_rule
from trustcoach_app.importing.calendar.values import BadValue

PARIS = ZoneInfo("Europe/Paris")
START = datetime(2026, 3, 27, 10, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("20260330", "20260330T215959Z"),
        ("20260330T100000", "20260330T080000Z"),
        ("20260330T100000Z", "20260330T100000Z"),
        ("99991231", "99980101T000000Z"),
    ],
)
def test_until_is_the_last_instant_of_a_day_and_a_time_of_the_series_zone(until: str, expected: str) -> None:
    assert checked_rule(f"FREQ=DAILY;UNTIL={until}", START, PARIS) == f"FREQ=DAILY;UNTIL={expected}"


@pytest.mark.parametrize("until", ["20260330", "20260329T220000Z", "20260330T100000Z"])
def test_until_of_whole_days_is_a_day_of_the_coach(until: str) -> None:
    """Midnight of Paris, written in UTC, is that day."""
    assert checked_rule(f"FREQ=DAILY;UNTIL={until}", date(2026, 3, 27), PARIS) == "FREQ=DAILY;UNTIL=20260330"


@pytest.mark.parametrize(
    "rule",
    [
        *("INTERVAL=0", "INTERVAL=-1", "INTERVAL=00", "INTERVAL=1.5", "INTERVAL=9999999999", "COUNT=0", "COUNT=-3"),
        *("UNTIL=bientôt", "BYDAY=", "BYDAY", "BYMONTHDAY=" + ",".join(["1"] * 500)),
    ],
)
def test_an_impossible_rule_is_none(rule: str) -> None:
    with pytest.raises(BadValue):
        checked_rule(f"FREQ=WEEKLY;{rule}", START, PARIS)


@pytest.mark.parametrize("rule", ["", "INTERVAL=1", "FREQ=PARFOIS", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=9,14"])
def test_a_rule_says_how_often_and_not_too_often(rule: str) -> None:
    with pytest.raises(BadValue):
        checked_rule(rule, START, PARIS)


@pytest.mark.parametrize(
    "rule",
    [
        *(
            "FREQ=WEEKLY;INTERVAL=0;BYDAY=MO,FR;UNTIL=20270430T093000Z",
            "FREQ=YEARLY;INTERVAL=0",
            "FREQ=MONTHLY;COUNT=0",
        ),
        *("FREQ=WEEKLY;BYDAY=XX", "FREQ=MONTHLY;BYMONTHDAY=99", "FREQ=WEEKLY;RSCALE=CHINESE", "FREQ=WEEKLY;BYSETPOS=0"),
    ],
)
def test_an_event_with_such_a_rule_is_listed_and_the_others_are_read(rule: str) -> None:
    """At once: INTERVAL=0 makes the library count for ever."""
    reading = read(calendar(*event("a", "20260120T090000Z", f"RRULE:{rule}", "SUMMARY:Réunion"), *event("b")))
    assert [found.uid for found in reading.events] == ["b"]
    [line] = reading.skipped
    assert ("Réunion" in line.what, "récurrence" in line.why) == (True, True)


def test_the_last_day_of_a_series_is_inclusive() -> None:
    lines = event("a", "20260120T090000Z", "RRULE:FREQ=DAILY;UNTIL=20260122")
    assert starts(read(calendar(*lines))) == ["20.01 09:00", "21.01 09:00", "22.01 09:00"]


def test_a_series_without_any_date_is_listed() -> None:
    """All of it is left out by exceptions; its first date counts otherwise, whatever its end says."""
    lines = event("a", "20260120T090000Z", "RRULE:FREQ=DAILY;COUNT=2", "EXDATE:20260120T090000Z,20260121T090000Z")
    reading = read(calendar(*lines))
    assert (reading.events, reading.skipped[0].why) == ([], "Sa récurrence n’a aucune date.")


def test_a_rule_that_never_comes_true_ends_and_costs_no_other_series() -> None:
    """The 30th of February, for ever, thirty times."""
    never = [event(f"n{n}", "20260101T000000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30") for n in range(30)]
    weekly = event("b", "20260120T090000Z", "RRULE:FREQ=WEEKLY;COUNT=2")
    reading = read(calendar(*(line for lines in never for line in lines), *weekly))
    assert [at for at in starts(reading) if at != "01.01 00:00"] == ["20.01 09:00", "27.01 09:00"]
    assert {line.why for line in reading.skipped} <= {"Sa récurrence est trop longue à calculer."}
    assert len(reading.skipped) + len(reading.events) == 32
