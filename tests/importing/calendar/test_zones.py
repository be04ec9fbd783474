"""Zones as calendars name them: by the names of IANA and of Windows, by offsets, by definitions."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.importing.exports import calendar, read, starts
from trustcoach_app.importing.calendar.content_lines import content_lines
from trustcoach_app.importing.calendar.zones import UnknownZone, Zones

PARIS = ZoneInfo("Europe/Paris")
SUMMER, WINTER = datetime(2026, 7, 6, 9), datetime(2026, 1, 12, 9)  # noqa: DTZ001  the zone is what is tried
ACROSS_THE_YEAR = """TZID:Maison
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT"""


def hours(tzid: str, *definitions: str) -> tuple[int, int]:
    """What 9 o'clock of a zone is in UTC, in winter and in summer."""
    zones = Zones([content_lines(lines.encode())[0] for lines in definitions], PARIS, PARIS)
    zone = zones.of(tzid)
    winter, summer = (moment.replace(tzinfo=zone).astimezone(UTC).hour for moment in (WINTER, SUMMER))
    return winter, summer


@pytest.mark.parametrize(
    ("tzid", "expected"),
    [
        ("Europe/Paris", (8, 7)),
        ("europe/PARIS", (8, 7)),
        ("/mozilla.org/20070129_1/America/Montreal", (14, 13)),
        ("/citadel.org/20210210_1/America/Argentina/Buenos_Aires", (12, 12)),
        ("Romance Standard Time", (8, 7)),
        ("Romance Daylight Time", (8, 7)),
        ("Pacific Standard Time 2", (17, 16)),
        ("tzone://Microsoft/Utc", (9, 9)),
        ("UTC", (9, 9)),
        ("Coordinated Universal Time", (9, 9)),
        ("Etc/GMT+3", (12, 12)),
        ("GMT+03:00", (6, 6)),
        ("GMT-0330", (12, 12)),
        ("UTC+2", (7, 7)),
        ("UTC−2", (11, 11)),
        ("+0530", (3, 3)),
        ("(UTC+05:30)", (3, 3)),
        ("(UTC-06:00) Central Time (US & Canada)", (15, 14)),
        ("Pacific Time (US & Canada)", (17, 16)),
        ("(GMT+01.00) Bruxelles, Copenhague, Madrid, Paris", (8, 7)),
        ("(UTC+10:00) Canberra, Melbourne, Sydney", (22, 23)),
        ("(UTC+04:00) Quelque part", (5, 5)),
        ("GMT +0100 (Standard) / GMT +0200 (Daylight)", (8, 7)),
    ],
)
def test_a_zone_is_found_by_its_name(tzid: str, expected: tuple[int, int]) -> None:
    """Sydney has summer in January. What names no city and one offset is that offset all year."""
    assert hours(tzid) == expected


@pytest.mark.parametrize(
    "tzid", ["Chez moi", "Customized Time Zone", "tzone://Microsoft/Custom", "GMT -0500 / GMT -0400", "CEST", "GMT+99"]
)
def test_a_zone_that_nothing_explains_is_nobodys(tzid: str) -> None:
    with pytest.raises(UnknownZone, match="fuseau horaire n’est pas connu"):
        hours(tzid)


def test_a_definition_counts_where_the_name_says_nothing() -> None:
    assert hours("Maison", ACROSS_THE_YEAR) == (8, 7)
    assert hours('"maison"', ACROSS_THE_YEAR) == (8, 7)


def test_apples_offset_of_a_places_own_sun_costs_nothing() -> None:
    """`+5328` are minutes and seconds; the name is taken first, the definition works too."""
    since_1893 = "BEGIN:STANDARD\nDTSTART:18930401T000000\nTZOFFSETFROM:+5328\nTZOFFSETTO:+0100\nEND:STANDARD"
    assert hours("Europe/Berlin", f"TZID:Europe/Berlin\n{since_1893}") == (8, 7)
    assert hours("Berlin de papa", f"TZID:Berlin de papa\n{since_1893}") == (8, 8)
    assert hours("Chez", f"TZID:Chez\nX-LIC-LOCATION:Europe/Berlin\n{since_1893}") == (8, 7)


@pytest.mark.parametrize(
    "broken",
    [
        ACROSS_THE_YEAR.replace("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "FREQ=SECONDLY"),
        ACROSS_THE_YEAR.replace("FREQ=YEARLY;", "FREQ=YEARLY;INTERVAL=0;"),
        ACROSS_THE_YEAR.replace("TZOFFSETTO:+0100", "TZOFFSETTO:une heure"),
        "TZID:Maison\nBEGIN:STANDARD\nDTSTART:19700101T000000\nEND:STANDARD",
        "TZID:Maison",
    ],
)
def test_a_broken_definition_is_none(broken: str) -> None:
    with pytest.raises(UnknownZone):
        hours("Maison", broken)


def test_an_offset_from_where_may_be_missing() -> None:
    assert hours("Maison", ACROSS_THE_YEAR.replace("TZOFFSETFROM:+0200\n", "")) == (8, 7)


def test_an_offset_of_its_own_wins_over_a_zone() -> None:
    lines = ["BEGIN:VEVENT", "UID:1", "DTSTART;TZID=Asia/Tokyo:20260120T100000Z", "DURATION:PT1H", "END:VEVENT"]
    assert starts(read(calendar(*lines))) == ["20.01 10:00"]


def test_an_event_of_an_unknown_zone_is_listed_and_the_others_are_read() -> None:
    """In the hours of the coach it would be wrong in silence."""
    odd = ["BEGIN:VEVENT", "UID:1", "SUMMARY:Ici", "DTSTART;TZID=Ailleurs:20260120T100000", "END:VEVENT"]
    fine = ["BEGIN:VEVENT", "UID:2", "DTSTART:20260120T120000Z", "DURATION:PT1H", "END:VEVENT"]
    reading = read(calendar(*odd, *fine))
    assert starts(reading) == ["20.01 12:00"]
    assert [(line.what, "Ailleurs" in line.why) for line in reading.skipped] == [("Ici", True)]


@pytest.mark.parametrize("named", ["UTC", "America/New_York", "Pacific/Tahiti"])
def test_whole_days_float_and_times_without_a_zone_are_the_calendars(named: str) -> None:
    """A day off is the coach's day, wherever her calendar says that it lives."""
    day = ["BEGIN:VEVENT", "UID:1", "DTSTART;VALUE=DATE:20260120", "END:VEVENT"]
    time = ["BEGIN:VEVENT", "UID:2", "DTSTART:20260121T100000", "DURATION:PT1H", "END:VEVENT"]
    [whole, floating] = read(calendar(f"X-WR-TIMEZONE:{named}", *day, *time)).events
    assert (whole.starts_at.isoformat(), whole.ends_at.isoformat()) == (
        "2026-01-19T23:00:00+00:00",
        "2026-01-20T23:00:00+00:00",
    )
    assert floating.starts_at == datetime(2026, 1, 21, 10, tzinfo=ZoneInfo(named))
