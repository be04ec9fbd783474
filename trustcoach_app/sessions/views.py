"""What a session's page shows."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SessionView:
    """One session: who, when, and where it stands."""

    booking_id: str = ""
    client_id: str = ""
    client_name: str = ""
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
    has_notes: bool = False
    """Notes exist from the moment a session was started or held."""
