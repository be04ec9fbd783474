"""What is told of a client's goals: set, reached, measured."""

from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Select, and_, cast, func
from sqlmodel import col

from trustcoach_app.models.goals import Goal, GoalMeasurement, GoalStatus
from trustcoach_app.timelines import timeline_select


def goal_selects(coach_id: UUID, client_id: UUID, zone: str) -> list[Select[*tuple[Any, ...]]]:
    """The day from which one is worked on, from its midnight on, and the hour at which it was reached."""
    started = func.timezone(zone, cast(col(Goal.start_date), DateTime))
    mine = and_(col(Goal.coach_id) == coach_id, col(Goal.client_id) == client_id)
    reached = _goals("goal_reached", col(Goal.completed_at)).where(col(Goal.completed_at).is_not(None))
    return [_goals("goal", started).where(mine), reached.where(mine)]


def measure_selects(coach_id: UUID, client_id: UUID, zone: str) -> list[Select[*tuple[Any, ...]]]:
    """Each measure, with what is said of it."""
    rows = timeline_select(
        "measure",
        id=col(GoalMeasurement.id),
        at=col(GoalMeasurement.measured_at),
        title=col(Goal.title),
        detail=col(GoalMeasurement.note),
        value=col(GoalMeasurement.value),
        target=col(Goal.target_value),
        unit=col(Goal.unit),
        is_shared=_IS_SEEN,
    )
    of_goal = and_(col(Goal.coach_id) == col(GoalMeasurement.coach_id), col(Goal.id) == col(GoalMeasurement.goal_id))
    joined = rows.select_from(GoalMeasurement).join(Goal, of_goal)
    return [joined.where(col(Goal.coach_id) == coach_id, col(Goal.client_id) == client_id)]


_IS_SEEN = col(Goal.status) != GoalStatus.DRAFT


def _goals(kind: str, at: Any) -> Select[*tuple[Any, ...]]:
    words = {"title": col(Goal.title), "target": col(Goal.target_value), "unit": col(Goal.unit)}
    return timeline_select(kind, id=col(Goal.id), at=at, **words, is_shared=_IS_SEEN)
