"""What the dialogs about one session show."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Option:
    """One line of a list to choose from."""

    value: str
    label: str


@dataclass(frozen=True)
class FormValues:
    """What the form holds when it opens."""

    day: str = ""
    hour: str = ""
    minutes: str = "60"
    durations: list[Option] = field(default_factory=list[Option])
    title: str = ""
    mode: str = "remote"
    phone: str = ""
    address: str = ""
    price: str = ""


@dataclass(frozen=True)
class ToCancel:
    """The session that is about to be cancelled."""

    id: str = ""
    what: str = ""
