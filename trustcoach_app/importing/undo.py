"""Takes an import back as a whole, but for what was changed since."""

from collections.abc import Iterable, Mapping
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
from trustcoach_app.db.pieces import pieces
from trustcoach_app.errors import Conflict
from trustcoach_app.formats import clock_time, plural, short_day
from trustcoach_app.importing.marks import mark_of
from trustcoach_app.importing.plan import PLAN, ImportPlan, PlannedMove
from trustcoach_app.importing.queries import MadeRow, by_ids, imported_clients, made_in_pieces
from trustcoach_app.importing.relocation import relocate
from trustcoach_app.models.bookings import Booking, BusyBlock
from trustcoach_app.models.clients import Client
from trustcoach_app.models.importing import Import, ImportKind, ImportStatus
from trustcoach_app.models.sessions import Moment, PrivateNote, RawSummary, Session, Summary, SummaryDraft
from trustcoach_app.uploads.queries import one_import

WRITTEN_IN_A_SESSION = (Moment, PrivateNote, RawSummary, Summary, SummaryDraft)


async def undo_import(db: AsyncSession, *, coach_id: UUID, import_id: UUID, now: datetime) -> Import:
    """Delete what the import made, and bring back what it moved. Kept, and listed in its plan: sessions moved, started,
    told or written about since, busy time and clients that were changed, clients on whom anything else hangs, and what
    was moved from a time that is taken or past by now. Raises NotFound, Conflict.
    """
    await lock_diary(db, coach_id)
    row = await one_import(db, coach_id=coach_id, kind=ImportKind.PLANNING, import_id=import_id, locked=True)
    if row.status is not ImportStatus.WRITTEN:
        raise Conflict("Cet import n’est pas en place.")
    zone = await zone_of(db, coach_id=coach_id)
    made = [one async for some in made_in_pieces(db, coach_id=coach_id, import_id=import_id) for one in some]
    people = await imported_clients(db, coach_id=coach_id, import_id=import_id)
    remaining = [
        *await _undo_bookings(db, coach_id, made, zone),
        *await _undo_blocks(db, coach_id, made),
        *await _undo_clients(db, coach_id, people),
    ]
    gone = len(made) + len(people) - len(remaining)
    moves = [replace(one, origin=one.goal, goal=one.origin) for one in PLAN.validate_json(row.plan).moves]
    back, left = await relocate(db, coach_id=coach_id, moves=moves, now=now)
    remaining += [_why_left(wanted, found, zone, now) for wanted, found in left]
    row.status, row.outcome = ImportStatus.UNDONE, _said(gone, len(back), len(remaining))
    row.plan = PLAN.dump_json(ImportPlan(kept=remaining)).decode()
    await db.flush()
    return row


def _said(gone: int, back: int, remaining: int) -> str:
    words = (
        (gone, plural(gone, "ligne retirée", "lignes retirées")),
        (back, plural(back, "séance remise à son heure", "séances remises à leur heure")),
        (remaining, plural(remaining, "élément gardé", "éléments gardés")),
    )
    return ", ".join(sentence for count, sentence in words if count) or "Rien à retirer"


def _why_left(wanted: PlannedMove, row: MadeRow, zone: ZoneInfo, now: datetime) -> str:
    made = row.made
    what = _session(made.starts_at, zone) if made.is_session else _block(made.title)
    if not made.may_follow or made.mark != wanted.mark:
        return f"{what}, non remis à son heure\u202f: modifié depuis"
    if made.is_session and made.starts_at <= now < wanted.goal.starts_at:
        return f"{what}, non remis à son heure\u202f: déjà commencé"
    why = "passée" if wanted.goal.starts_at <= now else "prise"
    return f"{what}, non remis à son heure\u202f: elle est {why}"


def _session(starts_at: datetime, zone: ZoneInfo) -> str:
    return f"Séance du {short_day(starts_at.astimezone(zone).date())} à {clock_time(starts_at, zone)}"


def _block(title: str) -> str:
    return f"Plage occupée\u202f: {title or 'sans titre'}"


async def _undo_bookings(db: AsyncSession, coach_id: UUID, made: list[MadeRow], zone: ZoneInfo) -> list[str]:
    found = {one.booking.id: one for one in made if one.booking is not None}
    written_about = await _written_about(db, coach_id, found)
    remaining = {
        key: one
        for key, one in found.items()
        if one.booking and (mark_of(one.booking) != one.event.made or key in written_about)
    }
    await _delete(db, Booking, coach_id, set(found) - set(remaining))
    return [_session(starts_at, zone) for starts_at in sorted(one.made.starts_at for one in remaining.values())]


async def _written_about(db: AsyncSession, coach_id: UUID, booking_ids: Iterable[UUID]) -> set[UUID]:
    """The bookings whose session holds a note or a summary."""
    held = col(Session.coach_id) == coach_id
    something = or_(
        *(
            exists().where(col(table.coach_id) == coach_id, col(table.session_id) == col(Session.id))
            for table in WRITTEN_IN_A_SESSION
        )
    )
    found: set[UUID] = set()
    for part in pieces(booking_ids):
        query = select(col(Session.booking_id)).where(held, col(Session.booking_id).in_(part), something)
        found |= set(await db.scalars(query))
    return found


async def _undo_blocks(db: AsyncSession, coach_id: UUID, made: list[MadeRow]) -> list[str]:
    found = {one.block.id: one for one in made if one.block is not None}
    remaining = {key: one for key, one in found.items() if not one.made.may_follow}
    await _delete(db, BusyBlock, coach_id, set(found) - set(remaining))
    return [_block(remaining[key].made.title) for key in sorted(remaining)]


async def _undo_clients(db: AsyncSession, coach_id: UUID, made: Mapping[UUID, str]) -> list[str]:
    """Foreign keys keep a client on whom something hangs; each tries alone, so that one keeps no other."""
    found: dict[UUID, Client] = await by_ids(db, Client, coach_id=coach_id, ids=made)
    remaining: list[str] = []
    for key, client in found.items():
        changed = client.user_id is not None or mark_of(client) != made[key]
        if changed or not await _delete_alone(db, coach_id, key):
            remaining.append(f"Client\u202f: {client.name}")
    return sorted(remaining)


async def _delete_alone(db: AsyncSession, coach_id: UUID, client_id: UUID) -> bool:
    try:
        async with db.begin_nested():
            await _delete(db, Client, coach_id, {client_id})
    except IntegrityError:
        return False
    return True


async def _delete(db: AsyncSession, table: Any, coach_id: UUID, ids: Iterable[UUID]) -> None:
    for part in pieces(ids):
        gone = delete(table).where(col(table.coach_id) == coach_id, col(table.id).in_(part))
        await db.execute(gone.execution_options(synchronize_session=False))
