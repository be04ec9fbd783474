"""What calendars say, as real programs write them; and how broken and hostile ones end."""

import pytest

from tests.fixtures.practice import NOW
from tests.importing.exports import EXPORTS, PARIS, calendar, event, export, read, starts
from trustcoach_app.importing.bounded import read_bounded
from trustcoach_app.importing.people import others, own_addresses
from trustcoach_app.uploads.text import Unreadable

A_TIME_ALONE = b"RDATE;VALUE=TIME:133000Z\r\nEND:VEVENT"
"""Recurs at a time of no day."""


def test_google_series_has_its_exception_and_its_moved_session() -> None:
    """Five Wednesdays, one taken out, one moved to a Thursday under its old name."""
    series = [found for found in read(export("google")).events if found.uid == "3v8k2m1q7r@google.com"]
    assert [found.starts_at.strftime("%d.%m %H:%M") for found in series] == [
        "07.01 13:00",
        "14.01 13:00",
        "29.01 09:30",
        "04.02 13:00",
    ]
    assert [found.recurrence for found in series][2] == "20260128T130000Z"


def test_google_leaves_out_what_is_cancelled_or_free() -> None:
    """A cancelled session and a birthday; the holidays are whole days of Paris."""
    reading = read(export("google"))
    assert {(found.what, found.why) for found in reading.skipped} == {
        ("Hugo", "Annulé."),
        ("Anniversaire de Paul", "Marqué comme disponible."),
    }
    [holidays] = [found for found in reading.events if found.title == "Vacances"]
    assert (holidays.starts_at.isoformat(), holidays.ends_at.isoformat()) == (
        "2026-02-13T23:00:00+00:00",
        "2026-02-21T23:00:00+00:00",
    )


def test_outlook_keeps_its_hour_over_the_clock_change() -> None:
    """A Windows zone name: 14:00 in Paris is 13:00 UTC in March and 12:00 in April."""
    reading = read(export("outlook"))
    assert starts(reading) == ["19.03 13:00", "26.03 13:00", "02.04 12:00"]
    assert [person.email for person in reading.events[0].attendees] == ["marie.dupont@fabrikam.example"]


def test_apple_has_zones_with_half_hours() -> None:
    """18:30 in Kolkata is 13:00 UTC; a duration stands for an end."""
    first = read(export("apple")).events[0]
    assert (first.starts_at.strftime("%H:%M"), first.ends_at.strftime("%H:%M")) == ("13:00", "13:45")
    assert first.timezone == "Asia/Kolkata"


def test_floating_times_are_the_coachs() -> None:
    """Doctolib's 09:15 without a zone is 08:15 UTC in Paris."""
    assert starts(read(export("doctolib"))) == ["16.01 08:15", "16.01 09:15"]


@pytest.mark.parametrize("name", EXPORTS)
async def test_the_bounded_reader_reads_the_same(name: str) -> None:
    """What comes back from the other process is what was read there."""
    assert await read_bounded(export(name), zone=PARIS, now=NOW) == read(export(name))


def test_an_unknown_zone_is_the_coachs() -> None:
    """Without a definition there is nothing better."""
    lines = ["BEGIN:VEVENT", "UID:1", "DTSTART;TZID=Chez moi:20260120T100000", "DURATION:PT1H", "END:VEVENT"]
    assert starts(read(calendar(*lines))) == ["20.01 09:00"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "BEGIN:VCALENDAR"),
        (b"nom;prenom\nDupont;Marie\n", "ligne 1"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "ligne 1"),
        (calendar(*event()).replace(b"DTEND:", b"DTEND "), "Ligne 6"),
        (calendar(*event()).replace(b"END:VEVENT\r\n", b""), "END:VCALENDAR"),
        (calendar(*event()).partition(b"END:VEVENT")[0], "VEVENT, ouvert à la ligne 3"),
        (calendar(*event()).replace(b"END:VEVENT", A_TIME_ALONE), "exportez-le de nouveau"),
    ],
)
def test_a_broken_file_says_where(content: bytes, sentence: str) -> None:
    """In French, with the line."""
    with pytest.raises(Unreadable, match=sentence):
        read(content)


def test_one_broken_event_does_not_cost_the_others() -> None:
    """It is listed with what is wrong."""
    reading = read(calendar(*event("a", "2026012T090000Z"), *event("b")))
    assert [found.uid for found in reading.events] == ["b"]
    assert "DTSTART" in reading.skipped[0].why


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;UNTIL=21260101T000000Z",
        "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=0,1,2;BYSECOND=0,1,2",
    ],
)
def test_a_rule_of_every_second_is_not_unrolled(rule: str) -> None:
    """A hundred years of seconds are three billion sessions."""
    reading = read(calendar(*event("a", "20260101T000000Z", f"RRULE:{rule}"), *event("b")))
    assert [found.uid for found in reading.events] == ["b"]
    assert reading.skipped[0].why == "Il se répète plusieurs fois par jour."


async def test_a_rule_that_never_comes_true_ends() -> None:
    """The 30th of February, for ever."""
    rule = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    reading = await read_bounded(calendar(*event("a", "20260101T000000Z", rule), *event("b")), zone=PARIS, now=NOW)
    assert [found.uid for found in reading.events if found.starts_at > NOW][-1] == "b"


async def test_a_reading_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the clock, and said in French."""
    monkeypatch.setattr("trustcoach_app.importing.bounded.PATIENCE", 0.01)
    with pytest.raises(Unreadable, match="trop long"):
        await read_bounded(export("google"), zone=PARIS, now=NOW)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("google", {"lea.moreau@mail.example"}),
        ("outlook", {"marie.dupont@fabrikam.example"}),
        ("calendly", {"nora.petit@mail.example"}),
        ("doctolib", set[str]()),
        ("apple", {"ravi@mail.example"}),
    ],
)
def test_the_coach_is_found_among_the_addresses(name: str, expected: set[str]) -> None:
    """Though her calendar has another address than her account."""
    events = read(export(name)).events
    own = own_addresses(events, {"alice@account.example"})
    alone = [people for found in events if len(people := others(found, own)) == 1]
    assert {people[0].email for people in alone} == expected


def test_many_calendars_in_one_file_are_no_more_than_one() -> None:
    """Each holds some 4,300 days, which one may."""
    one = calendar(*event("e1", "20160201T090000Z", "RRULE:FREQ=DAILY", end="20160201T093000Z"))
    with pytest.raises(Unreadable, match="plus de 20000 rendez-vous"):
        read(one * 6)
