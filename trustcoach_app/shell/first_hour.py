"""A coach's first hour: capabilities register what there is to do, and ask themselves whether it was done."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

IsDone = Callable[[AsyncSession, UUID], Awaitable[bool]]
"""Takes the practice. One cheap statement or two: every open Focus of a new coach asks it."""


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
