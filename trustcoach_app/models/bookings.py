# pyright: reportAssignmentType=false
"""Bookings and busy time: the ground of planning, portal and earnings (decisions 6 to 11)."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import ConfigDict
from sqlalchemy import CheckConstraint, Column, Computed, DateTime, Index, SmallInteger, literal_column, text
from sqlalchemy.dialects.postgresql import TSTZRANGE, ExcludeConstraint, Range
from sqlmodel import Field

from trustcoach_app.booking_limits import SLOT_RULES
from trustcoach_app.db.principal import Role
from trustcoach_app.db.row_access import ANY_ROW, DEFINER, IN_MY_PRACTICE, KEEP, READ, WRITE, Grant, row_access
from trustcoach_app.limits import HIGHEST_CENTS, LONGEST_ADDRESS, LONGEST_TITLE
from trustcoach_app.models.base import TenantRow, between, choice, instant, within_tenant
from trustcoach_app.models.clients import OF_MY_FILES
from trustcoach_app.models.marks import COUNTED

LONGEST_REASON = 160
LONGEST_NOTE = 2000
LONGEST_PHONE = 32
LONGEST_CANCELLATION_REASON = 500


class BookingStatus(StrEnum):
    """Decision 6. PENDING is a hold; EXPIRED a hold that lapsed, which is not an annulled session."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"
    EXPIRED = "expired"


HOLDS_THE_SLOT = (BookingStatus.PENDING, BookingStatus.CONFIRMED, BookingStatus.IN_PROGRESS)
"""No two of these may overlap for one coach."""


class BookingMode(StrEnum):
    """How they meet: remote by video, by phone with a number, in person at an address."""

    REMOTE = "remote"
    PHONE = "phone"
    IN_PERSON = "in_person"


class BillingType(StrEnum):
    """Who pays: the client, or their organization."""

    INDIVIDUAL = "individual"
    CORPORATE = "corporate"


class CancelledBy(StrEnum):
    """Who cancelled decides what goes back (decision 11)."""

    COACH = "coach"
    CLIENT = "client"


class BusySource(StrEnum):
    """Where busy time comes from."""

    IMPORTED = "imported"
    PRIVATE = "private"
    TIME_OFF = "time_off"


