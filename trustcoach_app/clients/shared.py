"""Which rows are those of a person who signs in as a client, with whichever coach."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select, tuple_
from sqlmodel import col

from trustcoach_app.models.clients import Client


def is_of(user_id: UUID, coach_id: Any, client_id: Any) -> ColumnElement[bool]:
    """Whether a row that hangs from a client, by these two columns, is this person's. The policies ask it again."""
    theirs = select(col(Client.coach_id), col(Client.id)).where(col(Client.user_id) == user_id)
    return tuple_(coach_id, client_id).in_(theirs)
