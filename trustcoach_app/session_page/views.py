"""What a session's page shows."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SessionView:
    """One session: who, when, and where it stands."""

    booking_id: str = ""
    client_id: str = ""
    client_name: str = ""
    first_name: str = ""
    initials: str = ""
    tone_index: int = 0
    number: str = ""
    subject: str = ""
    day: str = ""
    hours: str = ""
    place: str = ""
    status: str = ""
    """confirmed, in_progress, or what it became."""
    status_label: str = ""
    can_start: bool = False
    has_notes: bool = False
    """Notes exist from the moment a session was started or held."""
    no_notes_title: str = ""
    no_notes_why: str = ""


@dataclass(frozen=True)
class MomentLine:
    """A marked moment; `when` is how far into the session, empty where nobody knows."""

    id: str
    kind: str
    label: str
    text: str
    when: str


@dataclass(frozen=True)
class SummaryView:
    """The summary once it is signed; before that there is the draft alone."""

    is_signed: bool = False
    text: str = ""
    signed: str = ""
    """`Signé le 12 janv. à 14:03 par Thomas Martin`"""
    is_shared: bool = False
    shared: str = ""
    """Who reads it, and since when."""
    can_take_back: bool = False
    take_back_until: str = ""
    later_draft: str = ""
    """What was typed in another window and is not what was signed."""
