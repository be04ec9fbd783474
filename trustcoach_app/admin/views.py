"""What /admin shows: counts and states, never content (decision 19)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CoachRow:
    """One coach in the list."""

    id: str = ""
    name: str = ""
    initials: str = ""
    tone_index: int = 0
    email: str = ""
    specialty: str = ""
    badge: str = "standard"
    badge_label: str = ""
    badge_tone: str = "neutral"
    state: str = ""
    """invited, active or inactive."""
    state_label: str = ""
    state_tone: str = "neutral"
    created: str = ""
    last_seen: str = ""
    clients: str = ""
    sessions: str = ""


@dataclass(frozen=True)
class CoachList:
    """One page of the list."""

    rows: tuple[CoachRow, ...] = ()
    total: str = ""
    """`12 coachs`, or `3 coachs trouvés`."""
    page: int = 1
    pages: int = 1
    is_search: bool = False


@dataclass(frozen=True)
class JournalRow:
    """One line of the audit log."""

    id: str
    when: str
    who: str
    what: str
    tone: str
    about: str
    """Whom it concerns, and what little else is known."""
    ip: str
