"""Broken calendars: one broken thing costs itself, and is listed."""

import pytest

from tests.importing.exports import calendar, event, read, starts, with_person
from trustcoach_app.importing.readings import CalendarReading

FINE = event("fine", "20260121T090000Z", end="20260121T100000Z")


def beside(*lines: str) -> CalendarReading:
    """What is read of an event with these lines, beside a good one."""
    return read(calendar(*event("odd", "20260120T090000Z", *lines, "SUMMARY:Bilan"), *FINE))


def uids(reading: CalendarReading) -> list[str]:
    return [found.uid for found in reading.events]


@pytest.mark.parametrize(
    "line", ["X_SOURCE:planity", "les factures de mars", "DESCRIPTION", "=?utf-8?Q?a?=", "\x1a\x00"]
)
def test_a_line_that_is_none_is_listed_and_costs_nothing(line: str) -> None:
    reading = beside(line)
    assert uids(reading) == ["odd", "fine"]
    assert [note.what for note in reading.notes] == ["Ligne 7 illisible"]


@pytest.mark.parametrize("line", ["DTEND 20260120T110000Z", "RRULE=FREQ=WEEKLY", "EXDATE", "duration PT3H"])
def test_a_broken_line_about_when_costs_its_event(line: str) -> None:
    """Without it the event would be another one, in silence."""
    reading = beside(line)
    assert (uids(reading), [(one.what, "Ligne 7" in one.why) for one in reading.skipped]) == (
        ["fine"],
        [("Bilan", True)],
    )


@pytest.mark.parametrize("after", ["\x1a", "fin", "<!-- 12 ms -->", "END:VEVENT"])
def test_what_follows_the_end_is_listed(after: str) -> None:
    reading = read(calendar(*FINE) + after.encode())
    assert (uids(reading), len(reading.notes), reading.is_whole) == (["fine"], 1, True)


def test_what_comes_before_the_calendar_is_listed() -> None:
    reading = read(b"Content-Type: text/calendar\r\n\r\n" + calendar(*FINE))
    assert (uids(reading), len(reading.notes)) == (["fine"], 1)


@pytest.mark.parametrize(
    "alarm",
    [
        ["BEGIN:VALARM", "TRIGGER:PT15", "ACTION:DISPLAY", "END:VALARM"],
        ["BEGIN:VALARM", "TRIGGER;VALUE=DATE-TIME:hier", "REPEAT:x", "n’importe quoi", "END:VALARM"],
        ["BEGIN:VALARM", "TRIGGER:-PT15M"],
        ["BEGIN:X-CHOSE", "DTSTART:rien", "END:X-CHOSE"],
    ],
)
def test_alarms_and_what_else_is_inside_an_event_cost_nothing(alarm: list[str]) -> None:
    reading = beside(*alarm)
    assert (uids(reading), reading.skipped, reading.notes) == (["odd", "fine"], [], [])


@pytest.mark.parametrize(
    "line", ["GEO:ici", "PRIORITY:haute", "DURATION:", "CREATED:hier", "ATTACH;X=a:b", "CLASS", "URL:\\", "SEQUENCE:x"]
)
def test_properties_that_nobody_reads_may_say_anything(line: str) -> None:
    assert uids(beside(line)) == ["odd", "fine"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("DTSTART:20260120T140000Z", "DTSTART y est plusieurs fois"),
        ("DTEND:20260120T140000Z", "DTEND y est plusieurs fois"),
        ("RDATE:20260230T100000Z", "RDATE"),
        ("EXDATE;TZID=Nulle part:20260120T100000", "Nulle part"),
        ("RECURRENCE-ID:demain", "RECURRENCE-ID"),
        ("EXRULE:FREQ=DAILY", "EXRULE"),
    ],
)
def test_what_cannot_be_known_costs_its_event(line: str, why: str) -> None:
    reading = beside(line)
    assert (uids(reading), [(one.what, why in one.why) for one in reading.skipped]) == (["fine"], [("Bilan", True)])


@pytest.mark.parametrize("line", ["DTSTART:20260120T090000Z", "DTEND:20260120T100000Z", "UID:odd", "STATUS:CONFIRMED"])
def test_what_is_said_twice_alike_is_said_once(line: str) -> None:
    assert uids(beside(line)) == ["odd", "fine"]


def test_of_several_titles_and_places_the_first_counts() -> None:
    lines = ("SUMMARY;LANGUAGE=fr:Séance", "SUMMARY;LANGUAGE=en:Session", "LOCATION:Lyon", "LOCATION:Nice")
    [found] = read(calendar(*event("a", "20260120T090000Z", *lines))).events
    assert (found.title, found.place) == ("Séance", "Lyon")


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        (["DTSTART;VALUE=DATE:20260120", "DTEND;VALUE=DATE:20260120"], "19 23:00", "20 23:00"),
        (["DTSTART;VALUE=DATE:20260120"], "19 23:00", "20 23:00"),
        (["DTSTART:20260120", "DTEND:20260121T000000"], "19 23:00", "20 23:00"),
        (["DTSTART;VALUE=DATE:20260120", "DURATION:PT12H"], "19 23:00", "20 23:00"),
        (["DTSTART;VALUE=DATE:20260120", "DURATION:P2D"], "19 23:00", "21 23:00"),
        (["DTSTART:20260120T090000Z", "DURATION:P1DT1H"], "20 09:00", "21 10:00"),
    ],
)
def test_a_whole_day_lasts_a_day_at_least(lines: list[str], start: str, end: str) -> None:
    [found] = read(calendar("BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT")).events
    assert (f"{found.starts_at:%d %H:%M}", f"{found.ends_at:%d %H:%M}") == (start, end)


