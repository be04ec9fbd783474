"""A coach's first hour: capabilities register what there is to do, and ask themselves whether it was done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql import ColumnElement

IsDone = Callable[[UUID], ColumnElement[bool]]
"""Takes the practice, gives a condition for one statement with the others': every open Focus of a new coach asks it."""


@dataclass(frozen=True)
class FirstStep:
    """One thing to do. `href` is where it is done; empty: by a new session."""

    key: str
    label: str
    hint: str
    href: str
    is_done: IsDone


_steps: dict[str, FirstStep] = {}


def register_step(step: FirstStep) -> None:
    """Have Focus list a step, after those registered before. Called at start. Raises KeyError for a second one."""
    if step.key in _steps:
        raise KeyError(step.key)
    _steps[step.key] = step


def registered_steps() -> list[FirstStep]:
    """All of them, in their order."""
    return list(_steps.values())


async def done_steps(db: AsyncSession, *, coach_id: UUID) -> Mapping[str, bool]:
    """Whether each step was done, by keys; one statement for all of them."""
    steps = registered_steps()
    if not steps:
        return {}
    row = (await db.execute(select(*(step.is_done(coach_id).label(step.key) for step in steps)))).one()
    return {step.key: bool(done) for step, done in zip(steps, row, strict=True)}
