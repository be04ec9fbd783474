"""Several events of one name: which one counts, and what is told of the others."""

import pytest

from tests.importing.exports import calendar, event, read, starts, with_person
from trustcoach_app.importing.readings import EventStanding

TEN, NOON = "20260120T100000Z", "20260120T120000Z"


def version(uid: str, start: str, sequence: int, *lines: str) -> list[str]:
    """An event of an hour, in one of its versions."""
    return event(uid, start, f"SEQUENCE:{sequence}", *lines, end=f"{start[:9]}{int(start[9:11]) + 1:02}0000Z")


def test_the_newest_version_counts_wherever_it_stands() -> None:
    for lines in ([*version("a", TEN, 2), *version("a", NOON, 1)], [*version("a", NOON, 1), *version("a", TEN, 2)]):
        assert starts(read(calendar(*lines))) == ["20.01 10:00"]


def test_events_of_one_name_at_several_times_are_all_read_and_told() -> None:
    """Some programs give all of theirs one UID: each is named by its start as well, the next time too."""
    lines = [*event("rdv", TEN, "SUMMARY:Ada"), *version("rdv", NOON, 0, "SUMMARY:Ida")]
    reading = read(calendar(*[line.replace("20260120T100000Z", TEN) for line in lines]))
    assert sorted(found.recurrence for found in reading.events) == sorted(
        {found.recurrence for found in reading.events}
    )
    assert [note.what for note in reading.notes] == ["Même identifiant\u00a0: Ada"]


def test_the_same_event_twice_is_one() -> None:
    reading = read(calendar(*version("a", TEN, 0)) * 2)
    assert (starts(reading), reading.notes, reading.skipped) == (["20.01 10:00"], [], [])


def test_two_of_one_name_and_one_start_are_told_apart_by_nothing() -> None:
    reading = read(
        calendar(*version("a", TEN, 0, "SUMMARY:Ada"), *version("a", TEN, 0, "SUMMARY:Ida"), *version("a", NOON, 0))
    )
    assert len(reading.events) == 2
    assert [line.what for line in reading.skipped] == ["20 janv. 2026, Ida"]


@pytest.mark.parametrize(("cancelled", "stands"), [(1, False), (0, False), (-1, True)])
def test_a_cancellation_counts_unless_something_newer_stands(cancelled: int, stands: bool) -> None:
    """The event is version 1."""
    off = version("a", TEN, 1 + cancelled, "STATUS:CANCELLED")
    reading = read(calendar(*version("a", TEN, 1), *off))
    assert (len(reading.events), len(reading.inactive)) == ((1, 0) if stands else (0, 1))


def test_a_calendar_that_cancels_cancels_what_it_names() -> None:
    """METHOD:CANCEL: an event, or one occurrence of a series that stands in another calendar of the file."""
    reading = read(calendar("METHOD:CANCEL", *version("a", TEN, 1, "SUMMARY:Bilan")))
    assert (reading.events, reading.is_whole) == ([], False)
    assert [(one.uid, one.recurrence, one.standing) for one in reading.inactive] == [("a", "", EventStanding.CANCELLED)]
    series = calendar(*event("s", TEN, "RRULE:FREQ=WEEKLY;COUNT=3", end="20260120T110000Z"))
    second = event("s", "20260127T100000Z", "RECURRENCE-ID:20260127T100000Z", "SEQUENCE:1", end="20260127T110000Z")
    assert starts(read(series + calendar("METHOD:CANCEL", *second))) == ["20.01 10:00", "03.02 10:00"]


def test_a_cancelled_series_is_not_unrolled() -> None:
    reading = read(calendar(*event("s", TEN, "RRULE:FREQ=DAILY", "STATUS:CANCELLED", end="20260120T110000Z")))
    assert (reading.events, len(reading.inactive)) == ([], 1)


def test_an_occurrence_may_be_named_by_its_day_alone() -> None:
    series = event("s", TEN, "RRULE:FREQ=DAILY;COUNT=3", end="20260120T110000Z")
    moved = event("s", "20260121T150000Z", "RECURRENCE-ID;VALUE=DATE:20260121", end="20260121T160000Z")
    assert starts(read(calendar(*series, *moved))) == ["20.01 10:00", "21.01 15:00", "22.01 10:00"]


def test_what_follows_an_exception_keeps_names_of_its_own() -> None:
    """THISANDFUTURE: an hour later from the third on. One name for all of them would lose all but one."""
    series = event("s", TEN, "RRULE:FREQ=DAILY;COUNT=4", end="20260120T110000Z")
    later = event("s", "20260122T110000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260122T100000Z", end="20260122T120000Z")
    found = read(calendar(*series, *later)).events
    assert [one.starts_at.hour for one in found] == [10, 10, 11, 11]
    assert [one.recurrence[6:11] for one in found] == ["20T10", "21T10", "22T10", "23T10"]


def test_a_lone_exception_tells_nothing_of_its_series() -> None:
    """An invitation to one moved session."""
    lone = event("s", TEN, "RECURRENCE-ID:20260120T090000Z", *with_person(), end="20260120T110000Z")
    reading = read(calendar("METHOD:REQUEST", *lone))
    assert (starts(reading), reading.whole, reading.is_whole) == (["20.01 10:00"], set(), False)
