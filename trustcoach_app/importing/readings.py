"""What a file says, before anything is compared with the practice: plain values."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from trustcoach_app.uploads.findings import Finding

OCCURRENCE = "%Y%m%dT%H%M%SZ"
"""How an Event writes its recurrence."""


@dataclass(frozen=True)
class Person:
    """Somebody in an event, as the calendar names them. `email` is lower-cased, "" when there is none that can be one.

    `key` is the same wherever the same person stands; `wrong` an address that cannot be one.
    """

    name: str
    email: str
    key: str = ""
    has_declined: bool = False
    wrong: str = ""


@dataclass(frozen=True)
class CalendarEvent:
    """One occurrence. `uid` and `recurrence` name it: the latter is the UTC instant of its series, or empty."""

    uid: str
    recurrence: str
    starts_at: datetime
    ends_at: datetime
    timezone: str
    """IANA name of its zone; "" when the file gives an offset only."""
    title: str
    place: str
    organizer: Person | None
    attendees: tuple[Person, ...]
    sequence: int = 0
    """Grows with each change that its organizer makes."""
    etag: str = ""
    """Changes with each change: when it was last touched."""


class EventStanding(StrEnum):
    """What an event is in its calendar: it takes time, or why it does not (any more)."""

    HERE = "here"
    CANCELLED = "cancelled"
    DECLINED = "declined"
    FREE = "free"
    GONE = "gone"
    KEPT = "kept"
    """It takes none there, and the coach keeps it here all the same."""


@dataclass(frozen=True)
class Inactive:
    """An event that its calendar says takes no time. One with an empty `recurrence` is all of its series."""

    uid: str
    recurrence: str
    starts_at: datetime
    title: str
    standing: EventStanding
    sequence: int = 0
    and_following: bool = False


@dataclass(frozen=True)
class Skipped:
    """What was left out, and why, in French."""

    what: str
    why: str


@dataclass(frozen=True)
class Unplaced(Skipped):
    """What the coach has to place herself, with its start where it has one; `is_settled` once she said that it is."""

    starts_at: datetime | None = None
    is_settled: bool = False


@dataclass
class CalendarReading:
    """A calendar, with its series unrolled."""

    events: list[CalendarEvent] = field(default_factory=list[CalendarEvent])
    inactive: list[Inactive] = field(default_factory=list[Inactive])
    skipped: list[Skipped] = field(default_factory=list[Skipped])
    """What cannot be read, and what is no appointment."""
    notes: list[Finding] = field(default_factory=list[Finding])
    name: str = ""
    """What the calendar calls itself."""
    uids: set[str] = field(default_factory=set[str])
    """Every UID of the file, of what is skipped too."""
    whole: set[str] = field(default_factory=set[str])
    """UIDs whose every occurrence the file tells."""
    is_whole: bool = True
    """Whether the file tells everything of its calendar: it was not cut off, and is no single invitation."""
    is_cut: bool = False
    """Whether it stops before its end."""
