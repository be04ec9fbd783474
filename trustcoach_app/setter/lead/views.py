"""What the page of one lead shows."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class FactRow:
    """One thing known about a lead."""

    label: str
    value: str


@dataclass(frozen=True)
class Stage:
    """One step of the way, reached or not."""

    key: str
    label: str
    when: str
    note: str
    """What else is known of it: a reason, an amount, an outcome."""
    is_reached: bool
    tone: str


@dataclass(frozen=True)
class TurnRow:
    """One of the first four turns."""

    number: str
    sent: str
    reply: str
    is_sent: bool
    is_replied: bool


@dataclass(frozen=True)
class ChatMessage:
    """One message of the conversation."""

    id: str
    sender: str
    """ai, human or lead."""
    who: str
    text: str
    time: str
    number: str
    """`Message 3`, as the sequence counts; empty for the lead's own and for what goes on before an answer."""
    reply: str
    """`Réponse en 2 heures`; empty when there was none."""


@dataclass(frozen=True)
class ChatDay:
    """The messages of one day of the coach."""

    key: str
    name: str
    messages: list[ChatMessage]


@dataclass(frozen=True)
class ChangeRow:
    """One change by hand."""

    key: str
    what: str
    when: str


@dataclass(frozen=True)
class LeadView:
    """One lead, wholly."""

    id: str = ""
    name: str = ""
    username: str = ""
    instagram_href: str = ""
    initials: str = ""
    tone_index: int = 0
    status: str = ""
    status_label: str = ""
    status_tone: str = "neutral"
    priority: str = ""
    priority_tone: str = "neutral"
    can_be_reminded: bool = False
    """« Relancé » and « Reporter » are offered."""
    reminder: str = ""
    """`Reporté au 15 janv. 2026`, `Relancé le 12 janv. 2026 à 10:05`; empty without either."""
    about: str = ""
    """`Story · lead depuis le 12 janvier 2026`."""
    tags: list[str] = field(default_factory=list)
    known_tags: list[str] = field(default_factory=list)
    deal: str = ""
    loss: str = ""
    client_id: str = ""
    client_name: str = ""
    client_href: str = ""
    facts: list[FactRow] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)
    sequence: list[TurnRow] = field(default_factory=list)
    days: list[ChatDay] = field(default_factory=list)
    messages: str = ""
    """`12 messages`."""
    has_earlier: bool = False
    history: list[ChangeRow] = field(default_factory=list)
