"""Goals of a client, and their measures (decision 60)."""

from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.clients.queries import by_id
from trustcoach_app.errors import Conflict, NotFound
from trustcoach_app.inputs import Problems, clean_line, clean_text
from trustcoach_app.models.goals import (
    LARGEST_VALUE,
    LONGEST_DESCRIPTION,
    LONGEST_NOTE,
    LONGEST_TITLE,
    LONGEST_UNIT,
    Goal,
    GoalCategory,
    GoalMeasurement,
    GoalStatus,
)

MOST_GOALS = 50
"""Of one client."""
MOST_MEASURES = 500
"""Of one goal."""


@dataclass(frozen=True)
class GoalFields:
    """What a coach says of a goal. `unit` is free, e.g. "/10"."""

    title: str
    start_date: date
    description: str = ""
    category: GoalCategory = GoalCategory.PERSONAL
    target_value: float | None = None
    unit: str = ""
    target_date: date | None = None
    status: GoalStatus = GoalStatus.IN_PROGRESS


async def add_goal(
    db: AsyncSession,
    *,
    coach_id: UUID,
    client_id: UUID,
    fields: GoalFields,
    now: datetime,
    session_id: UUID | None = None,
) -> Goal:
    """A new goal; `session_id` is the session in which it was set, `now` dates one that is reached already.

    Raises InvalidInput by field, NotFound for no such client, Conflict beyond MOST_GOALS.
    """
    clean = _checked(fields)
    client_id = (await by_id(db, coach_id=coach_id, client_id=client_id)).id
    mine = (col(Goal.coach_id) == coach_id) & (col(Goal.client_id) == client_id)
    await _ensure_room(db, Goal, mine, MOST_GOALS, f"{MOST_GOALS} objectifs au plus par client.")
    goal = Goal(coach_id=coach_id, client_id=client_id, session_id=session_id, **clean)
    goal.completed_at = now if goal.status is GoalStatus.COMPLETED else None
    db.add(goal)
    await db.flush()
    return goal


async def change_goal(db: AsyncSession, *, coach_id: UUID, goal_id: UUID, fields: GoalFields, now: datetime) -> None:
    """Say it otherwise. It is reached at `now` when it was not before. Raises InvalidInput by field, NotFound."""
    clean = _checked(fields)
    goal = await _goal(db, coach_id, goal_id)
    was_reached = goal.status is GoalStatus.COMPLETED
    for name, value in clean.items():
        setattr(goal, name, value)
    if goal.status is not GoalStatus.COMPLETED:
        goal.completed_at = None
    elif not was_reached:
        goal.completed_at = now
    await db.flush()


async def measure_goal(
    db: AsyncSession,
    *,
    coach_id: UUID,
    goal_id: UUID,
    value: float,
    note: str = "",
    now: datetime,
    session_id: UUID | None = None,
) -> GoalMeasurement:
    """Where a goal stands at `now`, taken in a session if one is named.

    Raises InvalidInput by field, NotFound, Conflict beyond MOST_MEASURES.
    """
    problems, words = Problems(), clean_line(note)
    problems.add_if(not _is_number(value), "value", "Indiquez un nombre.")
    problems.check_length("note", words, LONGEST_NOTE)
    problems.refuse()
    await _goal(db, coach_id, goal_id)
    mine = (col(GoalMeasurement.coach_id) == coach_id) & (col(GoalMeasurement.goal_id) == goal_id)
    await _ensure_room(db, GoalMeasurement, mine, MOST_MEASURES, f"{MOST_MEASURES} mesures au plus par objectif.")
    row = GoalMeasurement(coach_id=coach_id, goal_id=goal_id, value=value, note=words, measured_at=now)
    row.session_id = session_id
    db.add(row)
    await db.flush()
    return row


async def remove_measure(db: AsyncSession, *, coach_id: UUID, measure_id: UUID) -> GoalMeasurement:
    """Take a measure out; returns what it was. Raises NotFound."""
    of_it = col(GoalMeasurement.coach_id) == coach_id, col(GoalMeasurement.id) == measure_id
    found = await db.scalar(select(GoalMeasurement).where(*of_it))
    if found is None:
        raise NotFound
    db.expunge(found)
    await db.execute(delete(GoalMeasurement).where(*of_it))
    return found


def _checked(fields: GoalFields) -> dict[str, Any]:
    """The columns of a goal, clean. Raises InvalidInput by field."""
    title, unit = clean_line(fields.title), clean_line(fields.unit)
    description = clean_text(fields.description)
    problems = Problems()
    problems.add_if(not title, "title", "Indiquez l’objectif.")
    problems.check_length("title", title, LONGEST_TITLE)
    problems.check_length("description", description, LONGEST_DESCRIPTION)
    problems.check_length("unit", unit, LONGEST_UNIT)
    is_number = fields.target_value is None or _is_number(fields.target_value)
    problems.add_if(not is_number, "target_value", "Indiquez un nombre.")
    is_late = fields.target_date is not None and fields.target_date < fields.start_date
    problems.add_if(is_late, "target_date", "L’échéance ne peut pas précéder le début.")
    problems.refuse()
    return {**vars(fields), "title": title, "unit": unit, "description": description}


def _is_number(value: float) -> bool:
    return isfinite(value) and abs(value) <= LARGEST_VALUE


async def _goal(db: AsyncSession, coach_id: UUID, goal_id: UUID) -> Goal:
    """Locked: what counts on it counts on nobody else meanwhile. Raises NotFound."""
    query = select(Goal).where(col(Goal.coach_id) == coach_id, col(Goal.id) == goal_id)
    found = await db.scalar(query.with_for_update())
    if found is None:
        raise NotFound
    return found


async def _ensure_room(
    db: AsyncSession, table: type[Goal] | type[GoalMeasurement], mine: ColumnElement[bool], most: int, words: str
) -> None:
    count = await db.scalar(select(func.count()).select_from(table).where(mine)) or 0
    if count >= most:
        raise Conflict(words)
