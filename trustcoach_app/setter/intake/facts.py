"""What the fold reads: messages and events, in the one order in which they count."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID

from trustcoach_app.models.lead_history import EventType, MessageDirection, MessageSender


class FoldedMessage(NamedTuple):
    """One message, as far as the fold reads it."""

    id: UUID
    at: datetime
    direction: MessageDirection
    sender: MessageSender

    @property
    def type(self) -> EventType:
        """The event that it came with."""
        return EventType.SENT if self.direction is MessageDirection.OUT else EventType.RECEIVED


class Happening(NamedTuple):
    """One event of `lead_events`; `by_hand`: the coach's own."""

    id: UUID
    at: datetime
    type: EventType
    by_hand: bool
    data: Mapping[str, Any]


Fact: TypeAlias = FoldedMessage | Happening

_ORDER = {kind: number for number, kind in enumerate(EventType)}


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """By instant, then by the natural order of their kinds, then by id: whatever the order in which they came.

    Who lists several of one kind at one instant says their order by microseconds (kpis.md, "The order of events").
    """
    return sorted(facts, key=lambda fact: (fact.at, _ORDER[fact.type], fact.id))
