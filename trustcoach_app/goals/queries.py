"""Reads of clients' goals and of where they stand."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.errors import NotFound
from trustcoach_app.models.goals import Goal, GoalMeasurement, GoalStatus

MeasuredGoal = Row[Goal, GoalMeasurement]
MOST_SHOWN = 12
"""Measures of one goal that a page draws: the latest."""


@dataclass(frozen=True)
class GoalWithMeasures:
    """A goal and its latest measures, the oldest of them first."""

    goal: Goal
    measures: list[GoalMeasurement]


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


async def goal(db: AsyncSession, *, coach_id: UUID, goal_id: UUID) -> Goal:
    """One goal. Raises NotFound, also for another coach's."""
    found = await db.scalar(select(Goal).where(col(Goal.coach_id) == coach_id, col(Goal.id) == goal_id))
    if found is None:
        raise NotFound
    return found


async def goals_of_client(db: AsyncSession, *, coach_id: UUID, client_id: UUID) -> list[GoalWithMeasures]:
    """All of a client's goals, the last set first, each with its latest measures. Two queries."""
    mine = select(Goal).where(col(Goal.coach_id) == coach_id, col(Goal.client_id) == client_id)
    goals = list(await db.scalars(mine.order_by(col(Goal.start_date).desc(), col(Goal.id).desc())))
    measures: dict[UUID, list[GoalMeasurement]] = {row.id: [] for row in goals}
    for row in await _latest_measures(db, coach_id, list(measures)):
        measures[row.goal_id].append(row)
    return [GoalWithMeasures(row, measures[row.id]) for row in goals]


async def _latest_measures(db: AsyncSession, coach_id: UUID, goal_ids: Collection[UUID]) -> list[GoalMeasurement]:
    rank = func.row_number().over(
        partition_by=col(GoalMeasurement.goal_id),
        order_by=(col(GoalMeasurement.measured_at).desc(), col(GoalMeasurement.id).desc()),
    )
    ranked = (
        select(col(GoalMeasurement.id), rank.label("rank"))
        .where(col(GoalMeasurement.coach_id) == coach_id, col(GoalMeasurement.goal_id).in_(goal_ids))
        .subquery()
    )
    query = (
        select(GoalMeasurement)
        .join(ranked, ranked.c.id == col(GoalMeasurement.id))
        .where(col(GoalMeasurement.coach_id) == coach_id, ranked.c.rank <= MOST_SHOWN)
        .order_by(col(GoalMeasurement.measured_at), col(GoalMeasurement.id))
    )
    return list(await db.scalars(query))


async def goals_in_progress(db: AsyncSession, *, coach_id: UUID, client_id: UUID) -> list[MeasuredGoal]:
    """A client's goals in progress, each with its latest measure or None."""
    mine = IN_PROGRESS_MEASURED.where(col(Goal.coach_id) == coach_id, col(Goal.client_id) == client_id)
    return list((await db.execute(mine)).all())


IN_PROGRESS_MEASURED = (
    select(Goal, GoalMeasurement)
    .outerjoin(
        GoalMeasurement,
        (col(GoalMeasurement.coach_id) == col(Goal.coach_id)) & (col(GoalMeasurement.goal_id) == col(Goal.id)),
    )
    .where(col(Goal.status) == GoalStatus.IN_PROGRESS)
    .ext(distinct_on(col(Goal.coach_id), col(Goal.id)))
    .order_by(col(Goal.coach_id), col(Goal.id), col(GoalMeasurement.measured_at).desc(), col(GoalMeasurement.id).desc())
)
"""Every goal in progress that is in sight, with its latest measure or None."""
