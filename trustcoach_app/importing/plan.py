"""The dry run: what would be written. It rests, encrypted, with its import until the coach confirms."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import TypeAdapter

from trustcoach_app.importing.readings import EventStanding, Skipped, Unplaced
from trustcoach_app.uploads.findings import Finding

NEW = "new"
"""Answer to « is it this client? »: no, somebody new."""
BUSY = "busy"
"""Answer for a title that names a client: no, just busy time."""
SAME = "same:"
"""Answer for a name that stands twice in a list, before the key of the other: the same person."""

MOST_LISTED = 1000
"""Lines of each kind that a plan keeps; what is beyond is counted."""


@dataclass(frozen=True)
class AnswerChoice:
    """One answer to a question: a client's id, NEW, BUSY, or SAME and a key; for an address, a person's key."""

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
    choices: tuple[AnswerChoice, ...] = ()
    sessions: int = 0
    hint: str = ""
    """What makes it a question, where the name alone does not."""


@dataclass(frozen=True)
class SharedAddress:
    """Several people of a list have one address, and one client can have it: the coach says which."""

    email: str
    choices: tuple[AnswerChoice, ...]

    @property
    def key(self) -> str:
        """As the key of a person."""
        return f"adresse:{self.email}"


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
    mode: Literal["remote", "phone", "in_person"]
    phone: str = ""
    address: str = ""
    sequence: int = 0
    etag: str = ""


@dataclass(frozen=True)
class PlannedBlock:
    """Busy time to keep."""

    uid: str
    recurrence: str
    starts_at: datetime
    ends_at: datetime
    title: str
    sequence: int = 0
    etag: str = ""


@dataclass(frozen=True)
class EventTime:
    """The key and the half-open stretch of an event."""

    uid: str
    recurrence: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class PlannedMove:
    """What an earlier import made goes where its event went, while it has the same `mark`. `label` says both times."""

    row_id: UUID
    """Of the outside event."""
    origin: EventTime
    goal: EventTime
    mark: str
    label: str = ""
    sequence: int = 0
    etag: str = ""


@dataclass(frozen=True)
class Withdrawn:
    """What an earlier import made of an event that takes no time any more."""

    row_id: UUID
    standing: EventStanding
    is_session: bool
    label: str
    sequence: int = 0


@dataclass(frozen=True)
class Confirmed:
    """An event that is known and stands as it did, in a newer version."""

    row_id: UUID
    sequence: int
    etag: str


@dataclass(frozen=True)
class ImportPlan:
    """All of it. `known` counts what an earlier import wrote already."""

    kind: Literal["calendar", "clients"] = "calendar"
    calendar: str = ""
    """What the calendar calls itself."""
    people: list[PlannedPerson] = field(default_factory=list[PlannedPerson])
    shared: list[SharedAddress] = field(default_factory=list[SharedAddress])
    sessions: list[PlannedSession] = field(default_factory=list[PlannedSession])
    blocks: list[PlannedBlock] = field(default_factory=list[PlannedBlock])
    moves: list[PlannedMove] = field(default_factory=list[PlannedMove])
    """Once written, those that were made, for the undo."""
    withdrawn: list[Withdrawn] = field(default_factory=list[Withdrawn])
    confirmed: list[Confirmed] = field(default_factory=list[Confirmed])
    overlaps: list[Unplaced] = field(default_factory=list[Unplaced])
    """They stay once the import is written, until its undo or the coach's word: she places them by hand."""
    skipped: list[Skipped] = field(default_factory=list[Skipped])
    more_skipped: int = 0
    notes: list[Finding] = field(default_factory=list[Finding])
    kept: list[str] = field(default_factory=list[str])
    """After an undo: what stays as it is, and why."""
    known: int = 0


PLAN = TypeAdapter(ImportPlan)
NO_PLAN = PLAN.dump_json(ImportPlan()).decode()
