"""The coach's private notes of a session (decision 16)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.models.sessions import LONGEST_NOTE, PrivateNote
from trustcoach_app.sessions.typed import save_typed


async def save_note(
    db: AsyncSession, *, coach_id: UUID, session_id: UUID, text: str, revision: int, now: datetime
) -> int:
    """Save the private note over `revision` and return the new one. Raises as `save_typed`."""
    key = {"coach_id": coach_id, "session_id": session_id}
    return await save_typed(db, PrivateNote, **key, text=text, most=LONGEST_NOTE, revision=revision, now=now)
