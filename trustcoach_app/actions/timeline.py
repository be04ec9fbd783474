"""What is told of a client's actions: agreed, done."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, Text, and_, cast
from sqlmodel import col

from trustcoach_app.models.actions import Action, ActionOwner
from trustcoach_app.timelines import timeline_select


def action_selects(coach_id: UUID, client_id: UUID, zone: str) -> list[Select[*tuple[Any, ...]]]:
    """Each when it was agreed, and again when it was done."""
    mine = and_(col(Action.coach_id) == coach_id, col(Action.client_id) == client_id)
    done = _actions("action_done", col(Action.done_at)).where(col(Action.done_at).is_not(None))
    return [_actions("action", col(Action.created_at)).where(mine), done.where(mine)]


def _actions(kind: str, at: Any) -> Select[*tuple[Any, ...]]:
    is_shared = col(Action.owner) == ActionOwner.CLIENT
    words = {"title": col(Action.title), "detail": cast(col(Action.owner), Text)}
    return timeline_select(kind, id=col(Action.id), at=at, **words, is_shared=is_shared)
