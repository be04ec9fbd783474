"""What somebody wants of an appointment, as plain values: a new one, or a change of one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from trustcoach_app.models.bookings import BookingMode
from trustcoach_app.models.planning import SeriesFrequency


@dataclass(frozen=True)
class Words:
    """What a session says besides its type and hour; no title is fine."""

    title: str = ""
    note: str = ""
    mode: BookingMode = BookingMode.REMOTE
    phone: str = ""
    address: str = ""
    price_cents: int | None = None
    """None: the type's price, or the one that the session has."""
    is_unpriced: bool = False
    """The price was left empty on purpose: « à tarifer », whatever the type says."""

    def price_or(self, usual: int | None) -> int | None:
        """The price that is meant, `usual` being what stands where nothing was said."""
        return None if self.is_unpriced else usual if self.price_cents is None else self.price_cents


@dataclass(frozen=True)
class NamedPerson:
    """Who it is for, as typed: somebody known by that name or address, or somebody new."""

    name: str
    email: str = ""
    phone: str = ""
    is_client: bool = False
    """Somebody new comes in as a client already, not as a prospect."""
    is_other: bool = False
    """Somebody new, although a client of that name is known."""


@dataclass(frozen=True)
class Repeat:
    """A series: how often, and how many or until when (included)."""

    frequency: SeriesFrequency
    occurrences: int | None = None
    until: date | None = None
    choices: Mapping[date, datetime | None] = field(default_factory=dict[date, datetime | None])
    """What was said about single dates: None skips one, an instant puts it there, whatever the rules say of it."""


@dataclass(frozen=True)
class NewAppointment:
    """A session, or a series, as somebody wants it. `starts_at` is aware; of a series it is the first."""

    person: UUID | NamedPerson
    """A client, or a name."""
    type_id: UUID
    starts_at: datetime
    reason_id: UUID | None = None
    is_own_hour: bool = False
    """The coach's own choice of an hour instead of a slot: only other sessions refuse it."""
    repeat: Repeat | None = None
    words: Words = field(default_factory=Words)


@dataclass(frozen=True)
class AppointmentChange:
    """A session as its coach wants it from now on. Without a price in `words` it keeps its own."""

    starts_at: datetime
    minutes: int
    type_id: UUID | None
    reason_id: UUID | None
    words: Words
