"""Messages and events as the fold reads them, by the minute."""

from itertools import count
from typing import Any
from uuid import UUID

from tests.setter.intake.story import at
from trustcoach_app.models.lead_history import EventType as Kind
from trustcoach_app.models.lead_history import MessageDirection, MessageSender
from trustcoach_app.models.leads import LeadStatus
from trustcoach_app.setter.intake.facts import FoldedMessage, Happening
from trustcoach_app.setter.intake.fold import Folded, State, fold

_ids = count(1)
Fact = Happening | FoldedMessage
IN, AI, HUMAN = MessageSender.LEAD, MessageSender.AI, MessageSender.HUMAN
CALL = at(1440)


def wrote(minutes: int, sender: MessageSender = IN) -> FoldedMessage:
    """A message of the lead's, the AI's or a human's."""
    direction = MessageDirection.IN if sender is IN else MessageDirection.OUT
    return FoldedMessage(UUID(int=next(_ids)), at(minutes), direction, sender)


def did(kind: Kind, minutes: int, *, by_hand: bool = False, **data: Any) -> Happening:
    """An event. A booked call is tomorrow's."""
    data = {"scheduled_at": CALL.isoformat(), **data} if kind is Kind.CALL_BOOKED else data
    return Happening(UUID(int=next(_ids)), at(minutes), kind, by_hand, data)


def put(minutes: int, status: LeadStatus, **data: Any) -> Happening:
    """The coach sets a status."""
    return did(Kind.STATUS_SET, minutes, by_hand=True, status=status.value, **data)


def all_of(*facts: Fact) -> Folded:
    """What the fold makes of them, in whatever order they are named."""
    messages = [fact for fact in facts if isinstance(fact, FoldedMessage)]
    return fold(messages, [fact for fact in facts if isinstance(fact, Happening)])


def state(*facts: Fact) -> State:
    """After all of these; what is closed has its instant, what is not has none."""
    folded = all_of(*facts).state
    assert (folded.won_at is not None) == (folded.status is LeadStatus.WON)
    assert (folded.lost_at is not None) == (folded.status is LeadStatus.LOST) == (folded.loss_reason is not None)
    return folded


def booked(minutes: int, scheduled: int) -> Happening:
    """A call, and when it is to be."""
    return did(Kind.CALL_BOOKED, minutes, scheduled_at=at(scheduled).isoformat())
