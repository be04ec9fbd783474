"""What becomes of a lead: a conversation and its stages, as events of the contract. Pure, and the same on every run."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum, auto
from functools import lru_cache
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from trustcoach_app.demo.content import read_words, typeset
from trustcoach_app.demo.leads.people import LeadText, Market
from trustcoach_app.models.lead_history import EventType
from trustcoach_app.setter.intake.events import LeadProfile, SetterEvent

LONGEST = timedelta(days=28)
"""No story goes on for longer."""


class Arc(StrEnum):
    """How a story goes."""

    SILENT = auto()
    ENGAGED = auto()
    LIVE = auto()
    """Ends with the lead's own message."""
    QUALIFIED = auto()
    PROPOSED = auto()
    RELANCE = auto()
    WON = auto()
    NO_SHOW = auto()
    CANCELLED = auto()
    PRICE = auto()
    TIME = auto()
    TRIED = auto()
    HESITATION = auto()
    OTHER = auto()


ARCS = (
    *(Arc.SILENT, Arc.WON, Arc.ENGAGED, Arc.PROPOSED, Arc.SILENT, Arc.PRICE, Arc.LIVE, Arc.QUALIFIED, Arc.SILENT),
    *(Arc.WON, Arc.ENGAGED, Arc.NO_SHOW, Arc.TIME, Arc.SILENT, Arc.RELANCE, Arc.WON, Arc.QUALIFIED, Arc.TRIED),
    *(Arc.HESITATION, Arc.PROPOSED, Arc.SILENT, Arc.CANCELLED, Arc.ENGAGED, Arc.QUALIFIED, Arc.OTHER),
)
"""Round and round, by the lead's number: each one occurs, none too often. Their count shares no divisor with 12."""


@lru_cache(maxsize=1)
def texts() -> dict[str, dict[str, list[str]]]:
    """What is written, by who writes and why."""
    said = read_words("texts/setter")
    return {part: {key: [typeset(line) for line in lines] for key, lines in said[part].items()} for part in said}


