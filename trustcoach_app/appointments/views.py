"""What several dialogs of appointments show."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SlotOption:
    """A free time: its instant, and the coach's clock."""

    value: str
    label: str
