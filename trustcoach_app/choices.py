"""What a list offers to choose from, as the browser gets it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Option:
    """One line of a list to choose from."""

    value: str
    label: str
