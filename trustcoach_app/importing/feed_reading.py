"""What a followed calendar says, as it is kept: what takes time, what is called off, and what nobody could read."""

from dataclasses import dataclass, field
from datetime import datetime

from pydantic import TypeAdapter

from trustcoach_app.importing.readings import EventStanding, Skipped

MOST_BLOCKS = 5000
MOST_LEFT_OUT = 50


@dataclass(frozen=True)
class FeedEvent:
    """One occurrence that is still to come, or goes on."""

    uid: str
    recurrence: str
    sequence: int
    etag: str
    starts_at: datetime
    ends_at: datetime
    title: str


@dataclass(frozen=True)
class CalledOff:
    """An event that takes no time; with an empty `recurrence` all of its series."""

    uid: str
    recurrence: str
    sequence: int
    standing: EventStanding


@dataclass(frozen=True)
class FeedReading:
    """One reading. `unread` are UIDs that are there and could not be read: what was known of them stays."""

    events: list[FeedEvent] = field(default_factory=list[FeedEvent])
    called_off: list[CalledOff] = field(default_factory=list[CalledOff])
    unread: list[str] = field(default_factory=list[str])
    left_out: list[Skipped] = field(default_factory=list[Skipped])
    is_cut: bool = False


@dataclass(frozen=True)
class FeedHead:
    """Whose calendar is read, and when."""

    zone: str
    now: datetime
    own_email: str


FEED_READING = TypeAdapter(FeedReading)
FEED_HEAD = TypeAdapter(FeedHead)
LEFT_OUT = TypeAdapter(list[Skipped])