class Story:
    """Tells one lead's story from the instant at which it begins."""

    def __init__(self, lead: LeadText, market: Market, begins: datetime, zone: ZoneInfo) -> None:
        self._lead, self._market, self._zone, self._at = lead, market, zone, begins
        self._draw = Random(lead.account)  # noqa: S311  stable variety, not a secret
        self.events: list[SetterEvent] = []
        self.arc = ARCS[lead.number % len(ARCS)]
        self._happens(EventType.UPSERTED, said=lead.profile())

    def tell(self) -> list[SetterEvent]:
        """All of it, in order."""
        if self._lead.source == "dm_organique":
            self._hears("organic", part="open", after=0)
        self._says(self._lead.source, part="open", after=2)
        if self.arc is Arc.SILENT:
            self._nudged_in_vain(days=3)
            return self.events
        self._hears("first", after=40)
        self._says("situation", after=3)
        if self.arc is Arc.ENGAGED:
            self._nudged_in_vain(days=2)
            return self.events
        self._qualified()
        ENDINGS[self.arc](self)
        return self.events

    def _qualified(self) -> None:
        self._hears("situation", after=90, said=self._lead.told())
        if self.arc is Arc.LIVE:
            return
        self._happens(EventType.QUALIFIED)
        if self._draw.random() < 0.5:
            self._magnet()
        else:
            self._says("ready", after=4)

    def _magnet(self) -> None:
        self._says("magnet", after=3)
        self._hears("email", after=30)
        self._happens(EventType.EMAIL_CAPTURED, said={"email": self._lead.email}, email=self._lead.email)
        self._says("sent", after=2)
        self._happens(EventType.MAGNET_SENT)

    def _proposed(self) -> None:
        self._hears("ready", after=120)
        self._says("call", after=10, human=0.5)
        self._happens(EventType.CALL_PROPOSED)

    def _booked(self) -> datetime:
        """The call's hour."""
        self._proposed()
        self._hears("accept", after=200)
        day = self._at.astimezone(self._zone).date() + timedelta(days=self._draw.randint(2, 4))
        hour = time(self._draw.choice((10, 12, 14, 17, 18, 19)))
        scheduled_at = datetime.combine(day, hour, self._zone).astimezone(UTC)
        self._happens(EventType.CALL_BOOKED, scheduled_at=scheduled_at.isoformat())
        self._says("booked", after=2)
        return scheduled_at

    def _called(self, outcome: EventType = EventType.CALL_HELD) -> None:
        self._at = self._booked() + timedelta(minutes=40)
        self._happens(outcome)

    def live(self) -> None:
        """The lead wrote last."""
        self._says("ready", after=4)
        self._hears("question", after=50)

    def qualified(self) -> None:
        """Qualified, then silent."""
        self._nudged_in_vain(days=4)

    def proposed(self) -> None:
        """A call was proposed, and nothing came."""
        self._proposed()
        self._nudged_in_vain(days=5)

    def relaunched(self) -> None:
        """To be written to again."""
        self._proposed()
        self._at += timedelta(days=4)
        self._happens(EventType.RELANCE)

    def won(self) -> None:
        """A call, and a deal."""
        self._called()
        self._hears("thanks", after=25)
        self._happens(EventType.WON, deal_value_cents=100 * self._draw.choice(self._market.deals))
        self._says("welcome", after=15, human=1)

    def missed(self) -> None:
        """Not there; another call may follow."""
        self._called(EventType.CALL_NO_SHOW)
        self._says("missed", after=20, human=1)
        self._hears("sorry", after=300)
        self._happens(EventType.RELANCE)

    def cancelled(self) -> None:
        """The call was called off."""
        self._at = self._booked() - timedelta(hours=20)
        self._happens(EventType.CALL_CANCELLED)
        self._hears("time", after=1)
        self._lost("time")

    def too_dear(self) -> None:
        """A call, and no deal."""
        self._called()
        self._hears("price", after=600)
        self._lost("price")

    def lost(self) -> None:
        """Lost for the reason that the arc is named after, before any call."""
        reason = self.arc.value
        self._proposed()
        self._hears(reason, after=500)
        self._lost(reason)

    def _lost(self, reason: str) -> None:
        self._says("bye", after=30, human=0.5)
        self._happens(EventType.LOST, reason=reason)

    def _nudged_in_vain(self, *, days: int) -> None:
        """Written to once more; given up after three weeks, by half of them."""
        self._at += timedelta(days=days)
        self._says("nudge", after=0)
        if self._draw.random() < 0.5:
            self._at += timedelta(days=19)
            self._happens(EventType.LOST, reason="other" if self.arc is Arc.SILENT else "hesitation")

    def _says(self, key: str, *, part: str = "ask", after: float, human: float = 0.05) -> None:
        sender = "human" if self._draw.random() < human else "ai"
        self._writes(EventType.SENT, part, key, after, {}, sender=sender)

    def _hears(self, key: str, *, part: str = "reply", after: float, said: dict[str, Any] | None = None) -> None:
        self._writes(EventType.RECEIVED, part, key, after, said or {})

    def _writes(self, kind: EventType, part: str, key: str, after: float, said: dict[str, Any], **data: str) -> None:
        """`after` so many minutes, more or less."""
        self._at += timedelta(minutes=after * self._draw.uniform(0.4, 2.2))
        line = self._draw.choice(texts()[part][key]).format(
            prenom=self._lead.first_name,
            theme=self._market.theme,
            mot=self._market.word,
            metier=self._lead.job,
            email=self._lead.email,
        )
        self._happens(kind, said=said, text=line, **data)

    def _happens(self, kind: EventType, said: dict[str, Any] | None = None, **data: Any) -> None:
        self._at += timedelta(seconds=self._draw.randint(5, 50))
        key = f"demo:{self._lead.account}:{len(self.events)}"
        self.events.append(SetterEvent(key, kind, self._at, LeadProfile(self._lead.account, said or {}), data))


ENDINGS: dict[Arc, Callable[[Story], None]] = {
    Arc.LIVE: Story.live,
    Arc.QUALIFIED: Story.qualified,
    Arc.PROPOSED: Story.proposed,
    Arc.RELANCE: Story.relaunched,
    Arc.WON: Story.won,
    Arc.NO_SHOW: Story.missed,
    Arc.CANCELLED: Story.cancelled,
    Arc.PRICE: Story.too_dear,
    Arc.TIME: Story.lost,
    Arc.TRIED: Story.lost,
    Arc.HESITATION: Story.lost,
    Arc.OTHER: Story.lost,
}
