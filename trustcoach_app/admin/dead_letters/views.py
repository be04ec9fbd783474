"""What the page of dead letters shows."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class DeadLetterRow:
    """One letter, closed."""

    id: str = ""
    coach_id: str = ""
    coach: str = ""
    when: str = ""
    problem: str = ""
    size: str = ""
    state: str = ""
    tone: str = "neutral"
    is_open: bool = False
    """Nobody has mended or dismissed it."""


@dataclass(frozen=True)
class DeadLetterList:
    """The latest letters."""

    rows: list[DeadLetterRow] = field(default_factory=list[DeadLetterRow])
    total: str = ""
    """`3 lettres à traiter`"""
    left_out: list[str] = field(default_factory=list[str])
    """A sentence for each practice whose letters were too many to be kept."""
