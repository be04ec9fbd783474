# pyright: reportAssignmentType=false
"""What happened in a session: its state, moments, summaries and the coach's private notes (decisions 14 to 17)."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index
from sqlmodel import Field, SQLModel

from trustcoach_app.db.principal import Role
from trustcoach_app.db.row_access import IN_MY_PRACTICE, KEEP, READ, WRITE, Grant, row_access
from trustcoach_app.db.types import EncryptedText
from trustcoach_app.models.base import TenantRow, choice, instant, within_tenant
from trustcoach_app.models.clients import OF_MY_FILES

LONGEST_NOTE = 20_000
LONGEST_SUMMARY = 20_000
LONGEST_MOMENT = 500


class RecordingState(StrEnum):
    """The recording pipeline (decision 14). The row's state is the truth; each failure can be resumed."""

    IDLE = "idle"
    RECORDING = "recording"
    UPLOADING = "uploading"
    UPLOAD_FAILED = "upload_failed"
    TRANSCRIBING = "transcribing"
    TRANSCRIBE_FAILED = "transcribe_failed"
    SUMMARIZING = "summarizing"
    SUMMARIZE_FAILED = "summarize_failed"
    COMPLETED = "completed"
    FAILED = "failed"


class MomentKind(StrEnum):
    """What kind of moment the coach marked (decision 32)."""

    IMPORTANT = "important"
    INSIGHT = "insight"
    ACTION = "action"
    QUOTE = "quote"


class Session(TenantRow, table=True):
    """What a booking became once it was held. One per booking."""

    __tablename__ = "sessions"
    __table_args__ = (
        within_tenant("booking_id", "bookings"),
        within_tenant("client_id", "clients", ondelete="NO ACTION"),
        Index("uq_sessions_coach_id_booking_id", "coach_id", "booking_id", unique=True),
        Index("ix_sessions_coach_id_client_id", "coach_id", "client_id"),
    )

    booking_id: UUID
    client_id: UUID
    state: RecordingState = choice(RecordingState, default=RecordingState.IDLE, type_name="session_state")


class Moment(TenantRow, table=True):
    """A moment that the coach marked. Their order is the coach's: `position` counts from 1 in each session."""

    __tablename__ = "moments"
    __table_args__ = (
        within_tenant("session_id", "sessions"),
        CheckConstraint("at_seconds >= 0", name="at_positive"),
        CheckConstraint("position >= 1", name="position_positive"),
        Index("ix_moments_coach_id_session_id", "coach_id", "session_id"),
    )

    session_id: UUID
    kind: MomentKind = choice(MomentKind, default=MomentKind.IMPORTANT)
    at_seconds: int | None = None
    """Since the session began; None when nobody knows, as of a moment that was marked afterwards."""
    position: int = 1
    note: str = Field(default="", sa_column=Column(EncryptedText, nullable=False))


class Summary(TenantRow, table=True):
    """The summary that the coach signed (`summary_final`). Nothing else is ever shown as a summary.

    `signed_at` is empty once she took her signature back; its text is then in her draft, and nobody reads this one.
    """

    __tablename__ = "summaries"
    __table_args__ = (
        within_tenant("session_id", "sessions"),
        Index("uq_summaries_coach_id_session_id", "coach_id", "session_id", unique=True),
    )

    session_id: UUID
    text: str = Field(sa_column=Column(EncryptedText, nullable=False))
    signed_at: datetime | None = instant(nullable=True)
    shared_at: datetime | None = instant(nullable=True)


class RawSummary(TenantRow, table=True):
    """The machine's proposal (`summary_raw`), in a table of its own: only the coach ever reads it (decision 3)."""

    __tablename__ = "raw_summaries"
    __table_args__ = (
        within_tenant("session_id", "sessions"),
        Index("uq_raw_summaries_coach_id_session_id", "coach_id", "session_id", unique=True),
    )

    session_id: UUID
    text: str = Field(sa_column=Column(EncryptedText, nullable=False))


class PrivateNote(SQLModel, table=True):
    """The coach's notes of one session. They never leave: not to a provider, an administrator or an export."""

    __tablename__ = "private_notes"
    __table_args__ = (within_tenant("session_id", "sessions"),)

    coach_id: UUID = Field(primary_key=True)
    session_id: UUID = Field(primary_key=True)
    text: str = Field(sa_column=Column(EncryptedText, nullable=False))
    revision: int = 1
    """Counts saves, so that a second tab never overwrites what the first one typed."""
    updated_at: datetime = instant()


class SummaryDraft(SQLModel, table=True):
    """The summary as the coach writes it, hers alone until she signs it; then `summaries` holds what she signed.

    It stays beside it: what another window typed meanwhile is not lost, and a signature can be taken back.
    """

    __tablename__ = "summary_drafts"
    __table_args__ = (within_tenant("session_id", "sessions"),)

    coach_id: UUID = Field(primary_key=True)
    session_id: UUID = Field(primary_key=True)
    text: str = Field(sa_column=Column(EncryptedText, nullable=False))
    revision: int = 1
    """Counts saves, as those of a private note."""
    updated_at: datetime = instant()


SHARED_WITH_ME = (
    "signed_at IS NOT NULL AND shared_at IS NOT NULL AND (coach_id, session_id) IN (SELECT coach_id, id FROM sessions)"
)


row_access(
    Session,
    Grant(Role.COACH, KEEP, IN_MY_PRACTICE),
    Grant(Role.CLIENT, READ, OF_MY_FILES, columns=("coach_id", "id", "booking_id", "client_id")),
    notifies=True,
)
row_access(Moment, Grant(Role.COACH, WRITE, IN_MY_PRACTICE), notifies=True)
row_access(Summary, Grant(Role.COACH, KEEP, IN_MY_PRACTICE), Grant(Role.CLIENT, READ, SHARED_WITH_ME), notifies=True)
row_access(RawSummary, Grant(Role.COACH, WRITE, IN_MY_PRACTICE))
row_access(PrivateNote, Grant(Role.COACH, WRITE, IN_MY_PRACTICE))
row_access(SummaryDraft, Grant(Role.COACH, WRITE, IN_MY_PRACTICE))
