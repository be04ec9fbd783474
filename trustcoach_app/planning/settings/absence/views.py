"""What the list and the form of time off hold."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AbsenceRow:
    """A stretch, and where its sessions can be looked at: those that still stand in it."""

    id: str
    title: str
    detail: str
    sessions: str = ""
    href: str = ""


@dataclass(frozen=True)
class AbsenceValues:
    """A stretch as its form holds it when it opens. Without hours its days are whole."""

    starts_on: str = ""
    starts_hour: str = ""
    ends_on: str = ""
    ends_hour: str = ""
    title: str = ""
