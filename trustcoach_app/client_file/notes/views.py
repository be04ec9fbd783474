"""What a list of notes shows."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NoteLine:
    """One note of a client."""

    id: str
    text: str
    """Its beginning, where it is long."""
    when: str
    """`12 janv. 2026 à 14:00, modifiée le 13 janv. 2026`"""
    is_shared: bool
    """The client may read it."""
