"""Takes an import back as a whole, but for what was changed since."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.bookings.lock import lock_diary
from trustcoach_app.errors import Conflict
from trustcoach_app.formats import clock_time, plural, short_day
from trustcoach_app.models.bookings import Booking, BusyBlock
from trustcoach_app.models.clients import Client
from trustcoach_app.models.importing import Import, ImportedRow, ImportKind, ImportStatus
from trustcoach_app.models.sessions import Moment, PrivateNote, RawSummary, Session, Summary
from trustcoach_app.planning.importing.marks import mark_of
from trustcoach_app.planning.importing.plan import PLAN, Plan
from trustcoach_app.planning.importing.queries import by_ids, rows_of, zone_of
from trustcoach_app.uploads.queries import one_import

WRITTEN_IN_A_SESSION = (Moment, PrivateNote, RawSummary, Summary)


async def undo(db: AsyncSession, *, coach_id: UUID, import_id: UUID, now: datetime) -> Import:
    """Delete what the import made. Kept, and listed in its plan: sessions moved, started, told or written about since,
    busy time and clients that were changed, and clients on whom anything else hangs. Raises NotFound, Conflict.
    """
    await lock_diary(db, coach_id)
    row = await one_import(db, coach_id=coach_id, kind=ImportKind.PLANNING, import_id=import_id, locked=True)
    if row.status is not ImportStatus.WRITTEN:
        raise Conflict("Cet import n’est pas en place.")
    made = await rows_of(db, coach_id=coach_id, import_id=import_id)
    kept = [
        *await _undo_bookings(db, coach_id, made),
        *await _undo_blocks(db, coach_id, made),
        *await _undo_clients(db, coach_id, made),
    ]
    gone = len(made) - len(kept)
    kept_words = f", {plural(len(kept), 'gardée', 'gardées')} car modifiée depuis" if kept else ""
    row.status, row.outcome = ImportStatus.UNDONE, f"{plural(gone, 'ligne retirée', 'lignes retirées')}{kept_words}"
    row.plan = PLAN.dump_json(Plan(kept=kept)).decode()
    await db.flush()
    return row


async def _undo_bookings(db: AsyncSession, coach_id: UUID, made: list[ImportedRow]) -> list[str]:
    marks = {row.booking_id: row.made for row in made if row.booking_id}
    ids = [key for key in marks if key]
    found = await by_ids(db, Booking, coach_id=coach_id, ids=ids)
    written_about = await _written_about(db, coach_id, ids)
    kept = {key for key, row in found.items() if mark_of(row) != marks[key] or key in written_about}
    await _delete(db, Booking, coach_id, set(found) - kept)
    zone = await zone_of(db, coach_id=coach_id)
    rows = sorted((found[key] for key in kept), key=lambda row: row.starts_at)
    return [
        f"Séance du {short_day(row.starts_at.astimezone(zone).date())} à {clock_time(row.starts_at, zone)}"
        for row in rows
    ]


async def _written_about(db: AsyncSession, coach_id: UUID, booking_ids: list[UUID]) -> set[UUID]:
    """The bookings whose session holds a note or a summary."""
    held = col(Session.coach_id) == coach_id
    something = or_(
        *(
            exists().where(col(table.coach_id) == coach_id, col(table.session_id) == col(Session.id))
            for table in WRITTEN_IN_A_SESSION
        )
    )
    query = select(col(Session.booking_id)).where(held, col(Session.booking_id).in_(booking_ids), something)
    return set(await db.scalars(query))


async def _undo_blocks(db: AsyncSession, coach_id: UUID, made: list[ImportedRow]) -> list[str]:
    marks = {row.busy_block_id: row.made for row in made if row.busy_block_id}
    found = await by_ids(db, BusyBlock, coach_id=coach_id, ids=[key for key in marks if key])
    kept = {key for key, row in found.items() if mark_of(row) != marks[key]}
    await _delete(db, BusyBlock, coach_id, set(found) - kept)
    return [f"Plage occupée : {found[key].title or 'sans titre'}" for key in sorted(kept)]


async def _undo_clients(db: AsyncSession, coach_id: UUID, made: list[ImportedRow]) -> list[str]:
    """Foreign keys keep a client on whom something hangs; each tries alone, so that one keeps no other."""
    marks = {row.client_id: row.made for row in made if row.client_id}
    found: dict[UUID, Client] = await by_ids(db, Client, coach_id=coach_id, ids=[key for key in marks if key])
    kept: list[str] = []
    for key, client in found.items():
        changed = client.user_id is not None or mark_of(client) != marks[key]
        if changed or not await _delete_alone(db, coach_id, key):
            kept.append(f"Client : {client.name}")
    return sorted(kept)


async def _delete_alone(db: AsyncSession, coach_id: UUID, client_id: UUID) -> bool:
    try:
        async with db.begin_nested():
            await _delete(db, Client, coach_id, {client_id})
    except IntegrityError:
        return False
    return True


async def _delete(db: AsyncSession, table: Any, coach_id: UUID, ids: set[UUID]) -> None:
    gone = delete(table).where(col(table.coach_id) == coach_id, col(table.id).in_(ids))
    await db.execute(gone.execution_options(synchronize_session=False))
