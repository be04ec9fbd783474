"""What a session's details show."""

from dataclasses import dataclass, field

from trustcoach_app.clients.views import Reach


@dataclass(frozen=True)
class Appointment:
    """A session with what can be done about it."""

    id: str = ""
    client_id: str = ""
    client_name: str = ""
    is_prospect: bool = False
    initials: str = ""
    tone_index: int = 0
    number: str = ""
    when: str = ""
    hours: str = ""
    kind: str = ""
    hue: str = "grey"
    subject: str = ""
    mode: str = "remote"
    place: str = ""
    price: str = ""
    price_text: str = ""
    """As its form holds it."""
    is_unpriced: bool = False
    note: str = ""
    reach: Reach = field(default_factory=Reach)
    series: str = ""
    status: str = ""
    tone: str = "neutral"
    cancelled_why: str = ""
    href: str = ""
    """The page of the session, once it began or may begin."""
    last_notes: str = ""
    last_notes_href: str = ""
    """The earlier session of which the coach noted something last."""
    notice: str = ""
    """What the client can be told of it, by hand (a NoticeKind); "" once it began."""
    can_change: bool = False
    can_cancel: bool = False
    can_price: bool = False
    """The price alone may still be said or corrected: it is over, or under way."""
    can_tell: bool = False
    """Its end has passed: held, missed or cancelled can be told, and corrected."""
