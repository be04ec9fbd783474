"""Dates, hours and lengths as calendars write them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from trustcoach_app.importing.calendar.values import EARLIEST, LATEST, BadValue, duration, instant, moment

PARIS = ZoneInfo("Europe/Paris")
NINE = datetime(2026, 1, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("20260120T100000", NINE),
        ("20260120t100000", NINE),
        ("2026-01-20T10:00:00", NINE),
        ("20260120T1000", NINE),
        ("20260120T090000Z", NINE),
        ("20260120T090000z ", NINE),
        ("20260120T090000.000Z", NINE),
        ("20260120T110000+0200", NINE),
        ("2026-01-20T04:30:00-04:30", NINE),
        ("20260119T240000", datetime(2026, 1, 19, 23, tzinfo=UTC)),
        ("20260120T095960", datetime(2026, 1, 20, 8, 59, 59, tzinfo=UTC)),
    ],
)
def test_an_instant(written: str, expected: datetime) -> None:
    assert moment(written, {}, lambda _: PARIS) == expected


@pytest.mark.parametrize(("written", "value"), [("20260120", ""), ("2026-01-20", ""), ("20260120T000000", "DATE")])
def test_a_day(written: str, value: str) -> None:
    """Whether it is said to be one or looks like one."""
    assert moment(written, {"VALUE": value}, lambda _: PARIS) == date(2026, 1, 20)


@pytest.mark.parametrize(
    "written", ["", "demain", "20260231", "20261301T100000", "20260120T250000", "00000000", "2026012"]
)
def test_what_is_no_date(written: str) -> None:
    with pytest.raises(BadValue, match=r"n’est pas une date|n’existe pas"):
        moment(written, {}, lambda _: PARIS)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("PT15M", timedelta(minutes=15)),
        ("+P1DT2H", timedelta(days=1, hours=2)),
        ("p2w", timedelta(weeks=2)),
        ("PT0S", timedelta()),
    ],
)
def test_a_length(written: str, expected: timedelta) -> None:
    assert duration(written) == expected


@pytest.mark.parametrize("written", ["", "P", "PT", "PT15", "-PT15M", "1H", "PT1H30", "P99999999999W"])
def test_what_is_no_length(written: str) -> None:
    with pytest.raises(BadValue, match="n’est pas une durée"):
        duration(written)


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        (date(9999, 12, 31), LATEST),
        (datetime(9999, 12, 31, 23, 59, 59, tzinfo=ZoneInfo("America/New_York")), LATEST),
        (date(1, 1, 1), EARLIEST),
        (datetime(1601, 1, 1, tzinfo=ZoneInfo("Asia/Tokyo")), EARLIEST),
        (date(2026, 1, 20), datetime(2026, 1, 19, 23, tzinfo=UTC)),
    ],
)
def test_for_ever_has_an_end(read: date, expected: datetime) -> None:
    assert instant(read, PARIS) == expected
