# pyright: reportAssignmentType=false
"""What a coach offers in her calendar: types, reasons, series and the rules of her slots."""

from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, Column, Index, SmallInteger, text
from sqlmodel import Field, SQLModel

from trustcoach_app.booking_limits import (
    FEWEST_OCCURRENCES,
    LONGEST_MINUTES,
    MOST_OCCURRENCES,
    SHORTEST_MINUTES,
    SLOT_RULES,
)
from trustcoach_app.db.principal import Role
from trustcoach_app.db.row_access import IN_MY_PRACTICE, KEEP, WRITE, Grant, row_access
from trustcoach_app.limits import HIGHEST_CENTS
from trustcoach_app.models.base import TenantRow, between, choice, instant, within_tenant
from trustcoach_app.models.bookings import LONGEST_REASON, BookingMode

LONGEST_TYPE_NAME = 80
LONGEST_TYPE_DESCRIPTION = 500


class AppointmentColour(StrEnum):
    """The hues a type may have. Names, not CSS: the design system gives each one a look in both lights."""

    BLUE = "blue"
    INDIGO = "indigo"
    VIOLET = "violet"
    PINK = "pink"
    RED = "red"
    ORANGE = "orange"
    AMBER = "amber"
    GREEN = "green"
    TEAL = "teal"
    GREY = "grey"


class SeriesFrequency(StrEnum):
    """How often a recurring session comes back."""

    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"
    MONTHLY = "monthly"


class AppointmentType(TenantRow, table=True):
    """A kind of session. `position` orders the list; an archived one stays for the bookings that used it."""

    __tablename__ = "appointment_types"
    __table_args__ = (
        between("minutes", (SHORTEST_MINUTES, LONGEST_MINUTES), "minutes_range"),
        between("price_cents", (0, HIGHEST_CENTS), "price_range"),
        CheckConstraint("cardinality(modes) > 0", name="some_mode"),
        Index(
            "uq_appointment_types_coach_id_name",
            "coach_id",
            text("lower(name)"),
            unique=True,
            postgresql_where=text("archived_at IS NULL"),
        ),
    )

    name: str = Field(max_length=LONGEST_TYPE_NAME)
    minutes: int = Field(sa_type=SmallInteger)
    colour: AppointmentColour = choice(AppointmentColour, default=AppointmentColour.BLUE)
    price_cents: int | None = None
    """0 is free, said so; None: asked for at each booking."""
    description: str = Field(default="", max_length=LONGEST_TYPE_DESCRIPTION)
    modes: list[BookingMode] = Field(sa_column=Column(ARRAY(choice(BookingMode).sa_column.type), nullable=False))
    is_active: bool = True
    """Whether it is offered for new sessions."""
    position: int = Field(default=0, sa_type=SmallInteger)
    archived_at: datetime | None = instant(nullable=True)


class AppointmentReason(TenantRow, table=True):
    """Why somebody comes, to choose from a list."""

    __tablename__ = "appointment_reasons"
    __table_args__ = (
        Index(
            "uq_appointment_reasons_coach_id_label",
            "coach_id",
            text("lower(label)"),
            unique=True,
            postgresql_where=text("archived_at IS NULL"),
        ),
    )

    label: str = Field(max_length=LONGEST_REASON)
    position: int = Field(default=0, sa_type=SmallInteger)
    archived_at: datetime | None = instant(nullable=True)


class BookingSeries(TenantRow, table=True):
    """The plan of recurring sessions: the same wall-clock time, so many times. Its sessions are bookings."""

    __tablename__ = "booking_series"
    __table_args__ = (
        within_tenant("client_id", "clients", ondelete="NO ACTION"),
        between("occurrences", (FEWEST_OCCURRENCES, MOST_OCCURRENCES), "occurrences_range"),
        Index("ix_booking_series_coach_id_client_id", "coach_id", "client_id"),
    )

    client_id: UUID
    frequency: SeriesFrequency = choice(SeriesFrequency)
    first_on: date
    at: time
    """Local, in `timezone`."""
    timezone: str = Field(max_length=64)
    occurrences: int = Field(sa_type=SmallInteger)


class PlanningSettings(SQLModel, table=True):
    """The rules of a coach's slots, one row a practice. It exists once the defaults were made."""

    __tablename__ = "planning_settings"
    __table_args__ = (
        between("buffer_before_minutes", SLOT_RULES["buffer_before_minutes"], "buffer_before_range"),
        between("buffer_after_minutes", SLOT_RULES["buffer_after_minutes"], "buffer_after_range"),
        between("minimum_notice_minutes", SLOT_RULES["minimum_notice_minutes"], "minimum_notice_range"),
        between("horizon_days", SLOT_RULES["horizon_days"], "horizon_range"),
        between("slot_interval_minutes", SLOT_RULES["slot_interval_minutes"], "slot_interval_range"),
        between("most_sessions_a_day", SLOT_RULES["most_sessions_a_day"], "most_sessions_range"),
        CheckConstraint("holidays_country ~ '^([A-Z]{2})?$'", name="country_shape"),
    )

    coach_id: UUID = Field(primary_key=True, foreign_key="coaches.id", ondelete="CASCADE")
    buffer_before_minutes: int = Field(default=0, sa_type=SmallInteger)
    buffer_after_minutes: int = Field(default=0, sa_type=SmallInteger)
    minimum_notice_minutes: int = 1440
    """How long before its start a client may still book. The coach herself may book at once."""
    horizon_days: int = Field(default=60, sa_type=SmallInteger)
    """How many days ahead a client may book, today being 0."""
    slot_interval_minutes: int = Field(default=15, sa_type=SmallInteger)
    most_sessions_a_day: int | None = Field(default=None, sa_type=SmallInteger)
    holidays_country: str = Field(default="", max_length=2)
    """ISO 3166 code whose public holidays are closed; empty for none."""


row_access(AppointmentType, Grant(Role.COACH, WRITE, IN_MY_PRACTICE), notifies=True)
row_access(AppointmentReason, Grant(Role.COACH, WRITE, IN_MY_PRACTICE), notifies=True)
row_access(BookingSeries, Grant(Role.COACH, KEEP, IN_MY_PRACTICE), notifies=True)
row_access(PlanningSettings, Grant(Role.COACH, KEEP, IN_MY_PRACTICE), notifies=True)
