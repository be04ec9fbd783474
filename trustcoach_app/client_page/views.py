"""What the page of one client shows."""

from dataclasses import dataclass, field

from trustcoach_app.choices import Option
from trustcoach_app.clients.views import Reach


@dataclass(frozen=True)
class FileSession:
    """One session of the client."""

    id: str
    href: str
    when: str
    """`mardi 12 janvier 2026 à 14:00`"""
    what: str
    """`Séance n° 4 · Gestion du stress`"""
    status: str
    tone: str
    is_signed: bool


@dataclass(frozen=True)
class ClientFileView:
    """Who it is and how they are doing; what was and what is planned."""

    id: str = ""
    name: str = ""
    initials: str = ""
    tone_index: int = 0
    health: str = ""
    why: str = ""
    is_ahead: bool = False
    is_prospect: bool = False
    is_archived: bool = False
    about: list[str] = field(default_factory=list)
    reach: Reach = field(default_factory=Reach)
    timezone: str = ""
    """`Europe/Paris`; with the hour there, where it is not the coach's: `America/Montreal, 08:00 là-bas`."""
    tags: list[str] = field(default_factory=list)
    known_tags: list[str] = field(default_factory=list)
    coming: list[FileSession] = field(default_factory=list)
    past: list[FileSession] = field(default_factory=list)
    has_more: bool = False
    has_more_actions: bool = False
    has_more_notes: bool = False
    facts: list[Option] = field(default_factory=list)
    """A name and its value a line."""
