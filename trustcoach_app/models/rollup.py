# pyright: reportAssignmentType=false
"""The setter's figures, added up by day: additive cells, what marks them dirty, how fresh they are (docs/kpis.md)."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, CheckConstraint, Column, DateTime, Identity, Index, SmallInteger, text
from sqlmodel import Field, SQLModel

from trustcoach_app.db.principal import Role
from trustcoach_app.db.row_access import ANY_ROW, BI, DEFINER, IN_MY_PRACTICE, KEEP, READ, WRITE, Grant, row_access
from trustcoach_app.models.base import choice, instant


class MarkFamily(StrEnum):
    """Which cells of the marked day are to be added up again."""

    COHORT = "cohort"
    """Those of the leads created that day."""
    SENT = "sent"
    """Those of the messages sent that day."""
    QUALIFIED = "qualified"
    """Those of a stage that leads reached that day, here and in the following ones."""
    MAGNET = "magnet"
    EMAIL = "email"
    PROPOSED = "proposed"
    BOOKED = "booked"
    WON = "won"
    LOST = "lost"
    CALL = "call"
    """Those of the calls scheduled for that day."""


class KpiMark(SQLModel, table=True):
    """Hours whose local days are dirty. Appended by triggers in the transaction that made them so, never upserted.

    What a client brought counts on the days on which their leads were won. Who won them may be decided at the same
    time, in a transaction that the trigger cannot see: such a mark names the client, and the rollup finds the days.
    """

    __tablename__ = "kpi_marks"
    __table_args__ = (CheckConstraint("(hours IS NULL) <> (client_id IS NULL)", name="hours_or_client"),)

    coach_id: UUID = Field(primary_key=True, foreign_key="coaches.id", ondelete="CASCADE")
    id: int = Field(default=None, sa_column=Column(BigInteger, Identity(), primary_key=True))
    family: MarkFamily = choice(MarkFamily)
    hours: list[datetime] | None = Field(default=None, sa_type=ARRAY(DateTime(timezone=True)))
    """Where they begin, in order: those of one statement. Zones may be off by a half or a quarter."""
    client_id: UUID | None = None
    marked_at: datetime = instant(now=True)


OF_STATUS = "metric = 'leads_of_status'"
"""Cells that are read over all days: how the leads stand now."""


class KpiCell(SQLModel, table=True):
    """One additive figure of one local day. Never an average: any period is a sum over its days."""

    __tablename__ = "kpi_cells"
    __table_args__ = (
        Index(
            "ix_kpi_cells_of_status",
            "coach_id",
            "timezone",
            "dimension",
            postgresql_where=text(OF_STATUS),
        ),
        {"postgresql_with": {"fillfactor": 50}},
    )
    """Room on its own page for all of a day changed at once, and no index that holds a value: index entries stay."""

    coach_id: UUID = Field(primary_key=True, foreign_key="coaches.id", ondelete="CASCADE")
    timezone: str = Field(primary_key=True, max_length=64)
    day: date = Field(primary_key=True)
    metric: str = Field(primary_key=True, max_length=40)
    dimension: str = Field(default="", primary_key=True, max_length=80)
    """Source or profession as it is spelt, gender, loss reason, weekday-hour …; empty where the metric has none."""
    value: int = Field(sa_type=BigInteger)


class KpiState(SQLModel, table=True):
    """How far the cells of one practice are."""

    __tablename__ = "kpi_states"

    coach_id: UUID = Field(primary_key=True, foreign_key="coaches.id", ondelete="CASCADE")
    timezone: str = Field(max_length=64)
    """Of the set of cells that the page reads."""
    rules_version: int = Field(default=1, sa_type=SmallInteger, sa_column_kwargs={"server_default": "1"})
    """Of what is counted (`setter/rollup/metrics.py`): a set by older rules is shown until the new one is whole."""
    last_updated: datetime = instant()
    checked_at: datetime | None = instant(nullable=True)
    drift: int = 0
    """Cells that differed from the source at the last nightly check."""


row_access(
    KpiMark,
    Grant(Role.COACH, ("SELECT", "INSERT", "DELETE"), IN_MY_PRACTICE),
    Grant(Role.ROLLUP, ("SELECT", "DELETE"), ANY_ROW),
    Grant(DEFINER, ("SELECT", "INSERT"), ANY_ROW),
)
row_access(
    KpiCell,
    Grant(Role.COACH, WRITE, IN_MY_PRACTICE),
    Grant(Role.ROLLUP, WRITE, ANY_ROW),
    Grant(BI, READ, IN_MY_PRACTICE),
)
row_access(
    KpiState,
    Grant(Role.COACH, KEEP, IN_MY_PRACTICE),
    Grant(Role.ROLLUP, KEEP, ANY_ROW),
    Grant(BI, READ, IN_MY_PRACTICE),
    Grant(DEFINER, READ, ANY_ROW),
    notifies="setter",
)
