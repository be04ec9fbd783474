"""What a timeline shows."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TimelineEntry:
    """One thing that happened."""

    key: str
    source: str
    """Whose picture it bears: the key of its source."""
    title: str
    text: str
    when: str
    """`12 janv. 2026 à 14:00`"""
    href: str
    status: str
    tone: str
    is_shared: bool
    is_private: bool
