"""From the lines of an event to what it says of itself. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from trustcoach_app.importing.calendar.components import RawEvent
from trustcoach_app.importing.calendar.content_lines import ContentLine, unescaped
from trustcoach_app.importing.calendar.people import people
from trustcoach_app.importing.calendar.rules import checked_rule
from trustcoach_app.importing.calendar.values import BadValue, duration, is_day, moment
from trustcoach_app.importing.calendar.zones import Zones
from trustcoach_app.importing.readings import Person
from trustcoach_app.inputs import clean_line, zone_names
from trustcoach_app.limits import LONGEST_ADDRESS, LONGEST_TITLE, LONGEST_UID
from trustcoach_app.uploads.fields import one_line

MOST_OF_A_UID = 1_000_000
LONGEST_REPEATED = timedelta(days=366)
A_DAY = timedelta(days=1)

ONCE = ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID")
"""Two that differ leave nobody knowing when it is."""

Period = tuple[datetime, datetime | timedelta]


@dataclass(frozen=True)
class Item:
    """One event of a file: a single one, a series, or one occurrence of a series that is another than the others."""

    uid: str
    start: date
    end: date
    rules: tuple[str, ...]
    rdates: tuple[date | Period, ...]
    exdates: tuple[date, ...]
    recurrence_id: date | None
    and_following: bool
    sequence: int
    etag: str
    is_cancelled: bool
    is_free: bool
    title: str
    place: str
    organizer: Person | None
    attendees: tuple[Person, ...]

    @property
    def recurs(self) -> bool:
        """Whether it is a series by itself."""
        return bool(self.rules or self.rdates)

    @property
    def timezone(self) -> str:
        """IANA name of its zone, "" without one."""
        key = str(getattr(getattr(self.start, "tzinfo", None), "key", ""))
        return key if key in zone_names() and key not in ("UTC", "Etc/UTC", "GMT") else ""


def item(event: RawEvent, zones: Zones, home: ZoneInfo) -> Item:
    """What the lines say; `home` is the coach's zone, by which days are days. Raises BadValue."""
    if event.broken:
        raise BadValue(event.broken)
    lines = _Lines(event.lines)
    start = lines.moment("DTSTART", zones)
    if start is None:
        raise BadValue("Il n’a pas de date de début.")
    zone = home if is_day(start) else getattr(start, "tzinfo", home)
    end = _end(lines, zones, start)
    found = Item(
        uid=uid_of(event),
        start=start,
        end=end,
        rules=tuple(checked_rule(line.value, start, zone) for line in lines.of("RRULE")),
        rdates=tuple(_dates(lines, "RDATE", zones)),
        exdates=tuple(day for day in _dates(lines, "EXDATE", zones) if not isinstance(day, tuple)),
        recurrence_id=lines.moment("RECURRENCE-ID", zones),
        and_following=lines.parameter("RECURRENCE-ID", "RANGE").upper() == "THISANDFUTURE",
        sequence=lines.number("SEQUENCE"),
        etag=lines.text("LAST-MODIFIED", 40) or lines.text("DTSTAMP", 40),
        is_cancelled=lines.text("STATUS", 20).upper() in ("CANCELLED", "CANCELED"),
        is_free="TRANSPARENT" in lines.text("TRANSP", 20).upper()
        or lines.text("X-MICROSOFT-CDO-BUSYSTATUS", 20).upper() == "FREE",
        title=lines.text("SUMMARY", LONGEST_TITLE),
        place=lines.text("LOCATION", LONGEST_ADDRESS),
        organizer=next(people(lines.of("ORGANIZER")), None),
        attendees=tuple(people(lines.of("ATTENDEE"))),
    )
    _refuse_what_cannot_be_unrolled(found, lines)
    return found


def title_of(event: RawEvent) -> str:
    """Its title, also of one that cannot be read."""
    return _Lines(event.lines).text("SUMMARY", LONGEST_TITLE)


def uid_of(event: RawEvent) -> str:
    """Its UID, within a column's length; what has none is named by all that it says."""
    uid = _Lines(event.lines).text("UID", MOST_OF_A_UID)
    if 0 < len(uid) <= LONGEST_UID:
        return uid
    said = uid or "\n".join(line.raw for line in event.lines)
    return sha256(said.encode(errors="replace")).hexdigest()


def _end(lines: "_Lines", zones: Zones, start: date) -> date:
    """When it ends: a whole day lasts a day at least (RFC 5545, 3.6.1). Raises BadValue."""
    end = lines.moment("DTEND", zones)
    if end is None:
        length = [duration(line.value) for line in lines.of("DURATION")[:1]]
        if not length:
            return start + A_DAY if is_day(start) else start
        return start + max(A_DAY, timedelta(days=length[0].days)) if is_day(start) else start + length[0]
    if is_day(start) and isinstance(end, datetime) and end.time() == time():
        end = end.date()
    if is_day(end) != is_day(start):
        raise BadValue("Son début est un jour et sa fin une heure, ou l’inverse.")
    if end < start:
        raise BadValue("Sa fin est avant son début.")
    return start + A_DAY if is_day(start) and end == start else end


def _dates(lines: "_Lines", name: str, zones: Zones) -> Sequence[date | Period]:
    """Each value of a list of days, instants or periods. Raises BadValue."""
    found: list[date | Period] = []
    for line in lines.of(name):
        for value in filter(None, (part.strip() for part in line.value.split(","))):
            first, _, last = value.partition("/")
            read = _read(name, first, line.params, zones)
            if not last:
                found.append(read)
            elif isinstance(read, datetime):
                until = duration(last) if last.upper().startswith("P") else _read(name, last, line.params, zones)
                found.append((read, until))  # type: ignore[arg-type]
    return found


def _read(name: str, value: str, params: dict[str, str], zones: Zones) -> date:
    try:
        return moment(value, params, zones.of)
    except BadValue as bad:
        raise BadValue(f"{name}\u202f: {bad}") from None


def _refuse_what_cannot_be_unrolled(found: Item, lines: "_Lines") -> None:
    if lines.of("EXRULE"):
        raise BadValue("Sa récurrence a des exceptions d’une forme ancienne (EXRULE).")
    if found.recurs and found.end - found.start > LONGEST_REPEATED:
        raise BadValue("Il se répète et dure plus d’un an.")
    if found.recurs and len(found.rdates) + len(found.exdates) > 20_000:
        raise BadValue("Sa récurrence a trop de dates.")


class _Lines:
    """The lines of one event by name."""

    def __init__(self, lines: Sequence[ContentLine]) -> None:
        self._lines = lines

    def of(self, name: str) -> list[ContentLine]:
        """All of a name that say something."""
        return [line for line in self._lines if line.name == name and line.value.strip()]

    def text(self, name: str, most: int) -> str:
        """The first of a name, as words on one line."""
        return next((clean_line(one_line(unescaped(line.value)))[:most] for line in self.of(name)), "")

    def number(self, name: str) -> int:
        """The first of a name; 0 for what is no number."""
        digits = self.text(name, 9)
        return int(digits) if digits.isascii() and digits.isdigit() else 0

    def parameter(self, name: str, parameter: str) -> str:
        """A parameter of the first of a name."""
        return next((line.params.get(parameter, "") for line in self.of(name)), "")

    def moment(self, name: str, zones: Zones) -> date | None:
        """The one of a name. Raises BadValue, also for several that differ."""
        found = [_read(name, line.value, line.params, zones) for line in self.of(name)]
        if len(Counter(map(str, found))) > 1:
            raise BadValue(f"{name} y est plusieurs fois, et différent.")
        return found[0] if found else None
