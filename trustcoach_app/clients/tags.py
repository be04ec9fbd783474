"""The coach's words about clients: who has which, and how they are given and taken."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, exists, func, select, true
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.clients.keys import tag_key
from trustcoach_app.clients.queries import refuse_unknown
from trustcoach_app.db.types import new_id
from trustcoach_app.errors import InvalidInput
from trustcoach_app.inputs import Problems, clean_line
from trustcoach_app.models.tags import LONGEST_TAG, MOST_LABELS, MOST_TAGS, ClientTag, Tag


async def known_tags(db: AsyncSession, *, coach_id: UUID) -> list[str]:
    """The practice's words, in French order."""
    query = select(col(Tag.label)).where(col(Tag.coach_id) == coach_id).order_by(col(Tag.key))
    return list(await db.scalars(query.limit(MOST_LABELS)))


async def tags_of(db: AsyncSession, *, coach_id: UUID, client_ids: Collection[UUID]) -> dict[UUID, list[str]]:
    """Each client's words, in French order. Who has none has no entry."""
    query = _borne(coach_id).where(col(ClientTag.client_id).in_(client_ids)).order_by(col(Tag.key))
    found: dict[UUID, list[str]] = {}
    for client_id, label in await db.execute(query):
        found.setdefault(client_id, []).append(label)
    return found


def holders(coach_id: UUID, *, key: str | None = None, part: str = "") -> Select[UUID]:
    """Who has a tag of this key, or one in whose key the part occurs: to be asked within another statement.

    Nobody has one of the empty key, which is all that accents without letters leave.
    """
    which = col(Tag.key) == key if key is not None else col(Tag.key).contains(part, autoescape=True)
    return _borne(coach_id).with_only_columns(col(ClientTag.client_id)).where(which)


async def tag_clients(
    db: AsyncSession, *, coach_id: UUID, client_ids: Collection[UUID], label: str, now: datetime
) -> list[UUID]:
    """Give some clients a word; returns those who had it not yet. However it is spelt, a known word stays as it is.

    Raises InvalidInput(tag), NotFound for one who is not a client of the practice.
    """
    clean = _clean(label)
    await refuse_unknown(db, coach_id=coach_id, client_ids=client_ids)
    tag_id = await _tag(db, coach_id, clean, now)
    rows = [{"coach_id": coach_id, "client_id": client_id, "tag_id": tag_id} for client_id in client_ids]
    given = insert(ClientTag).values(rows).on_conflict_do_nothing().returning(col(ClientTag.client_id))
    added = list(await db.scalars(given))
    await _refuse_too_many(db, coach_id, added)
    return added


async def untag_clients(db: AsyncSession, *, coach_id: UUID, client_ids: Collection[UUID], label: str) -> None:
    """Take a word from some clients; one that nobody has any more is forgotten."""
    tag_id = await db.scalar(select(col(Tag.id)).where(col(Tag.coach_id) == coach_id, col(Tag.key) == tag_key(label)))
    if tag_id is None:
        return
    mine = (col(ClientTag.coach_id) == coach_id) & (col(ClientTag.tag_id) == tag_id)
    await _delete(db, delete(ClientTag).where(mine, col(ClientTag.client_id).in_(client_ids)))
    unused = ~exists().where(mine)
    await _delete(db, delete(Tag).where(col(Tag.coach_id) == coach_id, col(Tag.id) == tag_id, unused))


def _clean(label: str) -> str:
    """Raises InvalidInput(tag)."""
    words, problems = " ".join(clean_line(label).split()), Problems()
    problems.add_if(not words, "tag", "Écrivez une étiquette, par exemple «\u00a0dirigeante\u00a0».")
    problems.check_length("tag", words, LONGEST_TAG)
    problems.refuse()
    return words


async def _tag(db: AsyncSession, coach_id: UUID, label: str, now: datetime) -> UUID:
    """The practice's word of this spelling, made where there is none. Raises InvalidInput(tag) beyond MOST_LABELS."""
    key = tag_key(label)
    row = insert(Tag).values(coach_id=coach_id, id=new_id(), label=label, key=key, created_at=now)
    once = row.on_conflict_do_nothing(index_elements=["coach_id", "key"]).returning(col(Tag.id))
    mine = select(col(Tag.id)).where(col(Tag.coach_id) == coach_id)
    if (made := await db.scalar(once)) is not None:
        if (await db.scalar(select(func.count()).select_from(mine.subquery())) or 0) > MOST_LABELS:
            raise InvalidInput(tag=f"{MOST_LABELS} étiquettes au plus dans votre espace.")
        return made
    return (await db.scalars(mine.where(col(Tag.key) == key))).one()


async def _refuse_too_many(db: AsyncSession, coach_id: UUID, client_ids: Collection[UUID]) -> None:
    mine = select(true()).where(col(ClientTag.coach_id) == coach_id, col(ClientTag.client_id).in_(client_ids))
    beyond = mine.group_by(col(ClientTag.client_id)).having(func.count() > MOST_TAGS).limit(1)
    if await db.scalar(beyond):
        raise InvalidInput(tag=f"{MOST_TAGS} étiquettes au plus par client.")


def _borne(coach_id: UUID) -> Select[UUID, str]:
    of_tag = (col(Tag.coach_id) == col(ClientTag.coach_id)) & (col(Tag.id) == col(ClientTag.tag_id))
    mine = select(col(ClientTag.client_id), col(Tag.label)).where(col(ClientTag.coach_id) == coach_id)
    return mine.join(Tag, of_tag)


async def _delete(db: AsyncSession, statement: Any) -> None:
    await db.execute(statement.execution_options(synchronize_session=False))
