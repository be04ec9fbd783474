# pyright: reportAssignmentType=false
"""What was written to and by a lead, and what happened to it: rows that the fold reads, and what it made of them.

Keys of messages and events are made from the provider's event id (`setter/keys.py`), so a replay finds its own row.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, SmallInteger, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from trustcoach_app.db.principal import Role
from trustcoach_app.db.row_access import IN_MY_PRACTICE, KEEP, WRITE, Grant, row_access
from trustcoach_app.db.types import EncryptedText
from trustcoach_app.models.base import TenantRow, choice, instant, within_tenant, word
from trustcoach_app.models.marks import COUNTED


class MessageDirection(StrEnum):
    """Seen from the practice."""

    IN = "in"
    OUT = "out"


class MessageSender(StrEnum):
    """Who wrote: outbound ones are the AI's or a human's."""

    AI = "ai"
    HUMAN = "human"
    LEAD = "lead"


class CallOutcome(StrEnum):
    """What became of a call."""

    HELD = "held"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


class EventType(StrEnum):
    """Every kind of event, in its natural order: of several at one instant, the fold reads them in this one."""

    UPSERTED = "lead.upserted"
    """Changes the profile: the lead's own row."""
    SENT = "message.sent"
    RECEIVED = "message.received"
    """A message is a row of its own."""
    QUALIFIED = "lead.qualified"
    MAGNET_SENT = "lead_magnet.sent"
    EMAIL_CAPTURED = "email.captured"
    CALL_PROPOSED = "call.proposed"
    CALL_BOOKED = "call.booked"
    CALL_HELD = "call.held"
    CALL_NO_SHOW = "call.no_show"
    CALL_CANCELLED = "call.cancelled"
    RELANCE = "lead.relance"
    LOST = "lead.lost"
    WON = "lead.won"
    STATUS_SET = "status.set"
    """By hand only, like those after it: data is {"status": …, "reason"?: …}."""
    DEAL_VALUED = "deal.valued"
    """Data is {"deal_value_cents": … or null}."""
    FOLLOWED_UP = "lead.followed_up"
    """« Relancé »: whom the coach has reached again, by whatever way. Data is {"at"?: … or null}, to take it back."""
    SNOOZED = "lead.snoozed"
    """« Reporter »: nobody is to be followed up before then. Data is {"until": … or null}."""


BY_HAND = frozenset({EventType.STATUS_SET, EventType.DEAL_VALUED, EventType.FOLLOWED_UP, EventType.SNOOZED})
"""What only the coach's hand writes."""

MESSAGES = {EventType.SENT: MessageDirection.OUT, EventType.RECEIVED: MessageDirection.IN}
HAPPENINGS = tuple(kind for kind in EventType if kind is not EventType.UPSERTED and kind not in MESSAGES)
"""The kinds that are rows of `lead_events`."""


class EventOrigin(StrEnum):
    """Where an event came from."""

    HOOK = "hook"
    IMPORT = "import"
    HAND = "hand"


class LeadMessage(TenantRow, table=True):
    """One message on Instagram. Its numbers and replies are folded from the lead's whole conversation."""

    __tablename__ = "lead_messages"
    __table_args__ = (
        within_tenant("lead_id", "leads"),
        CheckConstraint("(direction = 'in') = (sender = 'lead')", name="sender_fits"),
        Index("ix_lead_messages_coach_id_lead_id_sent_at", "coach_id", "lead_id", "sent_at"),
        Index(
            "ix_lead_messages_coach_id_sent_at",
            "coach_id",
            "sent_at",
            postgresql_include=("sender", "turn_number", "turn_replied_at"),
            postgresql_where=text("direction = 'out'"),
        ),
    )

    lead_id: UUID
    direction: MessageDirection = choice(MessageDirection)
    sender: MessageSender = choice(MessageSender)
    body: str = Field(sa_column=Column(EncryptedText, nullable=False))
    sent_at: datetime = instant()
    message_number: int | None = Field(default=None, sa_type=SmallInteger)
    """The place among the lead's outbound messages, from 1; null for inbound ones."""
    replied_at: datetime | None = instant(nullable=True)
    """When the lead wrote before the next outbound one."""
    turn_number: int | None = Field(default=None, sa_type=SmallInteger)
    """Of the message that opens a turn (one or more outbound ones in a row): the turn's place, from 1."""
    turn_replied_at: datetime | None = instant(nullable=True)
    """Of that message: when the lead wrote after the turn."""


class LeadEvent(TenantRow, table=True):
    """What happened to a lead, when: the fold reads them by (occurred_at, kind, id)."""

    __tablename__ = "lead_events"
    __table_args__ = (
        within_tenant("lead_id", "leads"),
        CheckConstraint(f"type IN ({', '.join(repr(kind.value) for kind in HAPPENINGS)})", name="type_known"),
        Index("ix_lead_events_coach_id_lead_id_occurred_at", "coach_id", "lead_id", "occurred_at"),
    )

    lead_id: UUID
    type: EventType = word(EventType)
    occurred_at: datetime = instant()
    origin: EventOrigin = choice(EventOrigin)
    data: dict[str, Any] = Field(
        default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default=text("'{}'"))
    )


class LeadCall(TenantRow, table=True):
    """One call, folded from the lead's events: who misses one and books again has two.

    Its key is made from (lead, number), so that the same events make the same row.
    """

    __tablename__ = "lead_calls"
    __table_args__ = (
        within_tenant("lead_id", "leads"),
        Index("ix_lead_calls_coach_id_lead_id", "coach_id", "lead_id"),
        Index(
            "ix_lead_calls_coach_id_counted_at",
            "coach_id",
            "counted_at",
            postgresql_include=("outcome", "is_won"),
            postgresql_where=text("counted_at IS NOT NULL"),
        ),
    )

    lead_id: UUID
    number: int
    """The place among the lead's calls, from 1."""
    booked_at: datetime = instant()
    scheduled_at: datetime = instant()
    outcome: CallOutcome | None = choice(CallOutcome, nullable=True)
    ended_at: datetime | None = instant(nullable=True)
    """When its outcome was told."""
    counted_at: datetime | None = instant(nullable=True)
    """The instant on whose day it is counted; null while it was neither held nor missed."""
    is_won: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})
    """Whether it is the held call that the lead's deal came from."""


row_access(LeadMessage, Grant(Role.COACH, KEEP, IN_MY_PRACTICE), COUNTED["lead_messages"])
row_access(LeadEvent, Grant(Role.COACH, KEEP, IN_MY_PRACTICE))
row_access(LeadCall, Grant(Role.COACH, WRITE, IN_MY_PRACTICE), COUNTED["lead_calls"])
