"""Takes an import back as a whole, but for what was changed since."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.bookings.lock import lock_diary
from trustcoach_app.coaches import zone_of
from trustcoach_app.errors import Conflict
from trustcoach_app.formats import clock_time, plural, short_day
from trustcoach_app.importing.marks import mark_of
from trustcoach_app.importing.plan import PLAN, Plan, PlannedMove
from trustcoach_app.importing.queries import Made, by_ids, rows_of
from trustcoach_app.importing.relocation import relocate
from trustcoach_app.models.bookings import Booking, BusyBlock
from trustcoach_app.models.clients import Client
from trustcoach_app.models.importing import Import, ImportedRow, ImportKind, ImportStatus
from trustcoach_app.models.sessions import Moment, PrivateNote, RawSummary, Session, Summary
from trustcoach_app.uploads.queries import one_import

WRITTEN_IN_A_SESSION = (Moment, PrivateNote, RawSummary, Summary)


async def undo(db: AsyncSession, *, coach_id: UUID, import_id: UUID, now: datetime) -> Import:
    """Delete what the import made, and bring back what it moved. Kept, and listed in its plan: sessions moved, started,
    told or written about since, busy time and clients that were changed, clients on whom anything else hangs, and what
    was moved from a time that is taken or past by now. Raises NotFound, Conflict.
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
    moves = [replace(one, origin=one.goal, goal=one.origin) for one in PLAN.validate_json(row.plan).moves]
    back, left = await relocate(db, coach_id=coach_id, moves=moves, now=now)
    zone = await zone_of(db, coach_id=coach_id)
    kept += [_why_left(wanted, row, zone, now) for wanted, row in left]
    row.status, row.outcome = ImportStatus.UNDONE, _said(gone, len(back), len(kept))
    row.plan = PLAN.dump_json(Plan(kept=kept)).decode()
    await db.flush()
    return row


def _said(gone: int, back: int, kept: int) -> str:
    words = (
        (gone, plural(gone, "ligne retirée", "lignes retirées")),
        (back, plural(back, "rendez-vous remis à son heure", "rendez-vous remis à leur heure")),
        (kept, plural(kept, "élément gardé", "éléments gardés")),
    )
    return ", ".join(sentence for count, sentence in words if count) or "Rien à retirer"


def _why_left(wanted: PlannedMove, made: Made, zone: ZoneInfo, now: datetime) -> str:
    what = _session(made.starts_at, zone) if made.booking_id else _block(made.title)
    if not made.may_follow or made.row.made != wanted.mark:
        return f"{what}, non remis à son heure : modifié depuis"
    if made.booking_id and made.starts_at <= now < wanted.goal.starts_at:
        return f"{what}, non remis à son heure : déjà commencé"
    why = "passée" if wanted.goal.starts_at <= now else "prise"
    return f"{what}, non remis à son heure : elle est {why}"


def _session(starts_at: datetime, zone: ZoneInfo) -> str:
    return f"Séance du {short_day(starts_at.astimezone(zone).date())} à {clock_time(starts_at, zone)}"


def _block(title: str) -> str:
    return f"Plage occupée : {title or 'sans titre'}"


async def _undo_bookings(db: AsyncSession, coach_id: UUID, made: list[ImportedRow]) -> list[str]:
    marks = {row.booking_id: row.made for row in made if row.booking_id}
    ids = [key for key in marks if key]
    found = await by_ids(db, Booking, coach_id=coach_id, ids=ids)
    written_about = await _written_about(db, coach_id, ids)
    kept = {key for key, row in found.items() if mark_of(row) != marks[key] or key in written_about}
    await _delete(db, Booking, coach_id, set(found) - kept)
    zone = await zone_of(db, coach_id=coach_id)
    rows = sorted((found[key] for key in kept), key=lambda row: row.starts_at)
    return [_session(row.starts_at, zone) for row in rows]


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
    return [_block(found[key].title) for key in sorted(kept)]


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
