"""What the coach keeps of a session: private notes, marked moments, and the summary she signs (decisions 14 to 16)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.db.types import new_id
from trustcoach_app.errors import MovedOn, NotFound
from trustcoach_app.inputs import Problems, clean_line, clean_text, safe_text
from trustcoach_app.models.sessions import (
    LONGEST_MOMENT,
    LONGEST_NOTE,
    LONGEST_SUMMARY,
    Moment,
    MomentKind,
    PrivateNote,
    Session,
    Summary,
)
from trustcoach_app.sessions.queries import MarkedMoment, note

LONGEST_SESSION_SECONDS = 12 * 3600


async def save_note(
    db: AsyncSession, *, coach_id: UUID, session_id: UUID, text: str, revision: int, now: datetime
) -> int:
    """Save the private note over `revision` (0: the first save) and return its new revision.

    Saving again what is there already, e.g. after an answer was lost, changes nothing. Raises InvalidInput(text) beyond
    20,000 characters, NotFound, MovedOn.
    """
    clean = _note_text(text)
    await _ensure_session(db, coach_id, session_id)
    saved = await _write_note(db, coach_id, session_id, clean, revision, now)
    if saved is not None:
        return saved
    current = await note(db, coach_id=coach_id, session_id=session_id)
    if current.text == clean:
        return current.revision
    raise MovedOn(current.text, current.revision)


async def mark_moment(
    db: AsyncSession, *, coach_id: UUID, session_id: UUID, kind: MomentKind, note: str, at_seconds: int
) -> MarkedMoment:
    """Mark a moment, in seconds since the session began. Raises InvalidInput by field, NotFound."""
    problems, words = Problems(), clean_line(note)
    problems.check_length("note", words, LONGEST_MOMENT)
    in_range = 0 <= at_seconds <= LONGEST_SESSION_SECONDS
    problems.add_if(not in_range, "at_seconds", "Ce moment n’est pas dans la séance.")
    problems.refuse()
    await _ensure_session(db, coach_id, session_id)
    row = Moment(coach_id=coach_id, session_id=session_id, kind=kind, note=words, at_seconds=at_seconds)
    db.add(row)
    await db.flush()
    return MarkedMoment(row.id, row.kind, row.at_seconds, row.note)


async def sign_summary(
    db: AsyncSession, *, coach_id: UUID, session_id: UUID, text: str, now: datetime, share: bool = False
) -> UUID:
    """Sign the summary (`summary_final`), in place of an earlier one; `share` decides whether the client sees it.

    Returns the summary's id. Raises InvalidInput(text) when empty or beyond 20,000 characters, NotFound.
    """
    problems, clean = Problems(), clean_text(text)
    problems.add_if(not clean, "text", "Écrivez le résumé avant de le signer.")
    problems.check_length("text", clean, LONGEST_SUMMARY)
    problems.refuse()
    await _ensure_session(db, coach_id, session_id)
    values = {"text": clean, "signed_at": now, "shared_at": now if share else None}
    signed = insert(Summary).values(coach_id=coach_id, id=new_id(), session_id=session_id, **values)
    signed = signed.on_conflict_do_update(index_elements=["coach_id", "session_id"], set_=values)
    return (await db.scalars(signed.returning(col(Summary.id)))).one()


def _note_text(text: str) -> str:
    """Notes keep the blanks at their ends: they are saved while they are typed."""
    problems = Problems()
    problems.check_length("text", text, LONGEST_NOTE)
    problems.refuse()
    return safe_text(text)


async def _write_note(
    db: AsyncSession, coach_id: UUID, session_id: UUID, text: str, revision: int, now: datetime
) -> int | None:
    """The new revision, or None when `revision` is not the one in the database."""
    if revision == 0:
        values = {"coach_id": coach_id, "session_id": session_id, "text": text, "revision": 1, "updated_at": now}
        first = insert(PrivateNote).values(**values).on_conflict_do_nothing()
        return await db.scalar(first.returning(col(PrivateNote.revision)))
    later = (
        update(PrivateNote)
        .where(col(PrivateNote.coach_id) == coach_id, col(PrivateNote.session_id) == session_id)
        .where(col(PrivateNote.revision) == revision)
        .values(text=text, revision=revision + 1, updated_at=now)
        .returning(col(PrivateNote.revision))
        .execution_options(synchronize_session=False)
    )
    return await db.scalar(later)


async def _ensure_session(db: AsyncSession, coach_id: UUID, session_id: UUID) -> None:
    """Raises NotFound unless the session is in this practice."""
    query = select(col(Session.id)).where(col(Session.coach_id) == coach_id, col(Session.id) == session_id)
    if await db.scalar(query) is None:
        raise NotFound
