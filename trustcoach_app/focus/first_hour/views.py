"""What the first hour shows."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class StepRow:
    """One step. What is done has no way to it any more."""

    key: str
    label: str
    hint: str
    href: str
    is_done: bool


@dataclass(frozen=True)
class FirstHour:
    """The list, as long as something is open and it was not put away."""

    steps: list[StepRow] = field(default_factory=list[StepRow])
    progress: str = ""
    """`2 sur 5`"""
    is_shown: bool = False
    is_put_away: bool = False
    """It was dismissed with something open: it can be brought back."""
