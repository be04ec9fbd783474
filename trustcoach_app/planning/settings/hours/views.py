"""What the form of a weekly range holds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RangeValues:
    """A range as its form holds it when it opens."""

    weekday: str = "1"
    opens: str = "09:00"
    closes: str = "12:00"
    valid_from: str = ""
    valid_until: str = ""
