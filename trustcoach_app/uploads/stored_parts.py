"""The parts of a large dry run, each small enough that writing or reading it keeps nobody waiting."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.db.types import new_id
from trustcoach_app.models.importing import Import, ImportPart, PartKind


async def keep_parts(db: AsyncSession, *, of: Import, kind: PartKind, parts: Iterable[bytes]) -> None:
    """Keep them in their order; they go with their import."""
    mine = {"coach_id": of.coach_id, "import_id": of.id, "kind": kind.value}
    for number, content in enumerate(parts):
        await db.execute(insert(ImportPart), [{**mine, "id": new_id(), "number": number, "content": content.decode()}])
        await asyncio.sleep(0)


async def part_numbers(db: AsyncSession, *, of: Import, kind: PartKind) -> list[int]:
    """Which there are."""
    query = select(col(ImportPart.number)).where(*_of(of.coach_id, of.id, kind))
    return list(await db.scalars(query.order_by(col(ImportPart.number))))


async def part(db: AsyncSession, *, of: Import, kind: PartKind, number: int) -> str:
    """One; empty when it is there no more."""
    query = select(col(ImportPart.content)).where(*_of(of.coach_id, of.id, kind), col(ImportPart.number) == number)
    return await db.scalar(query) or ""


async def each_part(db: AsyncSession, *, of: Import, kind: PartKind) -> AsyncIterator[str]:
    """All, one at a time."""
    for number in await part_numbers(db, of=of, kind=kind):
        yield await part(db, of=of, kind=kind, number=number)
        await asyncio.sleep(0)


async def drop_parts(db: AsyncSession, *, of: Import) -> None:
    """Forget them."""
    mine = (col(ImportPart.coach_id) == of.coach_id) & (col(ImportPart.import_id) == of.id)
    await db.execute(delete(ImportPart).where(mine).execution_options(synchronize_session=False))


def _of(coach_id: UUID, import_id: UUID, kind: PartKind) -> tuple[ColumnElement[bool], ...]:
    return (
        col(ImportPart.coach_id) == coach_id,
        col(ImportPart.import_id) == import_id,
        col(ImportPart.kind) == kind.value,
    )
