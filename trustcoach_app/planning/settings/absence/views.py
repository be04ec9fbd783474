"""What the form of time off holds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AbsenceValues:
    """A stretch as its form holds it when it opens. Without hours its days are whole."""

    starts_on: str = ""
    starts_hour: str = ""
    ends_on: str = ""
    ends_hour: str = ""
    title: str = ""
