"""Which calendars, zones and events the lines of a file hold, and which lines are none. Pure.

What is not closed, closed twice or nested wrongly costs the part that it stands in. Alarms and what is no event are not
looked into.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from trustcoach_app.importing.calendar.content_lines import ContentLine

WHEN = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID")
"""Without one of these an event is another one."""

VERSION = ("SEQUENCE", "LAST-MODIFIED", "DTSTAMP")
READ = frozenset(
    (
        *WHEN,
        *VERSION,
        *("UID", "SUMMARY", "LOCATION", "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS", "ORGANIZER", "ATTENDEE"),
    )
)
"""What is read of an event: a fault anywhere else costs nothing."""

OTHERS = frozenset(("VTODO", "VJOURNAL", "VFREEBUSY"))
BESIDE = OTHERS | {"VEVENT", "VTIMEZONE", "VCALENDAR"}
"""What stands beside each other: one that begins ends the one before."""


@dataclass
class RawEvent:
    """The lines of one event. `broken` says why it cannot be taken."""

    number: int
    lines: list[ContentLine] = field(default_factory=list[ContentLine])
    broken: str = ""


@dataclass
class RawCalendar:
    """The lines of one calendar: its own, those of its zones, by name, and its events."""

    own: dict[str, str] = field(default_factory=dict[str, str])
    zones: list[list[ContentLine]] = field(default_factory=list[list[ContentLine]])
    events: list[RawEvent] = field(default_factory=list[RawEvent])


@dataclass
class Contents:
    """All that a file holds. `strange` are lines that are none; `others` counts components that are no events."""

    calendars: list[RawCalendar] = field(default_factory=list[RawCalendar])
    strange: list[ContentLine] = field(default_factory=list[ContentLine])
    others: Counter[str] = field(default_factory=Counter[str])
    is_whole: bool = True
    """Whether each part that was opened is closed again: else the file may have been cut off."""


def contents(lines: Iterable[ContentLine]) -> Contents:
    """Part the lines. A file without any calendar has no calendars."""
    builder = _Builder()
    for line in lines:
        builder.take(line)
    builder.end()
    return builder.found


class _Builder:
    def __init__(self) -> None:
        self.found = Contents()
        self._open: list[str] = []
        self._event: RawEvent | None = None

    def take(self, line: ContentLine) -> None:
        """One line more."""
        part, inside = line.value.strip().upper(), self._open[-1] if self._open else ""
        if inside == "VTIMEZONE" and part not in BESIDE:
            self.found.calendars[-1].zones[-1].append(line)
        elif line.name == "BEGIN":
            self._begin(part, line)
        elif line.name == "END":
            self._close(part, line)
        elif inside == "VEVENT" and self._event is not None:
            self._of_event(self._event, line)
        elif inside == "VCALENDAR" and line.name:
            self.found.calendars[-1].own.setdefault(line.name, line.value)
        elif inside in ("", "VCALENDAR"):
            self._note(line)

    def end(self) -> None:
        """The file is over: what is open now was cut off."""
        if self._open:
            self.found.is_whole = False
            self._leave(0)

    def _begin(self, part: str, line: ContentLine) -> None:
        if part == "VCALENDAR":
            self._leave(0)
            self.found.calendars.append(RawCalendar())
        elif part in BESIDE:
            self._leave(1)
            self._begin_in_calendar(part, line)
        self._open.append(part)

    def _begin_in_calendar(self, part: str, line: ContentLine) -> None:
        """What has no calendar around it gets one."""
        if not self._open:
            self.found.calendars.append(RawCalendar())
            self._open.append("VCALENDAR")
        if part == "VEVENT":
            self._event = RawEvent(line.number)
            self.found.calendars[-1].events.append(self._event)
        elif part == "VTIMEZONE":
            self.found.calendars[-1].zones.append([])
        else:
            self.found.others[part] += 1

    def _close(self, part: str, line: ContentLine) -> None:
        if part not in self._open:
            self._note(line)
            return
        if part == "VEVENT":
            self._event = None
        self._leave(len(self._open) - 1 - self._open[::-1].index(part))

    def _leave(self, depth: int) -> None:
        """Close all that is open from a depth on. An event among it was never closed itself."""
        if "VEVENT" in self._open[depth:] and self._event is not None:
            self._event.broken = f"Son début est à la ligne {self._event.number}, et sa fin manque (END:VEVENT)."
            self._event = None
        del self._open[depth:]

    def _of_event(self, event: RawEvent, line: ContentLine) -> None:
        if line.name in READ:
            event.lines.append(line)
        elif not line.name:
            self._note(line)
            if line.raw.lstrip().upper().startswith(WHEN):
                event.broken = f"Ligne {line.number} illisible\u202f: « {line.shown} »."

    def _note(self, line: ContentLine) -> None:
        if line.raw.strip():
            self.found.strange.append(line)
