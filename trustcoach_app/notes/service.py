"""What a coach writes of the notes of a client (decision 76)."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, func, literal, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.clients.queries import by_id
from trustcoach_app.db.types import new_id
from trustcoach_app.errors import Conflict, NotFound
from trustcoach_app.inputs import Problems, clean_text
from trustcoach_app.models.notes import LONGEST_CLIENT_NOTE, ClientNote
from trustcoach_app.notes.queries import COLUMNS, NoteRow, count_of_client

MOST_NOTES = 1000
"""Of one client."""


async def add_note(
    db: AsyncSession, *, coach_id: UUID, client_id: UUID, text: str, is_shared: bool, now: datetime
) -> UUID:
    """A new one, the coach's alone unless it is shared. Returns its id.

    Raises InvalidInput(text), NotFound for no such client, Conflict beyond MOST_NOTES.
    """
    row = NoteRow(new_id(), client_id, _words(text), now, None, now if is_shared else None)
    await _put(db, coach_id, row)
    return row.id


async def change_note(
    db: AsyncSession, *, coach_id: UUID, note_id: UUID, text: str, is_shared: bool, now: datetime
) -> None:
    """Say it otherwise, and to whom. One statement. Raises InvalidInput(text), NotFound."""
    values = {"text": _words(text), "changed_at": now, "shared_at": _shared_at(is_shared, now)}
    await _set(db, coach_id, note_id, **values)


async def show_note(db: AsyncSession, *, coach_id: UUID, note_id: UUID, is_shared: bool, now: datetime) -> None:
    """The client may read it from now on, or no more; its words stay. One statement. Raises NotFound."""
    await _set(db, coach_id, note_id, shared_at=_shared_at(is_shared, now))


async def remove_note(db: AsyncSession, *, coach_id: UUID, note_id: UUID) -> NoteRow:
    """Take it out; returns what it was, to be restored. One statement. Raises NotFound."""
    gone = delete(ClientNote).where(_is(coach_id, note_id)).returning(*COLUMNS)
    found = (await db.execute(gone.execution_options(synchronize_session=False))).one_or_none()
    if found is None:
        raise NotFound
    return NoteRow(*found)


async def restore_note(db: AsyncSession, *, coach_id: UUID, row: NoteRow, now: datetime) -> None:
    """Undo a removal: it is there as it was, once; nothing of it is later than `now`.

    Raises InvalidInput(text), NotFound for no such client, Conflict beyond MOST_NOTES.
    """
    changed_at, shared_at = (at and min(at, now) for at in (row.changed_at, row.shared_at))
    again = replace(row, text=_words(row.text), created_at=min(row.created_at, now))
    await _put(db, coach_id, replace(again, changed_at=changed_at, shared_at=shared_at))


def _words(text: str) -> str:
    """Raises InvalidInput(text)."""
    words, problems = clean_text(text), Problems()
    problems.add_if(not words, "text", "Écrivez la note.")
    problems.check_length("text", words, LONGEST_CLIENT_NOTE)
    problems.refuse()
    return words


def _shared_at(is_shared: bool, now: datetime) -> Any:
    """Since when: what is shared already stays so since it was."""
    return func.coalesce(col(ClientNote.shared_at), literal(now)) if is_shared else None


async def _put(db: AsyncSession, coach_id: UUID, row: NoteRow) -> None:
    """Raises NotFound for no such client, Conflict beyond MOST_NOTES."""
    whose = (await by_id(db, coach_id=coach_id, client_id=row.client_id)).id
    if await count_of_client(db, coach_id=coach_id, client_id=whose) >= MOST_NOTES:
        raise Conflict(f"{MOST_NOTES} notes au plus par client\u202f: retirez-en d’abord.")
    values = {**vars(row), "client_id": whose, "coach_id": coach_id}
    await db.execute(insert(ClientNote).values(values).on_conflict_do_nothing())


async def _set(db: AsyncSession, coach_id: UUID, note_id: UUID, **values: Any) -> None:
    """Raises NotFound."""
    written = update(ClientNote).where(_is(coach_id, note_id)).values(**values).returning(col(ClientNote.id))
    if await db.scalar(written.execution_options(synchronize_session=False)) is None:
        raise NotFound


def _is(coach_id: UUID, note_id: UUID) -> ColumnElement[bool]:
    return and_(col(ClientNote.coach_id) == coach_id, col(ClientNote.id) == note_id)
