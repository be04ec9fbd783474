"""What a list offers to choose from, as the browser gets it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Option:
    """One line of a list to choose from."""

    value: str
    label: str


@dataclass(frozen=True)
class Chip:
    """A filter that is a link, with how many rows it would show; empty where they are too many to count."""

    key: str
    label: str
    count: str
    href: str
    is_chosen: bool
