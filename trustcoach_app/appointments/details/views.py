"""What the dialogs about one session show."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Option:
    """One line of a list to choose from."""

    value: str
    label: str


@dataclass(frozen=True)
class Appointment:
    """A session with what can be done about it."""

    id: str = ""
    client_id: str = ""
    client_name: str = ""
    is_prospect: bool = False
    initials: str = ""
    tone_index: int = 0
    number: str = ""
    when: str = ""
    hours: str = ""
    kind: str = ""
    hue: str = "grey"
    subject: str = ""
    mode: str = "remote"
    place: str = ""
    price: str = ""
    note: str = ""
    contact: str = ""
    series: str = ""
    status: str = ""
    tone: str = "neutral"
    cancelled_why: str = ""
    href: str = ""
    """The page of the session, once it began or may begin."""
    can_change: bool = False
    can_cancel: bool = False
    can_tell: bool = False
    """Its end has passed: held, missed or cancelled can be told, and corrected."""


@dataclass(frozen=True)
class ChangeValues:
    """What the form of a session holds when it opens."""

    day: str = ""
    hour: str = ""
    minutes: str = ""
    type_id: str = ""
    reason_id: str = ""
    title: str = ""
    note: str = ""
    mode: str = "remote"
    phone: str = ""
    address: str = ""
    price: str = ""
    types: list[Option] = field(default_factory=list[Option])
    reasons: list[Option] = field(default_factory=list[Option])
