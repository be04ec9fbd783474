"""From the bytes of an .ics file to its content lines (RFC 5545, 3.1), forgiving what programs get wrong. Pure.

Lines are unfolded as bytes and decoded afterwards: a fold may stand inside a letter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from trustcoach_app.uploads.text import decoded, unmarked

DATES = frozenset(
    (
        *("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "RDATE", "EXDATE", "RRULE", "EXRULE"),
        *("TZOFFSETFROM", "TZOFFSETTO", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE"),
    )
)
"""Properties whose value holds no colon: whatever stands before the last one are parameters, quoted or not."""

PEOPLE = frozenset(("ORGANIZER", "ATTENDEE"))

_END_OF_LINE = re.compile(rb"\r*\n|\r")
_NAME = re.compile(r"([A-Za-z0-9-]+)(?=[;:])")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("(?:[^"]|"(?![;:,]|$))*"|[^;:]*)')
_LOOSE_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("(?:[^"]|"(?![;,]|$))*"|[^;]*)')
_ADDRESS = re.compile(r"(.*):(mailto:.*)", re.IGNORECASE)
_CARETS = {"^n": "\n", "^^": "^", "^'": '"'}
_CONTROLS = {code: 0x2400 + code for code in range(0x20)}


@dataclass(frozen=True)
class ContentLine:
    """One unfolded line. `number` is that of its first line in the file; a line that is none has no name."""

    number: int
    raw: str
    name: str = ""
    value: str = ""
    params: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def shown(self) -> str:
        """Its beginning, for people to find it; control characters as pictures."""
        return self.raw[:60].translate(_CONTROLS).strip()


def content_lines(content: bytes) -> tuple[list[ContentLine], str]:
    """Every line that is not blank, and the encoding that they were taken for (as in Text)."""
    numbers, lines = _unfolded(unmarked(content))
    text = decoded(b"\n".join(lines))
    return [_line(number, raw) for number, raw in zip(numbers, text.words.split("\n"), strict=True)], text.encoding


def _unfolded(content: bytes) -> tuple[list[int], list[bytes]]:
    numbers, parts = list[int](), list[list[bytes]]()
    for number, line in enumerate(_END_OF_LINE.split(content), 1):
        if line[:1] in (b" ", b"\t") and parts:
            parts[-1].append(line[1:])
        elif line.strip():
            numbers.append(number)
            parts.append([line])
    return (numbers, [b"".join(folded) for folded in parts]) if parts else ([1], [b""])


def _line(number: int, raw: str) -> ContentLine:
    found = _NAME.match(raw)
    if found is None:
        return ContentLine(number, raw)
    name, rest = found[1].upper(), raw[found.end() :]
    head, value = _parted(name, rest)
    parameter = _PARAMETER if head is None else _LOOSE_PARAMETER
    return ContentLine(number, raw, name, value, dict(_params(parameter, rest if head is None else head)))


def _parted(name: str, rest: str) -> tuple[str | None, str]:
    """The parameters, where the value says by itself where it begins, and the value."""
    if name in DATES:
        head, _, value = rest.rpartition(":")
        return head, value.strip()
    if name in PEOPLE and (address := _ADDRESS.fullmatch(rest)):
        return address[1], address[2].strip()
    at = 0
    while found := _PARAMETER.match(rest, at):
        at = found.end()
    return None, rest[at:].partition(":")[2]


def _params(parameter: re.Pattern[str], head: str) -> Iterator[tuple[str, str]]:
    """RFC 6868 says what a caret stands for."""
    for found in parameter.finditer(head):
        words = found[2].removeprefix('"').removesuffix('"')
        yield found[1].upper(), re.sub(r"\^[n^']", lambda caret: _CARETS[caret[0]], words)


def unescaped(text: str) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11)."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)
