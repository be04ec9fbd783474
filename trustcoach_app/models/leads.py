# pyright: reportAssignmentType=false
"""What the setter brings in: one row a lead, the fold of all that was written and happened (docs/kpis.md)."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, SmallInteger, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field

from trustcoach_app.db.principal import Role
from trustcoach_app.db.row_access import ANY_ROW, DEFINER, IN_MY_PRACTICE, KEEP, READ, Grant, row_access
from trustcoach_app.db.types import EncryptedText
from trustcoach_app.limits import LONGEST_EMAIL, LONGEST_SEARCH_KEY
from trustcoach_app.models.base import TenantRow, choice, instant, within_tenant
from trustcoach_app.models.lead_history import CallOutcome, MessageDirection
from trustcoach_app.models.marks import COUNTED
from trustcoach_app.models.waiting import standing_indexes, waiting_indexes

LONGEST_NOTES = 20_000
LONGEST_TAG, MOST_TAGS = 30, 20


class LeadStatus(StrEnum):
    """Where a lead stands. WON and LOST are closed, the others open."""

    NEW = "new"
    ENGAGED = "engaged"
    QUALIFIED = "qualified"
    CALL_PROPOSED = "call_proposed"
    CALL_BOOKED = "call_booked"
    WON = "won"
    LOST = "lost"
    RELANCE = "relance"


class Gender(StrEnum):
    """What a lead said; null is unknown."""

    MALE = "male"
    FEMALE = "female"
    OTHER = "other"


class LossReason(StrEnum):
    """The five of figure 28 (docs/kpis.md)."""

    PRICE = "price"
    TIME = "time"
    TRIED = "tried"
    HESITATION = "hesitation"
    OTHER = "other"


FOLD_VERSION = 1
"""Of the rules of `setter/intake/fold.py`. Another number needs a migration that makes the index of FOLDED_BEFORE anew;
leads that were folded by older rules are then folded again (`intake/refold.py`), and their figures counted anew.
"""
FOLDED_BEFORE = f"fold_version < {FOLD_VERSION}"

TAGGED = "tags <> '{}'"
STANDING = {status: f"status = '{status}'" for status in LeadStatus}
SOMETIMES = (  # noqa: SIM905  a list of nine lines says no more
    "client_id qualified_at lead_magnet_sent_at email_captured_at call_proposed_at call_booked_at call_scheduled_at "
    "won_at lost_at"
).split()


class Lead(TenantRow, table=True):
    """One Instagram account in talks with one coach. All but tags, notes and client is the fold of its events.

    `created_at` is the instant of its earliest event.
    """

    __tablename__ = "leads"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_lower"),
        CheckConstraint("age BETWEEN 13 AND 120", name="age_of_a_person"),
        CheckConstraint("deal_value_cents >= 0", name="deal_positive"),
        within_tenant("client_id", "clients", ondelete="NO ACTION"),
        Index("uq_leads_coach_id_instagram_id", "coach_id", "instagram_id", unique=True),
        Index("ix_leads_coach_id_created_at", "coach_id", "created_at"),
        Index("ix_leads_coach_id_active_at", "coach_id", text("active_at DESC"), text("id DESC")),
        *waiting_indexes(),
        *standing_indexes(STANDING.items()),
        Index(
            "ix_leads_coach_id_source_key",
            "coach_id",
            "source_key",
            text("active_at DESC"),
            text("id DESC"),
            postgresql_include=("source",),
        ),
        Index("ix_leads_tagged", "coach_id", text("active_at DESC"), text("id DESC"), postgresql_where=text(TAGGED)),
        Index("ix_leads_folded_before", "coach_id", "id", postgresql_where=text(FOLDED_BEFORE)),
        Index("ix_leads_search", text("to_tsvector('simple', search_key)"), postgresql_using="gin"),
        *(
            Index(f"ix_leads_coach_id_{fact}", "coach_id", fact, postgresql_where=text(f"{fact} IS NOT NULL"))
            for fact in SOMETIMES
        ),
    )

    instagram_id: str = Field(max_length=64)
    contact_id: str = Field(default="", max_length=64)
    instagram_username: str = Field(default="", max_length=64)
    first_name: str = Field(default="", max_length=80)
    last_name: str = Field(default="", max_length=80)
    email: str | None = Field(default=None, max_length=LONGEST_EMAIL)
    age: int | None = Field(default=None, sa_type=SmallInteger)
    gender: Gender | None = choice(Gender, nullable=True)
    job_title: str = Field(default="", max_length=80)
    job_key: str = Field(default="", max_length=80)
    """`job_title` however it is spelt (`keys.spelling_key`), to be found by; empty: unknown."""
    source: str = Field(default="", max_length=40)
    source_key: str = Field(default="", max_length=80, sa_column_kwargs={"server_default": ""})
    """`source` however it is spelt."""
    profile_clock: dict[str, Any] = Field(
        default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default=text("'{}'"))
    )
    """Per profile field: [occurred_at, event_id] of the event that said it; the latest wins."""

    status: LeadStatus = choice(LeadStatus, default=LeadStatus.NEW)
    engaged_at: datetime | None = instant(nullable=True)
    qualified_at: datetime | None = instant(nullable=True)
    lead_magnet_sent_at: datetime | None = instant(nullable=True)
    email_captured_at: datetime | None = instant(nullable=True)
    call_proposed_at: datetime | None = instant(nullable=True)
    call_booked_at: datetime | None = instant(nullable=True)
    call_scheduled_at: datetime | None = instant(nullable=True)
    call_outcome: CallOutcome | None = choice(CallOutcome, nullable=True)
    won_at: datetime | None = instant(nullable=True)
    lost_at: datetime | None = instant(nullable=True)
    loss_reason: LossReason | None = choice(LossReason, nullable=True)
    deal_value_cents: int | None = None

    messages_in: int = 0
    messages_out: int = 0
    messages_human: int = 0
    """Outbound ones that a human wrote."""
    first_message_at: datetime | None = instant(nullable=True)
    last_message_at: datetime | None = instant(nullable=True)
    last_message_direction: MessageDirection | None = choice(MessageDirection, nullable=True)
    last_contact_at: datetime | None = instant(nullable=True)
    """The later of the last message and `followed_up_at`: since then there is silence."""
    followed_up_at: datetime | None = instant(nullable=True)
    """When the coach said « Relancé »."""
    snoozed_until: datetime | None = instant(nullable=True)
    """Until when the coach put the lead off."""
    deferred_until: datetime | None = instant(nullable=True)
    """Not to be followed up before: the later of `snoozed_until` and, of an open lead, a call still to come."""
    returned_at: datetime | None = instant(nullable=True)
    """Of a lost lead: when it last wrote after the loss, while the coach has not answered."""
    active_at: datetime = instant()
    """The instant of its latest event: the order of the list."""
    fold_version: int = Field(default=FOLD_VERSION, sa_type=SmallInteger, sa_column_kwargs={"server_default": "1"})
    """By which rules it was folded."""

    client_id: UUID | None = None
    tags: list[str] = Field(
        default_factory=list, sa_column=Column(ARRAY(Text), nullable=False, server_default=text("'{}'"))
    )
    notes: str = Field(default="", sa_column=Column(EncryptedText, nullable=False))
    notes_revision: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    """Counts what was saved of the notes: an edit says on which one it is based."""
    search_key: str = Field(default="", max_length=LONGEST_SEARCH_KEY)


RETENTION = ("coach_id", "id", "client_id", "last_message_at", "active_at")  # decide whether a lead is kept
row_access(
    Lead,
    Grant(Role.COACH, KEEP, IN_MY_PRACTICE),
    COUNTED["leads"],
    Grant(DEFINER, READ, ANY_ROW, columns=(*RETENTION, "search_key")),
    Grant(DEFINER, ("DELETE",), ANY_ROW),
    notifies="setter",
)
