"""Reads of clients' goals and of where they stand."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.models.goals import Goal, GoalMeasurement, GoalStatus

MeasuredGoal = Row[Goal, GoalMeasurement]


async def current_goals(db: AsyncSession, *, coach_id: UUID, client_ids: Collection[UUID]) -> dict[UUID, str]:
    """The title of the goal in progress that was set last, of each client who has one."""
    query = (
        select(col(Goal.client_id), col(Goal.title))
        .where(col(Goal.coach_id) == coach_id, col(Goal.client_id).in_(client_ids))
        .where(col(Goal.status) == GoalStatus.IN_PROGRESS)
        .ext(distinct_on(col(Goal.client_id)))
        .order_by(col(Goal.client_id), col(Goal.start_date).desc(), col(Goal.id).desc())
    )
    return {row[0]: row[1] for row in await db.execute(query)}


async def goals_in_progress(db: AsyncSession, *, coach_id: UUID, client_id: UUID) -> list[MeasuredGoal]:
    """A client's goals in progress, each with its latest measure or None."""
    query = (
        select(Goal, GoalMeasurement)
        .outerjoin(
            GoalMeasurement,
            (col(Goal.coach_id) == col(GoalMeasurement.coach_id)) & (col(GoalMeasurement.goal_id) == col(Goal.id)),
        )
        .where(col(Goal.coach_id) == coach_id, col(Goal.client_id) == client_id)
        .where(col(Goal.status) == GoalStatus.IN_PROGRESS)
        .ext(distinct_on(col(Goal.id)))
        .order_by(col(Goal.id), col(GoalMeasurement.measured_at).desc())
    )
    return list((await db.execute(query)).all())
