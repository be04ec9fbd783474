"""What a practice holds already, as an import is compared with it: plain values, which travel as lines of JSON."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from trustcoach_app.importing.readings import EventStanding


@dataclass(frozen=True)
class KnownClient:
    """A client to merge with."""

    id: UUID
    name: str
    email: str | None
    sort_key: str
    is_archived: bool


@dataclass(frozen=True)
class MadeOfEvent:
    """What an earlier import made of an event, as it stands now: a session with somebody, or busy time."""

    row_id: UUID
    uid: str
    recurrence: str
    sequence: int
    is_session: bool
    starts_at: datetime
    ends_at: datetime
    title: str
    who: str
    stands: bool
    """It is planned, and takes its time."""
    may_follow: bool
    """It stands, and nobody touched it since: it goes where its event goes."""
    mark: str
    standing: EventStanding
    import_id: UUID
    calendar: str
    """What the calendar that it came from calls itself."""

    @property
    def key(self) -> tuple[str, str]:
        """The uid and the recurrence of its event."""
        return self.uid, self.recurrence


@dataclass(frozen=True)
class KnownSession:
    """The half-open stretch of a session, and with whom it is."""

    starts_at: datetime
    ends_at: datetime
    who: str


@dataclass(frozen=True)
class Facts:
    """All of it. `zone` is an IANA name, `own_name` and `own_email` are the coach's."""

    zone: str
    now: datetime
    own_name: str = ""
    own_email: str = ""
    clients: list[KnownClient] = field(default_factory=list[KnownClient])
    made: list[MadeOfEvent] = field(default_factory=list[MadeOfEvent])
    taken: list[KnownSession] = field(default_factory=list[KnownSession])


FACTS = TypeAdapter(Facts)


def as_line(**some: Any) -> bytes:
    """Some of the fields; lists may come in several lines, so that none is long."""
    return _SOME.dump_json(some) + b"\n"


def from_lines(lines: bytes) -> Facts:
    """All fields together."""
    found: dict[str, Any] = {}
    for line in lines.splitlines():
        _merge(found, _SOME.validate_json(line).items())
    return FACTS.validate_python(found)


def _merge(found: dict[str, Any], some: Iterable[tuple[str, Any]]) -> None:
    for name, value in some:
        found[name] = [*found.get(name, []), *value] if isinstance(value, list) else value


_SOME = TypeAdapter(dict[str, Any])
