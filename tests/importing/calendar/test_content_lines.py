"""Lines of .ics files, as programs fold, quote and break them."""

import pytest

from trustcoach_app.importing.calendar.content_lines import ContentLine, content_lines, unescaped


def line(raw: str) -> ContentLine:
    """The only one of a file."""
    [found], _ = content_lines(raw.encode())
    return found


@pytest.mark.parametrize("cut", range(1, 8))
def test_a_fold_may_stand_anywhere_inside_a_letter(cut: int) -> None:
    """A letter of UTF-8 has up to four bytes, and a line is folded after so many of them."""
    words = "é’🎾".encode()
    folded = b"SUMMARY:Ren" + words[:cut] + b"\r\n " + words[cut:] + b"\r\nUID:1\r\n"
    lines, encoding = content_lines(folded)
    assert [(found.number, found.value) for found in lines] == [(1, "René’🎾"), (3, "1")]
    assert encoding == ""


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r\r\n", b"\r"])
def test_lines_end_in_many_ways_and_blank_ones_are_none(end: bytes) -> None:
    lines, _ = content_lines(end.join((b"UID:1", b"", b"SUMMARY:a", b"\tb", b"")))
    assert [found.value for found in lines] == ["1", "ab"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings(encoding: str) -> None:
    lines, _ = content_lines("SUMMARY:Forêt d’été".encode(encoding))
    assert lines[0].value == "Forêt d’été"


@pytest.mark.parametrize(
    ("raw", "params", "value"),
    [
        ("DTSTART;TZID=tzone://Microsoft/Utc:20270101T090000", {"TZID": "tzone://Microsoft/Utc"}, "20270101T090000"),
        ('DTSTART;TZID="GMT+05:00":20270101T090000', {"TZID": "GMT+05:00"}, "20270101T090000"),
        ("ATTENDEE;CN=Dr: Ada;RSVP=TRUE:mailto:ada@x", {"CN": "Dr: Ada", "RSVP": "TRUE"}, "mailto:ada@x"),
        (
            'ATTENDEE;CN="Ada "la rousse" R";RSVP=NO:mailto:ada@x',
            {"CN": 'Ada "la rousse" R', "RSVP": "NO"},
            "mailto:ada@x",
        ),
        (
            'ATTENDEE;X-C="dit "oui"";PARTSTAT=DECLINED:mailto:ada@x',
            {"X-C": 'dit "oui"', "PARTSTAT": "DECLINED"},
            "mailto:ada@x",
        ),
        ('ORGANIZER;CN="Ada";EMAIL="ada@x":/a12/principal/', {"CN": "Ada", "EMAIL": "ada@x"}, "/a12/principal/"),
        ("ATTENDEE;CN=Ada ^'la^' ^n^^:mailto:ada@x", {"CN": 'Ada "la" \n^'}, "mailto:ada@x"),
        ("SUMMARY;LANGUAGE=fr:Bilan : 10:30", {"LANGUAGE": "fr"}, "Bilan : 10:30"),
        ('LOCATION;ALTREP="https://x:1/a;b":Lyon', {"ALTREP": "https://x:1/a;b"}, "Lyon"),
        ("dtend;value=date:20270101", {"VALUE": "date"}, "20270101"),
    ],
)
def test_parameters_and_values_are_told_apart(raw: str, params: dict[str, str], value: str) -> None:
    found = line(raw)
    assert (found.params, found.value) == (params, value)


@pytest.mark.parametrize("raw", ["les factures", "X_SOURCE:planity", "DTEND 20270101", "\x1a", ":valeur", "Élan:1"])
def test_what_is_no_content_line_has_no_name(raw: str) -> None:
    assert (line(raw).name, bool(line(raw).shown)) == ("", True)


def test_escaped_text() -> None:
    assert unescaped(r"un\, deux\; trois\\ \n quatre \N") == "un, deux; trois\\ \n quatre \n"
