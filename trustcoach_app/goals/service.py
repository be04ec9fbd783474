"""Goals of a client, and their measures."""

from datetime import date, datetime
from math import isfinite
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.clients.queries import by_id
from trustcoach_app.errors import NotFound
from trustcoach_app.inputs import Problems, clean_line, clean_text
from trustcoach_app.models.goals import (
    LONGEST_DESCRIPTION,
    LONGEST_NOTE,
    LONGEST_TITLE,
    LONGEST_UNIT,
    Goal,
    GoalCategory,
    GoalMeasurement,
)


async def set_goal(
    db: AsyncSession,
    *,
    coach_id: UUID,
    client_id: UUID,
    title: str,
    start_date: date,
    description: str = "",
    category: GoalCategory = GoalCategory.PERSONAL,
    target_value: float | None = None,
    unit: str = "",
    target_date: date | None = None,
) -> Goal:
    """A new goal in progress. `unit` is free, e.g. "/10". Raises InvalidInput by field, NotFound for no such client."""
    title, description, unit = clean_line(title), clean_text(description), clean_line(unit)
    problems = Problems()
    problems.add_if(not title, "title", "Indiquez l’objectif.")
    problems.check_length("title", title, LONGEST_TITLE)
    problems.check_length("description", description, LONGEST_DESCRIPTION)
    problems.check_length("unit", unit, LONGEST_UNIT)
    is_number = target_value is None or isfinite(target_value)
    problems.add_if(not is_number, "target_value", "Indiquez un nombre.")
    is_late = target_date is not None and target_date < start_date
    problems.add_if(is_late, "target_date", "L’échéance ne peut pas précéder le début.")
    problems.refuse()
    await by_id(db, coach_id=coach_id, client_id=client_id)
    goal = Goal(
        coach_id=coach_id,
        client_id=client_id,
        title=title,
        description=description,
        category=category,
        unit=unit,
        target_value=target_value,
        start_date=start_date,
        target_date=target_date,
    )
    db.add(goal)
    await db.flush()
    return goal


async def measure_goal(
    db: AsyncSession, *, coach_id: UUID, goal_id: UUID, value: float, note: str = "", now: datetime
) -> GoalMeasurement:
    """Where a goal stands at `now`. Raises InvalidInput by field, NotFound."""
    problems, words = Problems(), clean_line(note)
    problems.add_if(not isfinite(value), "value", "Indiquez un nombre.")
    problems.check_length("note", words, LONGEST_NOTE)
    problems.refuse()
    goal = select(col(Goal.id)).where(col(Goal.coach_id) == coach_id, col(Goal.id) == goal_id)
    if await db.scalar(goal) is None:
        raise NotFound
    row = GoalMeasurement(coach_id=coach_id, goal_id=goal_id, value=value, note=words, measured_at=now)
    db.add(row)
    await db.flush()
    return row
