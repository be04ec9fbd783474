"""What a file says, before anything is compared with the practice: plain values that travel as JSON."""

from dataclasses import dataclass, field
from datetime import datetime

from pydantic import TypeAdapter

OCCURRENCE = "%Y%m%dT%H%M%SZ"
"""How an Event writes its recurrence."""


@dataclass(frozen=True)
class Person:
    """Somebody in an event, as the calendar names them. `email` is lower-cased, "" when there is none."""

    name: str
    email: str


@dataclass(frozen=True)
class Event:
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


@dataclass(frozen=True)
class Skipped:
    """What was left out, and why, in French."""

    what: str
    why: str


@dataclass(frozen=True)
class Reading:
    """A calendar, with its series unrolled."""

    events: list[Event] = field(default_factory=list[Event])
    skipped: list[Skipped] = field(default_factory=list[Skipped])


@dataclass(frozen=True)
class Answer:
    """What the reading process sends back: a reading, or the sentence of an Unreadable."""

    reading: Reading = field(default_factory=Reading)
    problem: str = ""


ANSWER = TypeAdapter(Answer)
