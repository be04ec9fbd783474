"""What calendars say, as real programs write them; and how broken and hostile ones end."""

import pytest

from tests.importing.exports import calendar, event, export, read, starts
from trustcoach_app.importing.people import others, own_keys
from trustcoach_app.importing.readings import EventStanding
from trustcoach_app.uploads.text import Unreadable


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
    assert {(found.title, found.standing) for found in reading.inactive} == {
        ("Hugo", EventStanding.CANCELLED),
        ("Anniversaire de Paul", EventStanding.FREE),
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


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "BEGIN:VCALENDAR"),
        (b"nom;prenom\nDupont;Marie\n", "ligne 1"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "ligne 1"),
    ],
)
def test_what_is_no_calendar_says_where(content: bytes, sentence: str) -> None:
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
    own = own_keys(events, email="alice@account.example")
    alone = [people for found in events if len(people := others(found, own)) == 1]
    assert {people[0].email for people in alone} == expected


def test_many_calendars_in_one_file_are_no_more_than_one() -> None:
    """Each holds some 4,300 days, which one may."""
    rule = "RRULE:FREQ=DAILY"
    many = [calendar(*event(f"e{n}", "20160201T090000Z", rule, end="20160201T093000Z")) for n in range(6)]
    with pytest.raises(Unreadable, match="plus de 20000 événements"):
        read(b"".join(many))
