"""What a client reads of their goals, with every coach of theirs: the policies leave nothing else in sight."""

from sqlalchemy import and_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.goals.queries import MeasuredGoal
from trustcoach_app.models.goals import Goal, GoalMeasurement, GoalStatus


async def shared_goals(db: AsyncSession, *, limit: int) -> list[MeasuredGoal]:
    """The acting client's goals in progress, each with its latest measure or None. One query."""
    of_goal = and_(col(GoalMeasurement.coach_id) == col(Goal.coach_id), col(GoalMeasurement.goal_id) == col(Goal.id))
    query = (
        select(Goal, GoalMeasurement)
        .outerjoin(GoalMeasurement, of_goal)
        .where(col(Goal.status) == GoalStatus.IN_PROGRESS)
        .ext(distinct_on(col(Goal.coach_id), col(Goal.id)))
        .order_by(
            col(Goal.coach_id),
            col(Goal.id),
            col(GoalMeasurement.measured_at).desc(),
            col(GoalMeasurement.id).desc(),
        )
        .limit(limit)
    )
    return list((await db.execute(query)).all())
