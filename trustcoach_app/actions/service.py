"""What a coach writes of the actions of a client (decision 74)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, func, literal, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.actions.queries import COLUMNS, ActionRow, count_of_client
from trustcoach_app.clients.queries import by_id
from trustcoach_app.db.types import new_id
from trustcoach_app.errors import Conflict, NotFound
from trustcoach_app.inputs import Problems, clean_line
from trustcoach_app.models.actions import LONGEST_ACTION, Action, ActionOwner

MOST_ACTIONS = 500
"""Of one client, open or done."""


@dataclass(frozen=True)
class ActionFields:
    """What a coach says of an action. `due_on` is a day of her calendar."""

    title: str
    owner: ActionOwner = ActionOwner.CLIENT
    due_on: date | None = None


async def add_action(
    db: AsyncSession,
    *,
    coach_id: UUID,
    client_id: UUID,
    fields: ActionFields,
    now: datetime,
    session_id: UUID | None = None,
) -> UUID:
    """A new one, open; `session_id` is the session in which it was agreed. Returns its id.

    Raises InvalidInput(title), NotFound for no such client, Conflict beyond MOST_ACTIONS.
    """
    row = ActionRow(new_id(), client_id, _title(fields), fields.owner, fields.due_on, None, session_id, now)
    await _put(db, coach_id, row)
    return row.id


async def change_action(db: AsyncSession, *, coach_id: UUID, action_id: UUID, fields: ActionFields) -> None:
    """Say it otherwise; whether it is done stays. One statement. Raises InvalidInput(title), NotFound."""
    await _set(db, coach_id, action_id, title=_title(fields), owner=fields.owner, due_on=fields.due_on)


async def complete_action(db: AsyncSession, *, coach_id: UUID, action_id: UUID, now: datetime) -> None:
    """It is done, since `now` unless it was before. One statement. Raises NotFound."""
    await _set(db, coach_id, action_id, done_at=func.coalesce(col(Action.done_at), literal(now)))


async def reopen_action(db: AsyncSession, *, coach_id: UUID, action_id: UUID) -> None:
    """It is not done after all. One statement. Raises NotFound."""
    await _set(db, coach_id, action_id, done_at=None)


async def remove_action(db: AsyncSession, *, coach_id: UUID, action_id: UUID) -> ActionRow:
    """Take it out; returns what it was, to be restored. One statement. Raises NotFound."""
    gone = delete(Action).where(_is(coach_id, action_id)).returning(*COLUMNS)
    found = (await db.execute(gone.execution_options(synchronize_session=False))).one_or_none()
    if found is None:
        raise NotFound
    return ActionRow(*found)


async def restore_action(db: AsyncSession, *, coach_id: UUID, row: ActionRow, now: datetime) -> None:
    """Undo a removal: it is there as it was, once; nothing of it is later than `now`.

    Raises InvalidInput(title), NotFound for no such client, Conflict beyond MOST_ACTIONS.
    """
    title, done_at = _title(ActionFields(row.title)), row.done_at and min(row.done_at, now)
    await _put(db, coach_id, replace(row, title=title, done_at=done_at, created_at=min(row.created_at, now)))


def _title(fields: ActionFields) -> str:
    """Raises InvalidInput(title)."""
    title, problems = clean_line(fields.title), Problems()
    problems.add_if(not title, "title", "Écrivez ce qu’il y a à faire.")
    problems.check_length("title", title, LONGEST_ACTION)
    problems.refuse()
    return title


async def _put(db: AsyncSession, coach_id: UUID, row: ActionRow) -> None:
    """Raises NotFound for no such client, Conflict beyond MOST_ACTIONS."""
    whose = (await by_id(db, coach_id=coach_id, client_id=row.client_id)).id
    if await count_of_client(db, coach_id=coach_id, client_id=whose) >= MOST_ACTIONS:
        raise Conflict(f"{MOST_ACTIONS} actions au plus par client\u202f: retirez-en d’abord.")
    values = {**vars(row), "client_id": whose, "coach_id": coach_id}
    await db.execute(insert(Action).values(values).on_conflict_do_nothing())


async def _set(db: AsyncSession, coach_id: UUID, action_id: UUID, **values: Any) -> None:
    """Raises NotFound."""
    written = update(Action).where(_is(coach_id, action_id)).values(**values).returning(col(Action.id))
    if await db.scalar(written.execution_options(synchronize_session=False)) is None:
        raise NotFound


def _is(coach_id: UUID, action_id: UUID) -> ColumnElement[bool]:
    return and_(col(Action.coach_id) == coach_id, col(Action.id) == action_id)
