"""Keeps one dry run of each kind, or why there is none, until the coach decides."""

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.errors import Conflict
from trustcoach_app.models.importing import Import, ImportKind, ImportStatus
from trustcoach_app.uploads.queries import one_import

UNWRITTEN = (ImportStatus.DRAFT, ImportStatus.REFUSED)


async def add_draft_import(db: AsyncSession, *, coach_id: UUID, kind: ImportKind, filename: str, plan: str) -> Import:
    """Keep a dry run, in the place of the one before."""
    return await _keep(db, Import(coach_id=coach_id, kind=kind, filename=filename[-120:], plan=plan))


async def add_refused_import(
    db: AsyncSession, *, coach_id: UUID, kind: ImportKind, filename: str, plan: str, why: str
) -> Import:
    """Keep why a file could not be read, for the page to say it; `plan` is an empty one."""
    row = Import(coach_id=coach_id, kind=kind, filename=filename[-120:], plan=plan, outcome=why[:300])
    row.status = ImportStatus.REFUSED
    return await _keep(db, row)


async def discard_import(db: AsyncSession, *, coach_id: UUID, kind: ImportKind, import_id: UUID) -> None:
    """Forget a dry run. Raises NotFound, and Conflict for what is written: that is undone."""
    row = await one_import(db, coach_id=coach_id, kind=kind, import_id=import_id, locked=True)
    if row.status not in UNWRITTEN:
        raise Conflict("Cet import est déjà confirmé.")
    await db.delete(row)


async def _keep(db: AsyncSession, row: Import) -> Import:
    mine = (col(Import.coach_id) == row.coach_id) & (col(Import.kind) == row.kind)
    await db.execute(delete(Import).where(mine, col(Import.status).in_(UNWRITTEN)))
    db.add(row)
    await db.flush()
    return row
