# pyright: reportAssignmentType=false
"""How events come in from the setter: settings, secrets, ledger, what was not understood, and what it costs."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, SmallInteger, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from trustcoach_app.db.principal import Role
from trustcoach_app.db.row_access import (
    ANY_ROW,
    ANY_ROW_FOR_SOMEBODY,
    DEFINER,
    IN_MY_PRACTICE,
    KEEP,
    READ,
    REVOKES,
    WRITE,
    Grant,
    row_access,
)
from trustcoach_app.db.types import EncryptedText
from trustcoach_app.limits import MINUTES_PER_MESSAGE, SILENCE_HOURS
from trustcoach_app.models.base import TenantRow, between, instant

TRIAL_ID = "trustcoach-essai"
"""The Instagram id of trial events: nobody's, since theirs are numbers (setter/intake/trial.py)."""
OF_TRIALS = f"instagram_id = '{TRIAL_ID}'"
LONGEST_SOURCE = 40


class SetterSettings(SQLModel, table=True):
    """One row a practice, made when first changed."""

    __tablename__ = "setter_settings"
    __table_args__ = (
        between("minutes_per_message", MINUTES_PER_MESSAGE, "minutes_plausible"),
        between("silence_hours", SILENCE_HOURS, "silence_plausible"),
    )

    coach_id: UUID = Field(primary_key=True, foreign_key="coaches.id", ondelete="CASCADE")
    minutes_per_message: int = Field(default=3, sa_type=SmallInteger)
    """The coach's own minutes for one message (figure 33)."""
    silence_hours: int = Field(default=24, sa_type=SmallInteger)
    """After so long without an event, coach and administrator are told."""
    silence_alerted_at: datetime | None = instant(nullable=True)


class SetterSecret(TenantRow, table=True):
    """What signs the practice's events. On rotation the earlier one lives on until `expires_at`."""

    __tablename__ = "setter_secrets"

    secret: str = Field(sa_column=Column(EncryptedText, nullable=False))
    """Rests encrypted, not hashed: an HMAC needs it. Shown once."""
    hint: str = Field(max_length=12)
    """Its last characters, to tell one from another."""
    expires_at: datetime | None = instant(nullable=True)
    revoked_at: datetime | None = instant(nullable=True)


class InboundEvent(TenantRow, table=True):
    """The ledger: each event of the webhook once, by a key made from (coach, event_id)."""

    __tablename__ = "inbound_events"
    __table_args__ = (
        Index("ix_inbound_events_coach_id_received_at", "coach_id", text("received_at DESC")),
        Index("ix_inbound_events_trials", "coach_id", text("received_at DESC"), postgresql_where=text(OF_TRIALS)),
        *(
            Index(f"ix_inbound_events_{name}", "coach_id", "received_at", "id", postgresql_where=text(condition))
            for name, condition in (("unapplied", "applied_at IS NULL"), ("applied", "applied_at IS NOT NULL"))
        ),
    )

    type: str = Field(max_length=40)
    instagram_id: str = Field(default="", max_length=64, sa_column_kwargs={"server_default": ""})
    """Whom it is about; empty of what came in before this was kept."""
    body: str = Field(sa_column=Column(EncryptedText, nullable=False))
    """The event as JSON, erased after a year (decision 18), or when the practice's ledger is full."""
    size: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    """Of the body as it rests, in bytes."""
    received_at: datetime = instant()
    applied_at: datetime | None = instant(nullable=True)
    attempts: int = Field(default=0, sa_type=SmallInteger, sa_column_kwargs={"server_default": "0"})
    """How often it could not be applied."""
    next_attempt_at: datetime | None = instant(nullable=True)
    """After a failure; None: at once."""
    trial_lead: dict[str, Any] | None = Field(default=None, sa_column=Column(JSONB(none_as_null=True), nullable=True))
    """Of a trial event: the lead that came of it, and was taken back; None too once it was removed from the page."""


class IntakeVolume(SQLModel, table=True):
    """How much a practice's setter has brought in; triggers weigh its ledger (db/functions/setter.sql)."""

    __tablename__ = "intake_volumes"

    coach_id: UUID = Field(primary_key=True, foreign_key="coaches.id", ondelete="CASCADE")
    ledger_bytes: int = Field(sa_type=BigInteger)
    letters_left_out: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})
    """Dead letters that were counted and not kept, because there were too many."""
    left_out_at: datetime | None = instant(nullable=True)


