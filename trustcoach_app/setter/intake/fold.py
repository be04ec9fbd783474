"""A lead is the fold of what was written and what happened, by (instant, kind, row id), however that arrived.

Pure. See docs/adr/0009-a-lead-is-a-fold.md for what each event does to the status, and why.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from trustcoach_app.models.lead_history import CallOutcome, EventType, MessageDirection, MessageSender
from trustcoach_app.models.leads import LeadStatus, LossReason
from trustcoach_app.setter.intake.calls import CallsFold, FoldedCall
from trustcoach_app.setter.intake.conversation import MessageTurn, turns_of
from trustcoach_app.setter.intake.facts import FoldedMessage, Happening, in_order

_STAGES = {
    EventType.QUALIFIED: LeadStatus.QUALIFIED,
    EventType.CALL_PROPOSED: LeadStatus.CALL_PROPOSED,
    EventType.CALL_BOOKED: LeadStatus.CALL_BOOKED,
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
    last_contact_at: datetime | None = None
    followed_up_at: datetime | None = None
    snoozed_until: datetime | None = None
    deferred_until: datetime | None = None
    returned_at: datetime | None = None

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
            self.lost_at = self.loss_reason = self.returned_at = None

    def lose(self, reason: str, at: datetime) -> None:
        """Close without a deal."""
        self.become(LeadStatus.LOST, at)
        self.loss_reason, self.deal_value_cents, self.returned_at = LossReason(reason), None, None

    def furthest(self) -> LeadStatus:
        """The furthest open stage that was reached, by one who has just written."""
        reached = (stage for stage in reversed(_PIPELINE[2:5]) if getattr(self, f"{stage}_at"))
        return next(reached, LeadStatus.ENGAGED)

    def write(self, message: FoldedMessage) -> None:
        """Count a message; an inbound one engages."""
        if self.first_message_at is None:
            self.first_message_at = message.at
        self.last_message_at, self.last_message_direction = message.at, message.direction
        if message.direction is MessageDirection.OUT:
            self._answer(message.sender)
            return
        self.messages_in += 1
        self._note("engaged_at", message.at)
        if self.status is LeadStatus.LOST:
            self.returned_at = message.at
        if self.status in (LeadStatus.NEW, LeadStatus.RELANCE):
            self.become(self.furthest(), message.at)

    def _answer(self, sender: MessageSender) -> None:
        """Whom the coach has written to in person did not come back unseen."""
        self.messages_out += 1
        if sender is MessageSender.HUMAN:
            self.messages_human += 1
            self.returned_at = None

    def happen(self, event: Happening) -> None:
        """One event of the lead's; of its calls, `Calls` takes what becomes of them."""
        kind, at, data = event.type, event.at, event.data
        if kind in _STAGES:
            self._reach(_STAGES[kind], event)
        elif kind is EventType.LOST:
            self.lose(data.get("reason", LossReason.OTHER), at)
        elif kind is EventType.STATUS_SET:
            self._set(LeadStatus(data["status"]), event)
        elif kind is EventType.RELANCE and (event.by_hand or self.status is not LeadStatus.WON):
            self.become(LeadStatus.RELANCE, at)
        elif kind in (EventType.FOLLOWED_UP, EventType.SNOOZED):
            self._remind(event)
        else:
            self._note_fact(event)

    def _note_fact(self, event: Happening) -> None:
        if event.type is EventType.WON:
            self.become(LeadStatus.WON, event.at)
        elif event.type is EventType.MAGNET_SENT:
            self._note("lead_magnet_sent_at", event.at)
        elif event.type is EventType.EMAIL_CAPTURED:
            self._note("email_captured_at", event.at)
        if event.type in (EventType.WON, EventType.DEAL_VALUED) and "deal_value_cents" in event.data:
            self.deal_value_cents = event.data["deal_value_cents"]

    def _remind(self, event: Happening) -> None:
        """« Relancé » is over with what was put off; what an undo says of either stands as it says."""
        if event.type is EventType.SNOOZED:
            self.snoozed_until = _instant(event.data["until"])
        elif "at" in event.data:
            self.followed_up_at = _instant(event.data["at"])
        else:
            self.followed_up_at, self.snoozed_until = event.at, None

    def _reach(self, stage: LeadStatus, event: Happening) -> None:
        """A stage of the pipeline. A machine neither moves a lead back nor reopens one that is won."""
        self._note(f"{stage}_at", event.at)
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

    def close(self, calls: CallsFold) -> None:
        """What follows from all of it: the latest call, and from when on nobody, or somebody, is waited for."""
        self.call_scheduled_at, self.call_outcome = calls.scheduled_at, calls.outcome
        self.last_contact_at = _later(self.last_message_at, self.followed_up_at)
        is_to_come = self.call_booked_at and self.call_outcome is None and self.status is not LeadStatus.LOST
        self.deferred_until = _later(self.snoozed_until, self.call_scheduled_at if is_to_come else None)
        if self.won_at:
            calls.give_deal(self.won_at)


class Folded(NamedTuple):
    """What all the rows of one lead say."""

    state: State
    turns: dict[UUID, MessageTurn]
    """Of its outbound messages, by message id."""
    calls: list[FoldedCall]


def fold(messages: Iterable[FoldedMessage], events: Iterable[Happening]) -> Folded:
    """One lead, from its rows in any order."""
    state, calls = State(), CallsFold()
    facts = in_order((*messages, *events))
    for fact in facts:
        if isinstance(fact, FoldedMessage):
            state.write(fact)
        else:
            state.happen(fact)
            calls.take(fact)
    state.close(calls)
    return Folded(state, turns_of(fact for fact in facts if isinstance(fact, FoldedMessage)), calls.all)


def _instant(written: str | None) -> datetime | None:
    return None if written is None else datetime.fromisoformat(written)


def _later(*instants: datetime | None) -> datetime | None:
    return max(filter(None, instants), default=None)
