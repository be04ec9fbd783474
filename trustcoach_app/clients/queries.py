"""Reads of a coach's clients."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, false, func, literal, select, tuple_, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.clients.keys import search_words
from trustcoach_app.clients.near import near
from trustcoach_app.errors import NotFound
from trustcoach_app.models.clients import Client, ClientStage

Cursor: TypeAlias = tuple[str, UUID]


@dataclass(frozen=True)
class ClientRow:
    """A client as lists and files show it."""

    id: UUID
    name: str
    email: str | None
    phone: str
    stage: ClientStage
    timezone: str
    archived_at: datetime | None
    sort_key: str

    @property
    def cursor(self) -> Cursor:
        """Where the page after this row begins."""
        return self.sort_key, self.id


COLUMNS = (
    col(Client.id),
    col(Client.name),
    col(Client.email),
    col(Client.phone),
    col(Client.stage),
    col(Client.timezone),
    col(Client.archived_at),
    col(Client.sort_key),
)


async def by_id(db: AsyncSession, *, coach_id: UUID, client_id: UUID) -> ClientRow:
    """One client, archived or not; of one who was merged, the survivor: what still comes for them lands there.

    Raises NotFound, also for another coach's.
    """
    meant = _meant(coach_id, col(Client.id) == client_id)
    found = (await db.execute(_of(coach_id).where(col(Client.id).in_(meant)))).one_or_none()
    if found is None:
        raise NotFound
    return ClientRow(*found)


async def names_of(db: AsyncSession, *, coach_id: UUID, client_ids: Collection[UUID]) -> dict[UUID, str]:
    """What these clients are called, archived and merged ones too."""
    query = select(col(Client.id), col(Client.name)).where(col(Client.coach_id) == coach_id)
    return {row.id: row.name for row in await db.execute(query.where(col(Client.id).in_(client_ids)))}


async def has_clients(db: AsyncSession, *, coach_id: UUID) -> bool:
    """Whether the practice has had any client yet, archived ones and prospects included."""
    return await db.scalar(select(col(Client.id)).where(col(Client.coach_id) == coach_id).limit(1)) is not None


async def directory(
    db: AsyncSession, *, coach_id: UUID, search: str = "", limit: int, after: Cursor | None = None
) -> list[ClientRow]:
    """Up to `limit` clients by name, after the `cursor` of a row; each word must occur in name, address or number.

    When nothing does, those whose words come close (typos), closest first, on one page. Archived clients are left out.
    """
    words = search_words(search)
    query = _of(coach_id).where(col(Client.archived_at).is_(None))
    for word in words:
        query = query.where(col(Client.search_key).contains(word, autoescape=True))
    if after is not None:
        query = query.where(tuple_(col(Client.sort_key), col(Client.id)) > after)
    query = query.order_by(col(Client.sort_key), col(Client.id)).limit(limit)
    rows = [ClientRow(*row) for row in await db.execute(query)]
    if not rows and words and after is None:
        return await _guesses(db, coach_id, words, limit)
    return rows


async def look_up(db: AsyncSession, *, coach_id: UUID, search: str, limit: int) -> list[ClientRow]:
    """The directory by a few letters: first those of whom every word of the search begins a word. One statement.

    When nobody matches, those who are meant by a slip: two more. Archived clients are left out (decision 70).
    """
    if not (words := search_words(search)):
        return []
    spaced = literal(" ").concat(col(Client.search_key))
    begins = and_(*(spaced.contains(f" {word}", autoescape=True) for word in words))
    query = _of(coach_id).where(col(Client.archived_at).is_(None))
    query = query.where(*(col(Client.search_key).contains(word, autoescape=True) for word in words))
    query = query.order_by(begins.desc(), col(Client.sort_key), col(Client.id)).limit(limit)
    return [ClientRow(*row) for row in await db.execute(query)] or await _guesses(db, coach_id, words, limit)


async def in_order(db: AsyncSession, *, coach_id: UUID, client_ids: Sequence[UUID]) -> list[ClientRow]:
    """These of the practice's clients, in this order; others, archived and merged ones are left out. One statement."""
    rows = {row.id: row for row in await _rows(db, coach_id, list(client_ids)) if row.archived_at is None}
    return [rows[of] for of in client_ids if of in rows]


async def refuse_unknown(db: AsyncSession, *, coach_id: UUID, client_ids: Collection[UUID]) -> None:
    """Raises NotFound unless each of these is a client of the practice, archived or not."""
    mine = select(func.count()).where(col(Client.coach_id) == coach_id, col(Client.merged_into).is_(None))
    if await db.scalar(mine.where(col(Client.id).in_(client_ids))) != len(set(client_ids)):
        raise NotFound


async def named(db: AsyncSession, *, coach_id: UUID, sort_key: str) -> list[ClientRow]:
    """The clients, not archived, whose folded name is exactly this one, or who have somebody of that name in them."""
    meant = _meant(coach_id, col(Client.sort_key) == sort_key)
    query = _of(coach_id).where(col(Client.id).in_(meant), col(Client.archived_at).is_(None))
    return [ClientRow(*row) for row in await db.execute(query.order_by(col(Client.id)))]


async def with_email(db: AsyncSession, *, coach_id: UUID, email: str) -> ClientRow | None:
    """The one client who has this address, archived or not; else the one into whom its owner was merged."""
    has_it = func.coalesce(col(Client.email) == email, false()).desc()
    query = _of(coach_id).where(col(Client.id).in_(_meant(coach_id, col(Client.email) == email)))
    found = (await db.execute(query.order_by(has_it, col(Client.id)).limit(1))).one_or_none()
    return None if found is None else ClientRow(*found)


def _meant(coach_id: UUID, condition: ColumnElement[bool]) -> CompoundSelect[UUID]:
    """The ids of whom a condition means: those who stand as they are, and the survivors of those who were merged."""
    mine, merged_into = col(Client.coach_id) == coach_id, col(Client.merged_into)
    stand = select(col(Client.id)).where(mine, condition, merged_into.is_(None))
    return union_all(stand, select(merged_into).where(mine, condition, merged_into.is_not(None)))


def _of(coach_id: UUID) -> Select[*tuple[Any, ...]]:
    return select(*COLUMNS).where(col(Client.coach_id) == coach_id, col(Client.merged_into).is_(None))


async def _guesses(db: AsyncSession, coach_id: UUID, words: list[str], limit: int) -> list[ClientRow]:
    """Those who are meant where nobody matches, the closest first."""
    nearest = (await near(db, coach_id=coach_id, words=words))[:limit]
    rows = {row.id: row for row in await _rows(db, coach_id, nearest)}
    return [rows[of] for of in nearest]


async def _rows(db: AsyncSession, coach_id: UUID, client_ids: list[UUID]) -> list[ClientRow]:
    found = await db.execute(_of(coach_id).where(col(Client.id).in_(client_ids)))
    return [ClientRow(*row) for row in found]
