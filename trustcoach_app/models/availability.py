# pyright: reportAssignmentType=false
"""When a coach works: weekly hours, and dates that differ. All hours are wall-clock hours of the coach's zone."""

from datetime import date, time

from sqlalchemy import CheckConstraint, Index, SmallInteger
from sqlmodel import Field

from trustcoach_app.db.principal import Role
from trustcoach_app.db.row_access import IN_MY_PRACTICE, WRITE, Grant, row_access
from trustcoach_app.models.base import TenantRow

MIDNIGHT_TO_MIDNIGHT = "opens <> closes OR opens = '00:00'"
"""`closes` ≤ `opens` means the next day: 23:00–00:30 crosses midnight, 00:00–00:00 is a whole day."""

LONGEST_DATE_LABEL = 160


class WeeklyHours(TenantRow, table=True):
    """One range of one weekday, week after week, from `valid_from` to `valid_until` (both included, null: open)."""

    __tablename__ = "weekly_hours"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 1 AND 7", name="iso_weekday"),
        CheckConstraint(MIDNIGHT_TO_MIDNIGHT, name="some_time"),
        CheckConstraint("valid_from <= valid_until", name="valid_in_order"),
        Index("ix_weekly_hours_coach_id_weekday_opens", "coach_id", "weekday", "opens"),
    )

    weekday: int = Field(sa_type=SmallInteger)
    """ISO: Monday 1 to Sunday 7, the day on which it opens."""
    opens: time
    closes: time
    valid_from: date | None = None
    valid_until: date | None = None


class DateException(TenantRow, table=True):
    """What holds on one date instead of the weekly hours: one row per range, or one without hours when it is closed."""

    __tablename__ = "date_exceptions"
    __table_args__ = (
        CheckConstraint("(opens IS NULL) = (closes IS NULL)", name="both_or_neither"),
        CheckConstraint(MIDNIGHT_TO_MIDNIGHT, name="some_time"),
        Index("ix_date_exceptions_coach_id_day", "coach_id", "day"),
    )

    day: date
    opens: time | None = None
    closes: time | None = None
    label: str = Field(default="", max_length=LONGEST_DATE_LABEL)


row_access(WeeklyHours, Grant(Role.COACH, WRITE, IN_MY_PRACTICE), notifies=True)
row_access(DateException, Grant(Role.COACH, WRITE, IN_MY_PRACTICE), notifies=True)
