# pyright: reportAssignmentType=false
"""What was imported from elsewhere, row by row, and the calendars that are read again and again."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, text
from sqlmodel import Field

from trustcoach_app.db.access import ANY_ROW, DEFINER, IN_MY_PRACTICE, READ, WRITE, Grant, access
from trustcoach_app.db.principal import Role
from trustcoach_app.db.types import EncryptedText
from trustcoach_app.models.base import TenantRow, choice, instant, within_tenant


class ImportStatus(StrEnum):
    """A DRAFT is a dry run: nothing else is written yet. REFUSED says why a file could not be read."""

    DRAFT = "draft"
    REFUSED = "refused"
    WRITTEN = "written"
    UNDONE = "undone"


class ImportKind(StrEnum):
    """Which page took the file: the planning's (sessions, clients) or the setter's (leads, messages)."""

    PLANNING = "planning"
    LEADS = "leads"


class Import(TenantRow, table=True):
    """One uploaded file: what was understood of it, and what became of that."""

    __tablename__ = "imports"

    kind: ImportKind = choice(ImportKind, default=ImportKind.PLANNING)
    filename: str = Field(max_length=120)
    status: ImportStatus = choice(ImportStatus, default=ImportStatus.DRAFT)
    plan: str = Field(sa_column=Column(EncryptedText, nullable=False))
    """The dry run as JSON; emptied once it is written, since it names people."""
    outcome: str = Field(default="", max_length=300)
    """A French sentence: why it was refused, what was written, what was taken back."""
    written_at: datetime | None = instant(nullable=True)


class ImportedRow(TenantRow, table=True):
    """One booking, busy block or client that an import made. It goes with what it made."""

    __tablename__ = "imported_rows"
    __table_args__ = (
        within_tenant("import_id", "imports"),
        within_tenant("booking_id", "bookings"),
        within_tenant("busy_block_id", "busy_blocks"),
        within_tenant("client_id", "clients"),
        CheckConstraint("num_nonnulls(booking_id, busy_block_id, client_id) <= 1", name="one_thing"),
        Index(
            "uq_imported_rows_coach_id_uid_recurrence",
            "coach_id",
            "uid",
            "recurrence",
            unique=True,
            postgresql_where=text("uid <> ''"),
        ),
        Index("ix_imported_rows_coach_id_import_id", "coach_id", "import_id"),
        *(
            Index(f"ix_imported_rows_coach_id_{made}", "coach_id", made, postgresql_where=text(f"{made} IS NOT NULL"))
            for made in ("booking_id", "busy_block_id", "client_id")
        ),
    )

    import_id: UUID
    uid: str = Field(default="", max_length=500)
    """The event's UID; empty for a client, who is found by address or name."""
    recurrence: str = Field(default="", max_length=40)
    """The RECURRENCE-ID of one occurrence of a series, in UTC; empty for an event that does not recur."""
    booking_id: UUID | None = None
    busy_block_id: UUID | None = None
    client_id: UUID | None = None
    made: str = Field(default="", max_length=64)
    """A keyed hash of what was written, to see whether it was changed since."""


class CalendarFeed(TenantRow, table=True):
    """A private .ics address whose busy times block slots."""

    __tablename__ = "calendar_feeds"
    __table_args__ = (Index("ix_calendar_feeds_polled_at", "polled_at"),)

    name: str = Field(max_length=80)
    address: str = Field(sa_column=Column(EncryptedText, nullable=False))
    """Whoever has it reads the calendar: it rests encrypted and is never shown again."""
    host: str = Field(max_length=253)
    etag: str = Field(default="", max_length=300)
    last_modified: str = Field(default="", max_length=100)
    polled_at: datetime | None = instant(nullable=True)
    succeeded_at: datetime | None = instant(nullable=True)
    problem: str = Field(default="", max_length=300)
    """A French sentence about the last attempt; empty when it went well."""


access(Import, Grant(Role.COACH, WRITE, IN_MY_PRACTICE), notifies=True)
access(ImportedRow, Grant(Role.COACH, WRITE, IN_MY_PRACTICE))
access(
    CalendarFeed,
    Grant(Role.COACH, WRITE, IN_MY_PRACTICE),
    Grant(DEFINER, READ, ANY_ROW, columns=("coach_id", "polled_at", "problem")),
    notifies=True,
)
