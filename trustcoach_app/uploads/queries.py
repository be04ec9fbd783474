"""Reads what was handed in, of one kind at a time."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.errors import NotFound
from trustcoach_app.models.importing import Import, ImportKind, ImportStatus

MOST_IMPORTS = 10


async def one_import(
    db: AsyncSession, *, coach_id: UUID, kind: ImportKind, import_id: UUID, locked: bool = False
) -> Import:
    """One upload; `locked` until the transaction ends. Raises NotFound."""
    query = select(Import).where(
        col(Import.coach_id) == coach_id, col(Import.kind) == kind, col(Import.id) == import_id
    )
    found = await db.scalar(query.with_for_update() if locked else query)
    if found is None:
        raise NotFound
    return found


async def recent_imports(db: AsyncSession, *, coach_id: UUID, kind: ImportKind) -> list[Import]:
    """What was written or taken back, newest first."""
    done = (ImportStatus.WRITTEN, ImportStatus.UNDONE)
    query = select(Import).where(
        col(Import.coach_id) == coach_id, col(Import.kind) == kind, col(Import.status).in_(done)
    )
    return list(await db.scalars(query.order_by(col(Import.written_at).desc()).limit(MOST_IMPORTS)))
