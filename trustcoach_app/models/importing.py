# pyright: reportAssignmentType=false
"""What was imported from elsewhere: files, the events of calendars outside, and calendars that are read again."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, text
from sqlmodel import Field

from trustcoach_app.db.principal import Role
from trustcoach_app.db.row_access import ANY_ROW, DEFINER, IN_MY_PRACTICE, READ, WRITE, Grant, row_access
from trustcoach_app.db.types import EncryptedText
from trustcoach_app.limits import LONGEST_CALENDAR_NAME, LONGEST_EMAIL, LONGEST_UID
from trustcoach_app.models.base import TenantRow, choice, instant, within_tenant

LONGEST_FEED_NAME = 80


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
    calendar: str = Field(default="", max_length=LONGEST_CALENDAR_NAME, sa_column_kwargs={"server_default": ""})
    """What the calendar of the file calls itself: the next file of that name is the same calendar."""
    status: ImportStatus = choice(ImportStatus, default=ImportStatus.DRAFT)
    plan: str = Field(sa_column=Column(EncryptedText, nullable=False))
    """The dry run as JSON; emptied once it is written, since it names people, but for what the coach must still do."""
    outcome: str = Field(default="", max_length=300)
    """A French sentence: why it was refused, what was written, what was taken back."""
    written_at: datetime | None = instant(nullable=True)


class PartKind(StrEnum):
    """What a piece of a dry run holds."""

    EVENTS = "events"
    ERRORS = "errors"


class ImportPart(TenantRow, table=True):
    """A piece of what a dry run would write, or of what it refused: large files rest in pieces that are small each."""

    __tablename__ = "import_parts"
    __table_args__ = (
        within_tenant("import_id", "imports"),
        CheckConstraint("kind IN ('events', 'errors')", name="kind"),
        Index("uq_import_parts_coach_id_import_id_kind_number", "coach_id", "import_id", "kind", "number", unique=True),
    )

    import_id: UUID
    kind: str = Field(max_length=20)
    number: int
    content: str = Field(sa_column=Column(EncryptedText, nullable=False))


class Provider(StrEnum):
    """How we know an event that somebody else keeps."""

    FILE = "file"
    FEED = "feed"


STANDINGS = ("here", "cancelled", "declined", "free", "gone", "kept")
"""What the calendar of an event said of it last: it takes time, or why it does not (any more), and the coach has not
decided yet; or she keeps it all the same."""


class OutsideEvent(TenantRow, table=True):
    """An event of a calendar outside: what that said of it last, and what we made of it. It goes with what it made."""

    __tablename__ = "outside_events"
    __table_args__ = (
        within_tenant("import_id", "imports"),
        within_tenant("feed_id", "calendar_feeds"),
        within_tenant("booking_id", "bookings"),
        within_tenant("busy_block_id", "busy_blocks"),
        CheckConstraint("provider IN ('file', 'feed')", name="provider"),
        CheckConstraint(f"standing IN {STANDINGS}", name="standing"),
        CheckConstraint("num_nonnulls(import_id, feed_id) = 1", name="one_origin"),
        CheckConstraint("num_nonnulls(booking_id, busy_block_id) <= 1", name="one_thing"),
        Index(
            "uq_outside_events_coach_id_uid_recurrence",
            "coach_id",
            "uid",
            "recurrence",
            unique=True,
            postgresql_where=text("feed_id IS NULL"),
        ),
        Index(
            "uq_outside_events_coach_id_feed_id_uid_recurrence",
            "coach_id",
            "feed_id",
            "uid",
            "recurrence",
            unique=True,
            postgresql_where=text("feed_id IS NOT NULL"),
        ),
        *(
            Index(f"ix_outside_events_coach_id_{of}", "coach_id", of, postgresql_where=text(f"{of} IS NOT NULL"))
            for of in ("import_id", "booking_id", "busy_block_id")
        ),
        Index("ix_outside_events_withdrawn", "coach_id", postgresql_where=text("standing NOT IN ('here', 'kept')")),
    )

    provider: str = Field(default=Provider.FILE.value, max_length=20)
    import_id: UUID | None = None
    """The file that it was made from."""
    feed_id: UUID | None = None
    """The calendar that it is read from, again and again."""
    uid: str = Field(max_length=LONGEST_UID)
    recurrence: str = Field(default="", max_length=40)
    """The RECURRENCE-ID of one occurrence of a series, in UTC; empty for an event that does not recur."""
    sequence: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    """Grows with each change that its organizer makes: an older file changes nothing."""
    etag: str = Field(default="", max_length=200, sa_column_kwargs={"server_default": ""})
    """Its provider's name of this version."""
    starts_at: datetime = instant()
    ends_at: datetime = instant()
    standing: str = Field(default=STANDINGS[0], max_length=20, sa_column_kwargs={"server_default": "here"})
    booking_id: UUID | None = None
    busy_block_id: UUID | None = None
    made: str = Field(default="", max_length=64, sa_column_kwargs={"server_default": ""})
    """A keyed hash of what was made of it, to see whether that was changed since."""


class ImportedClient(TenantRow, table=True):
    """A client whom an import made, and who is taken back with it."""

    __tablename__ = "imported_clients"
    __table_args__ = (
        within_tenant("import_id", "imports"),
        within_tenant("client_id", "clients"),
        Index("ix_imported_clients_coach_id_import_id", "coach_id", "import_id"),
        Index(
            "ix_imported_clients_coach_id_client_id",
            "coach_id",
            "client_id",
            postgresql_where=text("client_id IS NOT NULL"),
        ),
    )

    import_id: UUID
    client_id: UUID | None = None
    made: str = Field(max_length=64)
    """A keyed hash of what was written, to see whether it was changed since."""


class CalendarFeed(TenantRow, table=True):
    """A private .ics address whose busy times block slots."""

    __tablename__ = "calendar_feeds"
    __table_args__ = (Index("ix_calendar_feeds_polled_at", "polled_at"),)

    name: str = Field(max_length=LONGEST_FEED_NAME)
    address: str = Field(sa_column=Column(EncryptedText, nullable=False))
    """Whoever has it reads the calendar: it rests encrypted and is never shown again."""
    host: str = Field(max_length=253)
    own_address: str = Field(default="", max_length=LONGEST_EMAIL, sa_column_kwargs={"server_default": ""})
    """The coach's, by which her own answers are found among those of others."""
    etag: str = Field(default="", max_length=300)
    last_modified: str = Field(default="", max_length=100)
    polled_at: datetime | None = instant(nullable=True)
    succeeded_at: datetime | None = instant(nullable=True)
    problem: str = Field(default="", max_length=300)
    """A French sentence about the last attempt; empty when it went well."""
    left_out: str | None = Field(default=None, sa_column=Column(EncryptedText, nullable=True))
    """What could not be read of it the last time, as JSON."""


row_access(Import, Grant(Role.COACH, WRITE, IN_MY_PRACTICE), notifies=True)
row_access(ImportPart, Grant(Role.COACH, WRITE, IN_MY_PRACTICE))
row_access(OutsideEvent, Grant(Role.COACH, WRITE, IN_MY_PRACTICE))
row_access(ImportedClient, Grant(Role.COACH, WRITE, IN_MY_PRACTICE))
row_access(
    CalendarFeed,
    Grant(Role.COACH, WRITE, IN_MY_PRACTICE),
    Grant(DEFINER, READ, ANY_ROW, columns=("coach_id", "polled_at", "problem")),
    notifies=True,
)
