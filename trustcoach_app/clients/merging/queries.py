"""What two clients hold, side by side, before they are merged: two statements."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.clients.merging.rows import MESSAGES, TAGS, TALKS, WHOLE, owner, table
from trustcoach_app.errors import NotFound
from trustcoach_app.models.clients import Client

COUNTED = (*(name for name in WHOLE if name != "clients"), TAGS)


@dataclass(frozen=True)
class Side:
    """One of the two."""

    id: UUID
    name: str
    email: str | None
    phone: str
    timezone: str
    has_account: bool
    counts: dict[str, int] = field(default_factory=dict[str, int])
    """Rows by table; messages too. Where there are none the table is not named."""


async def two_sides(db: AsyncSession, *, coach_id: UUID, one: UUID, other: UUID) -> tuple[Side, Side]:
    """Both, in this order. Raises NotFound, also for another coach's and one who is merged."""
    columns = col(Client.id), col(Client.name), col(Client.email), col(Client.phone), col(Client.timezone)
    mine = col(Client.coach_id) == coach_id, col(Client.merged_into).is_(None), col(Client.id).in_([one, other])
    found = await db.execute(select(*columns, col(Client.user_id).is_not(None).label("has_account")).where(*mine))
    rows: dict[UUID, dict[str, Any]] = {row["id"]: dict(row) for row in found.mappings()}
    if one == other or len(rows) < 2:
        raise NotFound
    counts = await _counts(db, coach_id, [one, other])
    return Side(**rows[one], counts=counts.get(one, {})), Side(**rows[other], counts=counts.get(other, {}))


async def _counts(db: AsyncSession, coach_id: UUID, ids: list[UUID]) -> dict[UUID, dict[str, int]]:
    talks, messages = table(TALKS), table(MESSAGES)
    said = (messages.c.coach_id == talks.c.coach_id) & (messages.c.conversation_id == talks.c.id)
    parts = [
        select(literal(name), owner(name), func.count())
        .where(table(name).c.coach_id == coach_id, owner(name).in_(ids))
        .group_by(owner(name))
        for name in COUNTED
    ]
    spoken = select(literal(MESSAGES), talks.c.client_id, func.count()).join_from(talks, messages, said)
    spoken = spoken.where(talks.c.coach_id == coach_id, talks.c.client_id.in_(ids)).group_by(talks.c.client_id)
    found: dict[UUID, dict[str, int]] = {}
    for name, client_id, count in await db.execute(union_all(*parts, spoken)):
        found.setdefault(client_id, {})[name] = count
    return found
