# pyright: reportAssignmentType=false
"""Goals of a client, and how they move."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, Text
from sqlmodel import Field

from trustcoach_app.db.principal import Role
from trustcoach_app.db.row_access import IN_MY_PRACTICE, KEEP, READ, WRITE, Grant, row_access
from trustcoach_app.models.base import TenantRow, choice, instant, within_tenant
from trustcoach_app.models.clients import OF_MY_FILES

LONGEST_TITLE = 200
LONGEST_DESCRIPTION = 4000
LONGEST_UNIT = 40
LONGEST_NOTE = 500


class GoalCategory(StrEnum):
    """Whose goal it is: the person's, the profession's, or one set by the company."""

    PERSONAL = "personal"
    PROFESSIONAL = "professional"
    ORGANIZATIONAL = "organizational"


class GoalStatus(StrEnum):
    """Where a goal stands."""

    DRAFT = "draft"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    ABANDONED = "abandoned"


class Goal(TenantRow, table=True):
    """What a client works towards. `unit` is free text, e.g. "/10" or "fois par semaine"."""

    __tablename__ = "goals"
    __table_args__ = (
        within_tenant("client_id", "clients", ondelete="NO ACTION"),
        Index("ix_goals_coach_id_client_id", "coach_id", "client_id"),
    )

    client_id: UUID
    title: str = Field(max_length=LONGEST_TITLE)
    description: str = Field(default="", sa_type=Text)
    category: GoalCategory = choice(GoalCategory, default=GoalCategory.PERSONAL)
    target_value: float | None = None
    unit: str = Field(default="", max_length=LONGEST_UNIT)
    start_date: date
    target_date: date | None = None
    status: GoalStatus = choice(GoalStatus, default=GoalStatus.IN_PROGRESS)
    completed_at: datetime | None = instant(nullable=True)


class GoalMeasurement(TenantRow, table=True):
    """One measure of a goal. The latest one is where the goal stands."""

    __tablename__ = "goal_measurements"
    __table_args__ = (
        within_tenant("goal_id", "goals"),
        Index("ix_goal_measurements_coach_id_goal_id_measured_at", "coach_id", "goal_id", "measured_at"),
    )

    goal_id: UUID
    value: float
    note: str = Field(default="", max_length=LONGEST_NOTE)
    measured_at: datetime = instant()


row_access(Goal, Grant(Role.COACH, KEEP, IN_MY_PRACTICE), Grant(Role.CLIENT, READ, OF_MY_FILES), notifies=True)
row_access(
    GoalMeasurement,
    Grant(Role.COACH, WRITE, IN_MY_PRACTICE),
    Grant(Role.CLIENT, READ, "(coach_id, goal_id) IN (SELECT coach_id, id FROM goals)"),
    notifies=True,
)
