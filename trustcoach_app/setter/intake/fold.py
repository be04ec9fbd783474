"""A lead is the fold of what was written and what happened, by (instant, row id), in whatever order that arrived.

Pure. See docs/adr/0009-a-lead-is-a-fold.md for what each event does to the status, and why.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from trustcoach_app.models.leads import (
    CallOutcome,
    LeadEventType,
    LeadStatus,
    LossReason,
    MessageDirection,
    MessageSender,
)

_STAGES = {
    LeadEventType.QUALIFIED: LeadStatus.QUALIFIED,
    LeadEventType.CALL_PROPOSED: LeadStatus.CALL_PROPOSED,
    LeadEventType.CALL_BOOKED: LeadStatus.CALL_BOOKED,
}
_OUTCOMES = {
    LeadEventType.CALL_HELD: CallOutcome.HELD,
    LeadEventType.CALL_NO_SHOW: CallOutcome.NO_SHOW,
    LeadEventType.CALL_CANCELLED: CallOutcome.CANCELLED,
}
_PIPELINE = (
    LeadStatus.NEW,
    LeadStatus.ENGAGED,
    LeadStatus.QUALIFIED,
    LeadStatus.CALL_PROPOSED,
    LeadStatus.CALL_BOOKED,
    LeadStatus.WON,
)
_RANK = {status: rank for rank, status in enumerate(_PIPELINE)}
_OUTSIDE = -1
"""The rank of `relance` and `lost`: whatever stage is reached then, it leads on."""
_HAS_INSTANT = frozenset({*_PIPELINE[1:], LeadStatus.LOST})
_IN_ORDER = attrgetter("at", "id")
_MOST = 32_767
"""The greatest number that the column of `message_number` holds."""


class Message(NamedTuple):
    """One message, as far as the fold reads it."""

    id: UUID
    at: datetime
    direction: MessageDirection
    sender: MessageSender


class Happening(NamedTuple):
    """One event of `lead_events`; `by_hand`: the coach's own."""

    id: UUID
    at: datetime
    type: LeadEventType
    by_hand: bool
    data: Mapping[str, Any]


class Place(NamedTuple):
    """What the conversation makes of one outbound message."""

    message_number: int
    replied_at: datetime | None = None


@dataclass
class State:
    """What the fold says of a lead: columns of `leads`. `won_at` stands just while it is won, `lost_at` while lost."""

    status: LeadStatus = LeadStatus.NEW
    engaged_at: datetime | None = None
    qualified_at: datetime | None = None
    lead_magnet_sent_at: datetime | None = None
    email_captured_at: datetime | None = None
    call_proposed_at: datetime | None = None
    call_booked_at: datetime | None = None
    call_scheduled_at: datetime | None = None
    call_outcome: CallOutcome | None = None
    won_at: datetime | None = None
    lost_at: datetime | None = None
    loss_reason: LossReason | None = None
    deal_value_cents: int | None = None
    messages_in: int = 0
    messages_out: int = 0
    messages_human: int = 0
    first_message_at: datetime | None = None
    last_message_at: datetime | None = None
    last_message_direction: MessageDirection | None = None

    def _note(self, column: str, at: datetime) -> None:
        """The first time counts."""
        if getattr(self, column) is None:
            setattr(self, column, at)

    def become(self, status: LeadStatus, at: datetime) -> None:
        """Take a status, with its instant if it has none; what it contradicts goes."""
        self.status = status
        if status in _HAS_INSTANT:
            self._note(f"{status}_at", at)
        if status is not LeadStatus.WON:
            self.won_at = None
        if status is not LeadStatus.LOST:
            self.lost_at = self.loss_reason = None

    def lose(self, reason: str, at: datetime) -> None:
        """Close without a deal."""
        self.become(LeadStatus.LOST, at)
        self.loss_reason, self.deal_value_cents = LossReason(reason), None

    def furthest(self) -> LeadStatus:
        """The furthest open stage that was reached, by one who has just written."""
        reached = (stage for stage in reversed(_PIPELINE[2:5]) if getattr(self, f"{stage}_at"))
        return next(reached, LeadStatus.ENGAGED)

    def write(self, message: Message) -> None:
        """Count a message; an inbound one engages."""
        if self.first_message_at is None:
            self.first_message_at = message.at
        self.last_message_at, self.last_message_direction = message.at, message.direction
        if message.direction is MessageDirection.OUT:
            self.messages_out += 1
            self.messages_human += message.sender is MessageSender.HUMAN
            return
        self.messages_in += 1
        self._note("engaged_at", message.at)
        if self.status in (LeadStatus.NEW, LeadStatus.RELANCE):
            self.become(self.furthest(), message.at)

    def happen(self, event: Happening) -> None:
        """One event of the lead's."""
        kind, at, data = event.type, event.at, event.data
        if kind in _STAGES:
            self._reach(_STAGES[kind], event)
        elif kind in _OUTCOMES:
            self.call_outcome = _OUTCOMES[kind]
        elif kind is LeadEventType.LOST:
            self.lose(data.get("reason", LossReason.OTHER), at)
        elif kind is LeadEventType.STATUS_SET:
            self._set(LeadStatus(data["status"]), event)
        elif kind is LeadEventType.RELANCE and (event.by_hand or self.status is not LeadStatus.WON):
            self.become(LeadStatus.RELANCE, at)
        else:
            self._note_fact(event)

    def _note_fact(self, event: Happening) -> None:
        if event.type is LeadEventType.WON:
            self.become(LeadStatus.WON, event.at)
        elif event.type is LeadEventType.MAGNET_SENT:
            self._note("lead_magnet_sent_at", event.at)
        elif event.type is LeadEventType.EMAIL_CAPTURED:
            self._note("email_captured_at", event.at)
        if event.type in (LeadEventType.WON, LeadEventType.DEAL_VALUED) and "deal_value_cents" in event.data:
            self.deal_value_cents = event.data["deal_value_cents"]

    def _reach(self, stage: LeadStatus, event: Happening) -> None:
        """A stage of the pipeline. A machine neither moves a lead back nor reopens one that is won."""
        self._note(f"{stage}_at", event.at)
        if stage is LeadStatus.CALL_BOOKED:
            self.call_scheduled_at = datetime.fromisoformat(event.data["scheduled_at"])
            self.call_outcome = None
        if event.by_hand or _RANK[stage] >= _RANK.get(self.status, _OUTSIDE):
            self.become(stage, event.at)

    def _set(self, status: LeadStatus, event: Happening) -> None:
        """By hand: exactly this status, and none of the stages after it."""
        for stage in _PIPELINE[2:5]:
            if _RANK[stage] > _RANK.get(status, len(_PIPELINE)):
                setattr(self, f"{stage}_at", None)
        if status is LeadStatus.LOST:
            self.lose(event.data.get("reason", LossReason.OTHER), event.at)
        else:
            self.become(status, event.at)


def fold(messages: Iterable[Message], events: Iterable[Happening]) -> tuple[State, dict[UUID, Place]]:
    """The state of one lead, and the place of each of its outbound messages, by message id."""
    state, places = State(), dict[UUID, Place]()
    unanswered: UUID | None = None
    for fact in sorted((*messages, *events), key=_IN_ORDER):
        if isinstance(fact, Happening):
            state.happen(fact)
            continue
        state.write(fact)
        if fact.direction is MessageDirection.OUT:
            places[fact.id], unanswered = Place(min(state.messages_out, _MOST)), fact.id
        elif unanswered is not None:
            places[unanswered], unanswered = places[unanswered]._replace(replied_at=fact.at), None
    return state, places