class DeadLetter(TenantRow, table=True):
    """What was signed but could not be understood, until an administrator mends or dismisses it."""

    __tablename__ = "dead_letters"
    __table_args__ = (
        Index("uq_dead_letters_coach_id_digest", "coach_id", "digest", unique=True),
        Index("ix_dead_letters_open", "received_at", postgresql_where=text("settled_at IS NULL")),
    )

    digest: str = Field(max_length=64)
    """SHA-256 of the body: the same letter sent again is one letter."""
    body: str = Field(sa_column=Column(EncryptedText, nullable=False))
    size: int
    """Of the body, in bytes."""
    problem: str = Field(max_length=500)
    """A French sentence: where and why."""
    received_at: datetime = instant()
    settled_at: datetime | None = instant(nullable=True)
    settlement: str = Field(default="", max_length=20)
    """« replayed » or « dismissed »."""


class RefusedHooks(SQLModel, table=True):
    """How many requests were refused as unsigned, by hour: all that they leave."""

    __tablename__ = "refused_hooks"

    hour: datetime = instant(primary_key=True)
    refused: int


class AcquisitionCost(TenantRow, table=True):
    """What the coach spent on one source in one month; spread over its days."""

    __tablename__ = "acquisition_costs"
    __table_args__ = (
        CheckConstraint("amount_cents >= 0", name="amount_positive"),
        CheckConstraint("extract(day FROM month) = 1", name="first_of_month"),
        Index("uq_acquisition_costs_coach_id_month_source", "coach_id", "month", "source", unique=True),
    )

    month: date
    source: str = Field(default="", max_length=LONGEST_SOURCE)
    """Empty: for all sources."""
    amount_cents: int


LETTER_WITHOUT_BODY = ("coach_id", "id", "created_at", "size", "problem", "received_at", "settled_at", "settlement")

row_access(
    SetterSettings,
    Grant(Role.COACH, KEEP, IN_MY_PRACTICE),
    Grant(DEFINER, READ, ANY_ROW),
    notifies="setter",
)
row_access(
    SetterSecret,
    Grant(Role.COACH, ("SELECT", "INSERT"), IN_MY_PRACTICE),
    Grant(
        Role.COACH,
        ("UPDATE",),
        f"{IN_MY_PRACTICE} AND {REVOKES[0]}",
        columns=("expires_at", "revoked_at"),
        becomes=IN_MY_PRACTICE,
    ),
    Grant(DEFINER, READ, ANY_ROW),
    notifies="setter",
)
row_access(
    InboundEvent,
    Grant(Role.HOOK, ("INSERT",), IN_MY_PRACTICE),
    Grant(Role.COACH, ("SELECT",), IN_MY_PRACTICE),
    Grant(Role.COACH, ("UPDATE",), IN_MY_PRACTICE, columns=("applied_at", "attempts", "next_attempt_at", "trial_lead")),
    Grant(
        DEFINER,
        READ,
        ANY_ROW,
        columns=("coach_id", "id", "instagram_id", "size", "received_at", "applied_at", "next_attempt_at"),
    ),
    Grant(DEFINER, ("DELETE",), ANY_ROW),
)
row_access(
    IntakeVolume,
    Grant(Role.ADMIN, READ, ANY_ROW_FOR_SOMEBODY, columns=("coach_id", "letters_left_out", "left_out_at")),
    Grant(DEFINER, KEEP, ANY_ROW),
)
row_access(
    DeadLetter,
    Grant(Role.HOOK, ("INSERT",), IN_MY_PRACTICE),
    Grant(Role.COACH, READ, IN_MY_PRACTICE, columns=LETTER_WITHOUT_BODY),
    Grant(Role.ADMIN, READ, ANY_ROW_FOR_SOMEBODY, columns=LETTER_WITHOUT_BODY),
    Grant(Role.ADMIN, ("UPDATE",), ANY_ROW_FOR_SOMEBODY, columns=("settled_at", "settlement")),
    Grant(DEFINER, READ, ANY_ROW),
    Grant(DEFINER, ("DELETE",), ANY_ROW),
    notifies="setter",
)
row_access(RefusedHooks, Grant(DEFINER, WRITE, ANY_ROW))
row_access(AcquisitionCost, Grant(Role.COACH, WRITE, IN_MY_PRACTICE), notifies="setter")
