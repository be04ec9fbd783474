"""What the page shows of a trial event."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class TrialStep:
    """One of the places that an event passes."""

    key: str
    words: str
    state: str
    """done, waiting or refused."""


@dataclass(frozen=True)
class TrialView:
    """The latest trial: empty where none was sent, or its lead was removed."""

    steps: list[TrialStep] = field(default_factory=list[TrialStep])
    lead: str = ""
    """`Camille Essai`, once it was recognised."""
    about: str = ""
    """`@camille.essai · Engagé · 1 message reçu`"""
