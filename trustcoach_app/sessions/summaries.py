"""The summary of a session: a draft of the coach's own, signed, and shared on purpose (decisions 16 and 58)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.bookings.rules import UNDO
from trustcoach_app.db.types import new_id
from trustcoach_app.errors import Conflict, MovedOn
from trustcoach_app.inputs import Problems, clean_text
from trustcoach_app.models.sessions import LONGEST_SUMMARY, Summary, SummaryDraft
from trustcoach_app.sessions.queries import ensure_session, signed_summary, typed_text
from trustcoach_app.sessions.typed import save_typed

NOT_SIGNED = "Ce résumé n’est plus signé."


async def save_summary_draft(
    db: AsyncSession, *, coach_id: UUID, session_id: UUID, text: str, revision: int, now: datetime
) -> int:
    """Save the draft over `revision` and return the new one; what was signed stays as it is. Raises as `save_typed`."""
    key = {"coach_id": coach_id, "session_id": session_id}
    return await save_typed(db, SummaryDraft, **key, text=text, most=LONGEST_SUMMARY, revision=revision, now=now)


async def sign_draft(db: AsyncSession, *, coach_id: UUID, session_id: UUID, revision: int, now: datetime) -> UUID:
    """Sign the draft as it stands at `revision`; nobody sees it yet. Returns the summary's id.

    Raises InvalidInput(text) when it is empty, NotFound, Conflict when it is signed already, MovedOn.
    """
    await ensure_session(db, coach_id=coach_id, session_id=session_id, locked=True)
    if await signed_summary(db, coach_id=coach_id, session_id=session_id):
        raise Conflict("Ce résumé est déjà signé.")
    draft = await typed_text(db, SummaryDraft, coach_id=coach_id, session_id=session_id)
    if draft.revision != revision:
        raise MovedOn(draft.text, draft.revision)
    return await sign_summary(db, coach_id=coach_id, session_id=session_id, text=draft.text, now=now)


async def sign_summary(
    db: AsyncSession, *, coach_id: UUID, session_id: UUID, text: str, now: datetime, share: bool = False
) -> UUID:
    """Sign this text (`summary_final`), in place of an earlier one; `share` decides whether the client sees it.

    Returns the summary's id. Raises InvalidInput(text) when empty or beyond 20,000 characters, NotFound.
    """
    problems, clean = Problems(), clean_text(text)
    problems.add_if(not clean, "text", "Écrivez le résumé avant de le signer.")
    problems.check_length("text", clean, LONGEST_SUMMARY)
    problems.refuse()
    await ensure_session(db, coach_id=coach_id, session_id=session_id)
    values = {"text": clean, "signed_at": now, "shared_at": now if share else None}
    signed = insert(Summary).values(coach_id=coach_id, id=new_id(), session_id=session_id, **values)
    signed = signed.on_conflict_do_update(index_elements=["coach_id", "session_id"], set_=values)
    return (await db.scalars(signed.returning(col(Summary.id)))).one()


async def take_signature_back(db: AsyncSession, *, coach_id: UUID, session_id: UUID, now: datetime) -> None:
    """Within UNDO of the signature: it is a draft again, and the client sees it no more.

    What was signed is the draft's text unless something was typed there since. Raises NotFound, Conflict.
    """
    await ensure_session(db, coach_id=coach_id, session_id=session_id, locked=True)
    found = await signed_summary(db, coach_id=coach_id, session_id=session_id)
    if found is None:
        raise Conflict(NOT_SIGNED)
    if now - found.signed_at > UNDO:
        raise Conflict("Ce résumé est signé depuis plus de dix minutes\u202f: il ne se modifie plus.")
    draft = insert(SummaryDraft).values(
        coach_id=coach_id, session_id=session_id, text=found.text, revision=1, updated_at=now
    )
    await db.execute(draft.on_conflict_do_nothing())
    await _change(db, coach_id, session_id, signed_at=None, shared_at=None)


async def share_summary(db: AsyncSession, *, coach_id: UUID, session_id: UUID, now: datetime) -> None:
    """The client may read what was signed; sharing again changes nothing. Raises NotFound, Conflict when unsigned."""
    await ensure_session(db, coach_id=coach_id, session_id=session_id, locked=True)
    found = await signed_summary(db, coach_id=coach_id, session_id=session_id)
    if found is None:
        raise Conflict("Signez le résumé avant de le partager.")
    if found.shared_at is None:
        await _change(db, coach_id, session_id, shared_at=now)


async def unshare_summary(db: AsyncSession, *, coach_id: UUID, session_id: UUID) -> None:
    """The client reads it no more; what is signed stays so. Raises NotFound."""
    await ensure_session(db, coach_id=coach_id, session_id=session_id, locked=True)
    await _change(db, coach_id, session_id, shared_at=None)


async def _change(db: AsyncSession, coach_id: UUID, session_id: UUID, **values: datetime | None) -> None:
    mine = (col(Summary.coach_id) == coach_id) & (col(Summary.session_id) == session_id)
    await db.execute(update(Summary).where(mine).values(**values).execution_options(synchronize_session=False))
