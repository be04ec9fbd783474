"""What a client sees of their sessions."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PortalSessionRow:
    """One session, coming or past."""

    id: str
    day: str
    """`Mardi 12 janvier`, with the year where it is another one."""
    time: str
    coach_name: str
    initials: str
    tone_index: int
    specialty: str
    place: str
    status: str
    """Empty where nothing needs to be said."""
    tone: str = "neutral"


@dataclass(frozen=True)
class PortalView:
    """The whole page."""

    greeting: str = ""
    coming: tuple[PortalSessionRow, ...] = ()
    past: tuple[PortalSessionRow, ...] = ()
    more_past: int = 0
    """How many past sessions there are beyond those shown."""
