"""What the profile page shows."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class ProfileView:
    """The coach's own settings, ready for their form."""

    name: str = ""
    email: str = ""
    specialty: str = ""
    rate: str = ""
    timezone: str = ""
    initials: str = ""
    tone_index: int = 0
    photo: str = ""
    """The address of the photo; empty without one."""
    unpriced: str = ""
    """The types that wait for a rate, in words; empty when none does."""


@dataclass(frozen=True)
class MovedSession:
    """A session to come whose day or hour reads otherwise in another zone."""

    key: str
    who: str
    before: str
    after: str


@dataclass(frozen=True)
class ZoneChange:
    """What another zone would change, said before it is saved. `zone` is empty while nothing is asked."""

    zone: str = ""
    sessions: list[MovedSession] = field(default_factory=list[MovedSession])
    more: str = ""
    hours: str = ""
    figures: list[str] = field(default_factory=list[str])
