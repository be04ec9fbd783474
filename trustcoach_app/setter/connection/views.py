"""What the connection page shows."""

from dataclasses import dataclass, field

from trustcoach_app.setter.connection.trial.views import TrialView


@dataclass(frozen=True)
class SecretRow:
    """One secret that is valid: never itself."""

    id: str = ""
    name: str = ""
    """`tcs_…a1b2`"""
    state: str = ""
    tone: str = "neutral"


@dataclass(frozen=True)
class EventRow:
    """One event that came in, without its content."""

    id: str
    what: str
    lead: str
    """Whom it is about; empty while that is no lead, or was not kept."""
    href: str
    """To the lead; empty without one."""
    when: str
    state: str
    tone: str


@dataclass(frozen=True)
class RecentDeadLetter:
    """One that could not be understood."""

    id: str
    problem: str
    when: str


@dataclass(frozen=True)
class ConnectionView:
    """The whole page but its dialogs."""

    address: str = ""
    trial: str = ""
    """A command that tries the secret without leaving anything."""
    workflow: str = ""
    """The n8n workflow, ready to be pasted."""
    request: str = ""
    """The body of ManyChat's request for what the lead writes …"""
    request_of_ours: str = ""
    """… and for what comes from the practice, which has an instant of its own."""
    secrets: list[SecretRow] = field(default_factory=list[SecretRow])
    events: list[EventRow] = field(default_factory=list[EventRow])
    trial_event: TrialView = field(default_factory=TrialView)
    letters: list[RecentDeadLetter] = field(default_factory=list[RecentDeadLetter])
    letter_count: str = ""
    silence: str = ""
    """Since when nothing came, where that is too long; else empty."""
    silence_hours: str = ""
    is_new: bool = True
    """Nothing was ever set up."""
