"""What a client reads and ticks of their actions, with each of their coaches. The policies show nothing else either."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.actions.queries import OPEN_FIRST
from trustcoach_app.clients.shared import is_of
from trustcoach_app.errors import NotFound
from trustcoach_app.models.actions import Action, ActionOwner


@dataclass(frozen=True)
class SharedAction:
    """What the client said to one of their coaches that they would do."""

    coach_id: UUID
    id: UUID
    title: str
    due_on: date | None
    done_at: datetime | None


async def shared_actions(db: AsyncSession, *, user_id: UUID, limit: int) -> list[SharedAction]:
    """A client's own: what is open, the first due first; then what is done, the last done first. One query."""
    columns = (col(Action.coach_id), col(Action.id), col(Action.title), col(Action.due_on), col(Action.done_at))
    rows = await db.execute(select(*columns).where(_theirs(user_id)).order_by(*OPEN_FIRST).limit(limit))
    return [SharedAction(*row) for row in rows]


async def tick_action(
    db: AsyncSession, *, user_id: UUID, coach_id: UUID, action_id: UUID, is_done: bool, now: datetime
) -> datetime | None:
    """The client did it, at `now` unless it was done before; or not after all. Returns since when it is done.

    One statement. Raises NotFound for what is not theirs.
    """
    done_at = func.coalesce(col(Action.done_at), literal(now)) if is_done else None
    mine = update(Action).where(col(Action.coach_id) == coach_id, col(Action.id) == action_id, _theirs(user_id))
    written = mine.values(done_at=done_at).returning(col(Action.id), col(Action.done_at))
    found = (await db.execute(written.execution_options(synchronize_session=False))).one_or_none()
    if found is None:
        raise NotFound
    return found.done_at


def _theirs(user_id: UUID) -> ColumnElement[bool]:
    return and_(col(Action.owner) == ActionOwner.CLIENT, is_of(user_id, Action.coach_id, Action.client_id))
