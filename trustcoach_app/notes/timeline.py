"""What is told of the notes of a client: each when it was written."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlmodel import col

from trustcoach_app.models.notes import ClientNote
from trustcoach_app.timelines import timeline_select


def note_selects(coach_id: UUID, client_id: UUID, zone: str) -> list[Select[*tuple[Any, ...]]]:
    """The coach's own, and those that the client may read."""
    rows = timeline_select(
        "note",
        id=col(ClientNote.id),
        at=col(ClientNote.created_at),
        text=col(ClientNote.text),
        is_shared=col(ClientNote.shared_at).is_not(None),
    )
    return [rows.where(col(ClientNote.coach_id) == coach_id, col(ClientNote.client_id) == client_id)]
