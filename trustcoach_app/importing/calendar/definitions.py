"""From the definition of a zone in a calendar (VTIMEZONE) to the zone, where it can be had. Pure."""

import re
from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import Any

from icalendar import Timezone

from trustcoach_app.importing.calendar.content_lines import ContentLine

_YEARLY = re.compile(r"FREQ=YEARLY(;[A-Z]+=[A-Z0-9,+-]+)*;?")
_NEVER = re.compile(r"INTERVAL=0*(;|$)")
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d):?(\d\d)?")
_START = re.compile(r"(\d{4})(\d{4}T\d{6})Z?")
EAST_MOST = 14
"""Hours; what is beyond are the minutes and seconds of a place's own sun, which Apple writes into the wrong columns."""

LIBRARY_SINCE = 1970


def name_of(lines: Sequence[ContentLine]) -> str:
    """Its TZID."""
    return next((line.value for line in lines if line.name == "TZID"), "")


def location_of(lines: Sequence[ContentLine]) -> str:
    """The name of IANA that some programs add."""
    return next((line.value.strip() for line in lines if line.name == "X-LIC-LOCATION"), "")


def defined_zone(lines: Sequence[ContentLine]) -> tzinfo | None:
    """The zone, or None when the definition says too little or cannot be worked out."""
    parts = [part for part in _parts(lines) if "TZOFFSETTO" in part[1]]
    if not parts:
        return None
    try:
        made: Any = Timezone.from_ical("\r\n".join(_written(parts)))
        return made.to_tz(lookup_tzid=False)
    except Exception:  # of a stranger's rules the library raises whatever its depths do
        return None


Part = tuple[str, dict[str, str]]
"""STANDARD or DAYLIGHT, and what is said of it."""


def _parts(lines: Sequence[ContentLine]) -> Iterator[Part]:
    kind, said = "", dict[str, str]()
    for line in lines:
        word = line.value.strip().upper()
        if line.name == "BEGIN" and word in ("STANDARD", "DAYLIGHT"):
            kind, said = word, {}
        elif line.name == "END" and word == kind:
            yield kind, said
            kind = ""
        elif kind:
            said.setdefault(line.name, word)


def _written(parts: Sequence[Part]) -> Iterator[str]:
    """The definition with what counts, in the form that the library takes. An offset from where is the other's to."""
    others = {kind: said["TZOFFSETTO"] for kind, said in parts}
    yield from ("BEGIN:VTIMEZONE", "TZID:zone")
    for kind, said in parts:
        before = next((offset for other, offset in others.items() if other != kind), said["TZOFFSETTO"])
        yield f"BEGIN:{kind}"
        yield f"DTSTART:{_start(said)}"
        yield f"TZOFFSETFROM:{_offset(said.get('TZOFFSETFROM') or before)}"
        yield f"TZOFFSETTO:{_offset(said['TZOFFSETTO'])}"
        yield from (f"{name}:{said[name]}" for name in ("RRULE", "RDATE") if _is_usable(name, said))
        yield f"END:{kind}"
    yield from ("END:VTIMEZONE", "")


def _is_usable(name: str, said: dict[str, str]) -> bool:
    """Of rules those of once a year: one of every second would be worked out for ever. Raises ValueError."""
    if name not in said:
        return False
    if name == "RRULE" and (not _YEARLY.fullmatch(said[name]) or _NEVER.search(said[name])):
        raise ValueError(name)
    return True


def _start(said: dict[str, str]) -> str:
    """A rule of every year begins late enough that centuries of it need not be worked out. Raises ValueError."""
    found = _START.fullmatch(said.get("DTSTART", f"{LIBRARY_SINCE}0101T000000"))
    if found is None:
        raise ValueError(said["DTSTART"])
    year = max(int(found[1]), LIBRARY_SINCE) if "RRULE" in said and "COUNT" not in said["RRULE"] else int(found[1])
    return f"{year:04}{found[2]}"


def _offset(written: str) -> str:
    """`+5328` is 53 minutes and 28 seconds. Raises ValueError."""
    found = _OFFSET.fullmatch(written)
    if found is None:
        raise ValueError(written)
    sign, hours, minutes, _ = found.groups()
    return f"{sign}{hours}{minutes}" if int(hours) <= EAST_MOST else f"{sign}00{hours}"
