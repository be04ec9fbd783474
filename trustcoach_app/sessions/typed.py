"""Texts that are saved while they are typed, whatever they become: notes, and the draft of a summary."""

from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.errors import MovedOn
from trustcoach_app.inputs import Problems, safe_text
from trustcoach_app.models.sessions import PrivateNote, SummaryDraft
from trustcoach_app.sessions.queries import Typed, ensure_session, typed_text

TypedTable: TypeAlias = type[PrivateNote] | type[SummaryDraft]


async def save_typed(
    db: AsyncSession,
    table: TypedTable,
    *,
    coach_id: UUID,
    session_id: UUID,
    text: str,
    most: int,
    revision: int,
    now: datetime,
) -> int:
    """Save over `revision` (0: the first save) and return the new one; blanks at the ends stay, they are being typed.

    Saving again what is there already, e.g. after an answer was lost, changes nothing. Raises InvalidInput(text) beyond
    `most` characters, NotFound, MovedOn.
    """
    problems = Problems()
    problems.check_length("text", text, most)
    problems.refuse()
    clean = safe_text(text)
    await ensure_session(db, coach_id=coach_id, session_id=session_id)
    saved = await _write(db, table, coach_id, session_id, Typed(clean, revision, now))
    if saved is not None:
        return saved
    current = await typed_text(db, table, coach_id=coach_id, session_id=session_id)
    if current.text == clean:
        return current.revision
    raise MovedOn(current.text, current.revision)


async def _write(db: AsyncSession, table: TypedTable, coach_id: UUID, session_id: UUID, typed: Typed) -> int | None:
    """The new revision, or None when the database is not at that of `typed`."""
    values = {"text": typed.text, "revision": typed.revision + 1, "updated_at": typed.updated_at}
    if typed.revision == 0:
        first = insert(table).values(coach_id=coach_id, session_id=session_id, **values).on_conflict_do_nothing()
        return await db.scalar(first.returning(col(table.revision)))
    mine: ColumnElement[bool] = (col(table.coach_id) == coach_id) & (col(table.session_id) == session_id)
    later = (
        update(table)
        .where(mine, col(table.revision) == typed.revision)
        .values(**values)
        .returning(col(table.revision))
        .execution_options(synchronize_session=False)
    )
    return await db.scalar(later)