@pytest.mark.parametrize("end", ["99991231", "99991231T235959Z", "22000101"])
def test_for_ever_is_read(end: str) -> None:
    """A closing for good blocks its time; what recurs cannot last so long."""
    kind = "" if "T" in end else ";VALUE=DATE"
    start = "20260120T090000Z" if "T" in end else "20260120"
    lines = [f"DTSTART{kind}:{start}", f"DTEND{kind}:{end}"]
    reading = read(calendar("BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT", *FINE))
    assert [found.ends_at.year for found in reading.events] == [2100, 2026]
    again = read(calendar("BEGIN:VEVENT", "UID:1", *lines, "RRULE:FREQ=WEEKLY", "END:VEVENT", *FINE))
    assert (uids(again), "plus d’un an" in again.skipped[0].why) == (["fine"], True)


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["DTEND:20260120T100000Z"], "pas de date de début"),
        (["DTSTART:20260120T100000Z", "DTEND:20260120T090000Z"], "Sa fin est avant son début"),
        (["DTSTART;VALUE=DATE:20260120", "DTEND:20260120T090000Z"], "l’inverse"),
        (["DTSTART:20260120T100000Z", "DURATION:-PT1H"], "durée"),
    ],
)
def test_an_impossible_stretch_is_listed(lines: list[str], why: str) -> None:
    reading = read(calendar("BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT", *FINE))
    assert (uids(reading), why in reading.skipped[0].why) == (["fine"], True)


def test_an_event_that_is_never_closed_costs_itself() -> None:
    """The next one begins inside it."""
    reading = read(calendar(*event("open")[:-1], *FINE))
    assert (uids(reading), len(reading.skipped), reading.is_whole) == (["fine"], 1, True)


@pytest.mark.parametrize("cut", ["END:VEVENT", "DTEND", "END:VCALENDAR"])
def test_a_file_that_was_cut_off_is_read_as_far_as_it_goes(cut: str) -> None:
    """Nothing that is missing from it is gone from its calendar."""
    whole = calendar(*FINE, *event("last")).decode()
    reading = read(whole[: whole.rindex(cut)].encode())
    assert uids(reading) == (["last", "fine"] if cut == "END:VCALENDAR" else ["fine"])
    assert (reading.is_whole, reading.is_cut, reading.notes[0].what) == (False, True, "Fichier incomplet")


def test_events_without_a_calendar_around_them_are_read() -> None:
    assert uids(read("\r\n".join(FINE).encode())) == ["fine"]


def test_one_broken_byte_costs_no_accent() -> None:
    odd = calendar(*event("odd", "20260120T090000Z", "SUMMARY:Zoé, Hélène", "DESCRIPTION:aXb")).replace(
        b"aXb", b"a\xffb"
    )
    reading = read(odd)
    assert (reading.events[0].title, reading.notes[0].what) == ("Zoé, Hélène", "Encodage\u00a0: UTF-8")


def test_tasks_and_journals_are_counted() -> None:
    reading = read(calendar("BEGIN:VTODO", "UID:t", "DTSTART:x", "END:VTODO", "BEGIN:VJOURNAL", "END:VJOURNAL", *FINE))
    assert (uids(reading), [note.why for note in reading.notes]) == (
        ["fine"],
        ["1 tâche (VTODO).", "1 note de journal (VJOURNAL)."],
    )


def test_what_lies_outside_of_the_years_that_are_read_is_counted() -> None:
    long_ago, far = event("a", "20090101T090000Z", end="20090101T100000Z"), event("b", "20290101T090000Z")
    reading = read(calendar(*long_ago, *[line.replace("20260120", "20290101") for line in far], *FINE))
    assert (uids(reading), [note.why for note in reading.notes]) == (["fine"], ["1 ne sont pas repris."] * 2)


def test_a_uid_may_be_of_any_length_and_kind() -> None:
    long = "x" * 5000
    reading = read(
        calendar(*event(f"{long}1"), *event(f"{long}2", "20260121T090000Z", end="20260121T100000Z"), *event("a\x00b"))
    )
    assert len({found.uid for found in reading.events}) == 3
    assert max(len(found.uid) for found in reading.events) <= 500
    assert not any("\x00" in found.uid for found in reading.events)


@pytest.mark.parametrize("method", ["REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER"])
def test_an_answer_to_an_invitation_is_no_appointment(method: str) -> None:
    reading = read(calendar(f"METHOD:{method}", *FINE, *with_person()[:0]))
    assert (uids(reading), "réponse" in reading.skipped[0].why, reading.is_whole) == ([], True, False)


def test_two_calendars_in_one_file_keep_to_their_own_zones() -> None:
    floating = ["BEGIN:VEVENT", "UID:1", "DTSTART:20260120T100000", "DURATION:PT1H", "END:VEVENT"]
    tokyo = calendar("X-WR-TIMEZONE:Asia/Tokyo", *floating)
    paris = calendar(*[line.replace("UID:1", "UID:2") for line in floating])
    assert starts(read(tokyo + paris)) == ["20.01 01:00", "20.01 09:00"]
