"""Reads of what a coach and a client said that they would do."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.errors import NotFound
from trustcoach_app.models.actions import Action, ActionOwner

MOST_LISTED = 100
"""Actions of one client that a page lists: what is open, then what was done last."""


@dataclass(frozen=True)
class ActionRow:
    """Who is to do what until when, and whether they did."""

    id: UUID
    client_id: UUID
    title: str
    owner: ActionOwner
    due_on: date | None
    done_at: datetime | None
    session_id: UUID | None
    """The session in which it was agreed, if it was."""
    created_at: datetime


COLUMNS = (
    col(Action.id),
    col(Action.client_id),
    col(Action.title),
    col(Action.owner),
    col(Action.due_on),
    col(Action.done_at),
    col(Action.session_id),
    col(Action.created_at),
)
"""Those of an ActionRow, in its order."""


async def actions_of_client(
    db: AsyncSession, *, coach_id: UUID, client_id: UUID, limit: int = MOST_LISTED
) -> list[ActionRow]:
    """A client's actions: what is open, the first due first; then what is done, the last done first. One query."""
    mine = select(*COLUMNS).where(col(Action.coach_id) == coach_id, col(Action.client_id) == client_id)
    return [ActionRow(*row) for row in await db.execute(mine.order_by(*OPEN_FIRST).limit(limit))]


async def action(db: AsyncSession, *, coach_id: UUID, action_id: UUID) -> ActionRow:
    """One action. Raises NotFound, also for another coach's."""
    mine = select(*COLUMNS).where(col(Action.coach_id) == coach_id, col(Action.id) == action_id)
    found = (await db.execute(mine)).one_or_none()
    if found is None:
        raise NotFound
    return ActionRow(*found)


async def count_of_client(db: AsyncSession, *, coach_id: UUID, client_id: UUID) -> int:
    """How many a client has, open or done."""
    mine = select(func.count()).where(col(Action.coach_id) == coach_id, col(Action.client_id) == client_id)
    return await db.scalar(mine) or 0


OPEN_FIRST = (
    col(Action.done_at).is_not(None),
    col(Action.done_at).desc(),
    col(Action.due_on).asc().nulls_last(),
    col(Action.id),
)
"""Open ones by their day, those without one last; done ones by when, the latest first."""
