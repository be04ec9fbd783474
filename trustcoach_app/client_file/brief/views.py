"""What the pre-brief shows. Every piece says where it comes from."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Piece:
    """A text with its source, e.g. `Résumé signé de la séance du 12 janv.`"""

    text: str
    source: str


@dataclass(frozen=True)
class NotePiece:
    """The coach's own notes of a session, and where that session is."""

    text: str
    source: str
    href: str


@dataclass(frozen=True)
class MomentRow:
    """A marked moment."""

    kind: str
    label: str
    text: str
    source: str


@dataclass(frozen=True)
class GoalRow:
    """A goal in progress and where it stands; `percent` is 0 when it cannot be said."""

    title: str
    measure: str
    percent: int
    source: str


@dataclass(frozen=True)
class MessageRow:
    """One message of the conversation."""

    author: str
    text: str
    when: str
    is_unread: bool


@dataclass(frozen=True)
class Brief:
    """One client, ready to be met."""

    client_id: str = ""
    client_name: str = ""
    is_prospect: bool = False
    initials: str = ""
    tone_index: int = 0
    facts: list[str] = field(default_factory=list[str])
    email: str = ""
    mail_link: str = ""
    phone: str = ""
    phone_link: str = ""
    """What a telephone dials: `tel:+33612345678`."""
    made_on: str = ""
    """The day on which it was read, in words: what a sheet of paper says of itself."""
    summary: list[Piece] = field(default_factory=list[Piece])
    notes: list[NotePiece] = field(default_factory=list[NotePiece])
    moments: list[MomentRow] = field(default_factory=list[MomentRow])
    goals: list[GoalRow] = field(default_factory=list[GoalRow])
    messages: list[MessageRow] = field(default_factory=list[MessageRow])
    has_unread: bool = False
    has_past: bool = False
    """Earlier sessions left something."""
    is_empty: bool = True