class Booking(TenantRow, table=True):
    """One session in the diary. `starts_at` and `ends_at` are the bounds of `during`, kept by the database."""

    model_config = ConfigDict(arbitrary_types_allowed=True)  # type: ignore[assignment]
    __tablename__ = "bookings"
    __table_args__ = (
        within_tenant("client_id", "clients", ondelete="NO ACTION"),
        within_tenant("type_id", "appointment_types", ondelete="NO ACTION"),
        within_tenant("reason_id", "appointment_reasons", ondelete="NO ACTION"),
        within_tenant("series_id", "booking_series", ondelete="NO ACTION"),
        between("buffer_before_minutes", SLOT_RULES["buffer_before_minutes"], "buffer_before_range"),
        between("buffer_after_minutes", SLOT_RULES["buffer_after_minutes"], "buffer_after_range"),
        between("price_cents", (0, HIGHEST_CENTS), "price_range"),
        CheckConstraint("retained_cents BETWEEN 0 AND coalesce(price_cents, 0)", name="retained_range"),
        CheckConstraint(
            "NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during) "
            "AND upper(during) - lower(during) <= interval '12 hours'",
            name="during_shape",
        ),
        CheckConstraint("(status = 'pending') = (hold_expires_at IS NOT NULL)", name="hold_has_end"),
        CheckConstraint("(status = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled_when"),
        # The lock in bookings/ keeps racers in line; this is what makes an overlap impossible. A range over the tenant
        # stands in for btree_gist, which the embedded server does not have.
        ExcludeConstraint(
            (literal_column("uuidrange(coach_id, coach_id, '[]')"), "="),
            ("during", "&&"),
            using="gist",
            where=text("status IN ('pending', 'confirmed', 'in_progress')"),
            name="ex_bookings_no_overlap",
        ),
        Index("ix_bookings_coach_id_starts_at", "coach_id", "starts_at"),
        Index("ix_bookings_coach_id_client_id_starts_at", "coach_id", "client_id", "starts_at"),
        *(
            Index(f"ix_bookings_coach_id_{column}", "coach_id", column, postgresql_where=text(f"{column} IS NOT NULL"))
            for column in ("type_id", "reason_id", "series_id")
        ),
        Index("ix_bookings_hold_expires_at", "hold_expires_at", postgresql_where=text("status = 'pending'")),
        Index("ix_bookings_ends_at", "ends_at", postgresql_where=text("status IN ('confirmed', 'in_progress')")),
    )

    client_id: UUID
    type_id: UUID | None = None
    reason_id: UUID | None = None
    series_id: UUID | None = None
    buffer_before_minutes: int = Field(default=0, sa_type=SmallInteger, sa_column_kwargs={"server_default": "0"})
    """As the coach's rules were when it was booked, like `buffer_after_minutes`."""
    buffer_after_minutes: int = Field(default=0, sa_type=SmallInteger, sa_column_kwargs={"server_default": "0"})
    title: str = Field(default="", max_length=LONGEST_TITLE)
    reason: str = Field(default="", max_length=LONGEST_REASON)
    note: str = Field(default="", max_length=LONGEST_NOTE)
    during: Range[datetime] = Field(sa_column=Column(TSTZRANGE, nullable=False))
    starts_at: datetime = Field(
        default=None, sa_column=Column(DateTime(timezone=True), Computed("lower(during)", persisted=True))
    )
    ends_at: datetime = Field(
        default=None, sa_column=Column(DateTime(timezone=True), Computed("upper(during)", persisted=True))
    )
    timezone: str = Field(max_length=64)
    mode: BookingMode = choice(BookingMode, default=BookingMode.REMOTE)
    phone: str = Field(default="", max_length=LONGEST_PHONE)
    address: str = Field(default="", max_length=LONGEST_ADDRESS)
    price_cents: int | None = None
    """0 is offered; None a price that nobody said (decision 34)."""
    currency: str = Field(default="EUR", min_length=3, max_length=3)
    billing: BillingType = choice(BillingType, default=BillingType.INDIVIDUAL)
    status: BookingStatus = choice(BookingStatus, default=BookingStatus.CONFIRMED)
    hold_expires_at: datetime | None = instant(nullable=True)
    started_at: datetime | None = instant(nullable=True)
    finished_at: datetime | None = instant(nullable=True)
    cancelled_at: datetime | None = instant(nullable=True)
    cancelled_by: CancelledBy | None = choice(CancelledBy, nullable=True)
    cancellation_reason: str = Field(default="", max_length=LONGEST_CANCELLATION_REASON)
    retained_cents: int = 0
    """Of a cancelled session, what the coach keeps (decision 11)."""
    updated_at: datetime = instant(now=True)


class BusyBlock(TenantRow, table=True):
    """Time that is not free and not a session; blocks may overlap each other."""

    model_config = ConfigDict(arbitrary_types_allowed=True)  # type: ignore[assignment]
    __tablename__ = "busy_blocks"
    __table_args__ = (
        within_tenant("feed_id", "calendar_feeds"),
        Index("ix_busy_blocks_coach_id_feed_id", "coach_id", "feed_id", postgresql_where=text("feed_id IS NOT NULL")),
        Index(
            "ix_busy_blocks_coach_id_during",
            text("uuidrange(coach_id, coach_id, '[]')"),
            "during",
            postgresql_using="gist",
        ),
    )

    during: Range[datetime] = Field(sa_column=Column(TSTZRANGE, nullable=False))
    title: str = Field(default="", max_length=LONGEST_TITLE)
    feed_id: UUID | None = None
    """The calendar that it is read from, again and again; it goes with it."""
    source: BusySource = choice(BusySource, default=BusySource.PRIVATE)


IMPORTED = f"{IN_MY_PRACTICE} AND id IN (SELECT booking_id FROM outside_events)"
"""A session stays for good, unless an import made it: an import can be taken back."""

SEEN_BY_THE_CLIENT = (
    *("coach_id", "id", "client_id", "created_at", "updated_at", "title", "reason", "during", "starts_at", "ends_at"),
    *("timezone", "mode", "phone", "address", "price_cents", "currency", "billing", "status", "hold_expires_at"),
    *("started_at", "finished_at", "cancelled_at", "cancelled_by", "cancellation_reason", "retained_cents"),
)
"""All but the coach's own note and what is only of use to her planning."""

row_access(
    Booking,
    Grant(Role.COACH, KEEP, IN_MY_PRACTICE),
    Grant(Role.COACH, ("DELETE",), IMPORTED),
    Grant(Role.CLIENT, READ, OF_MY_FILES, columns=SEEN_BY_THE_CLIENT),
    COUNTED["bookings"],
    Grant(DEFINER, READ, ANY_ROW),
    notifies=True,
)
row_access(BusyBlock, Grant(Role.COACH, WRITE, IN_MY_PRACTICE), notifies=True)
