"""The dry run: what would be written. It rests, encrypted, with its import until the coach confirms."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import TypeAdapter

from trustcoach_app.importing.readings import Skipped
from trustcoach_app.models.bookings import BookingMode

NEW = "new"
"""Answer to « is it this client? »: no, somebody new."""
BUSY = "busy"
"""Answer for a title that names a client: no, just busy time."""


@dataclass(frozen=True)
class Choice:
    """One answer to the question who somebody is: a client's id, NEW or BUSY."""

    value: str
    label: str


@dataclass(frozen=True)
class PlannedPerson:
    """Somebody of the file. With `client_id` they are known by their address; with `choices` the coach must say."""

    key: str
    name: str
    email: str = ""
    phone: str = ""
    client_id: str = ""
    choices: tuple[Choice, ...] = ()
    sessions: int = 0


@dataclass(frozen=True)
class PlannedSession:
    """One session to book, with the person's key."""

    uid: str
    recurrence: str
    person: str
    starts_at: datetime
    ends_at: datetime
    timezone: str
    title: str
    mode: BookingMode
    phone: str = ""
    address: str = ""


@dataclass(frozen=True)
class PlannedBlock:
    """Busy time to keep."""

    uid: str
    recurrence: str
    starts_at: datetime
    ends_at: datetime
    title: str


@dataclass(frozen=True)
class Place:
    """The key and the half-open stretch of an event."""

    uid: str
    recurrence: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class PlannedMove:
    """What an earlier import made goes where its event went, while it has the same `mark`. `label` says both times."""

    row_id: UUID
    """Of the imported row."""
    origin: Place
    goal: Place
    mark: str
    label: str = ""


@dataclass(frozen=True)
class Plan:
    """All of it. `known` counts what an earlier import wrote already."""

    kind: Literal["calendar", "clients"] = "calendar"
    people: list[PlannedPerson] = field(default_factory=list[PlannedPerson])
    sessions: list[PlannedSession] = field(default_factory=list[PlannedSession])
    blocks: list[PlannedBlock] = field(default_factory=list[PlannedBlock])
    moves: list[PlannedMove] = field(default_factory=list[PlannedMove])
    """Once written, those that were made, for the undo."""
    gone: list[Skipped] = field(default_factory=list[Skipped])
    """Occurrences of before whose series goes on without them."""
    overlaps: list[Skipped] = field(default_factory=list[Skipped])
    skipped: list[Skipped] = field(default_factory=list[Skipped])
    kept: list[str] = field(default_factory=list[str])
    """After an undo: what stays as it is, and why."""
    known: int = 0


PLAN = TypeAdapter(Plan)
NO_PLAN = PLAN.dump_json(Plan()).decode()
