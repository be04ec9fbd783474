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
class SharedText:
    """A summary or a note that a coach shared."""

    id: str
    title: str
    coach_name: str
    text: str


@dataclass(frozen=True)
class PortalGoalRow:
    """A goal in progress and where it stands; `percent` is 0 when it cannot be said."""

    id: str
    title: str
    measure: str
    percent: int
    coach_name: str


@dataclass(frozen=True)
class PortalActionRow:
    """What the client said that they would do."""

    coach_id: str
    id: str
    title: str
    said: str
    """`pour le 12 janv. · Thomas Martin`"""
    is_done: bool
    is_late: bool


@dataclass(frozen=True)
class PortalView:
    """The whole page."""

    greeting: str = ""
    coming: tuple[PortalSessionRow, ...] = ()
    past: tuple[PortalSessionRow, ...] = ()
    more_past: int = 0
    """How many past sessions there are beyond those shown."""
    summaries: tuple[SharedText, ...] = ()
    notes: tuple[SharedText, ...] = ()
    goals: tuple[PortalGoalRow, ...] = ()
    actions: tuple[PortalActionRow, ...] = ()
