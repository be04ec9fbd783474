"""Changes of imports: write a dry run, cancel what was cancelled elsewhere, and (undo.py) take an import back."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Update, delete, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.bookings.service import cancel_booking, lock_diary
from trustcoach_app.coaches import zone_of
from trustcoach_app.errors import Conflict, InvalidInput, NotFound
from trustcoach_app.importing.plan import PLAN, Confirmed, ImportPlan, Withdrawn
from trustcoach_app.importing.queries import keys_of_files, made_in_pieces
from trustcoach_app.importing.readings import EventStanding
from trustcoach_app.importing.undo import undo_import
from trustcoach_app.importing.writer import Writer
from trustcoach_app.models.bookings import BusyBlock, CancelledBy
from trustcoach_app.models.importing import Import, ImportKind, ImportStatus, OutsideEvent
from trustcoach_app.uploads.queries import one_import

__all__ = ["cancel_withdrawn", "confirm_import", "keep_withdrawn", "settle_unplaced", "undo_import"]

REASON = "Annulé dans le calendrier d’où il vient."


async def confirm_import(
    db: AsyncSession, *, coach_id: UUID, import_id: UUID, answers: Mapping[str, str], now: datetime
) -> Import:
    """Write a dry run, all in this transaction; nobody is mailed.

    `answers` maps the key of a person with choices, or of a shared address, to one of them. Sessions that are over are
    COMPLETED without a price, the others CONFIRMED. What cannot be written is left out and listed. Raises NotFound,
    Conflict when it is written already, and InvalidInput by a key without its answer.
    """
    await lock_diary(db, coach_id)
    row = await one_import(db, coach_id=coach_id, kind=ImportKind.PLANNING, import_id=import_id, locked=True)
    if row.status is not ImportStatus.DRAFT:
        raise Conflict("Cet import est déjà confirmé.")
    plan = PLAN.validate_json(row.plan)
    chosen = _answers(plan, answers)
    known, zone = await keys_of_files(db, coach_id=coach_id), await zone_of(db, coach_id=coach_id)
    writer = Writer(db, row, now, known, zone)
    addresses = {one.email: chosen.get(one.key, "") for one in plan.shared}
    for person in plan.people:
        has_address = addresses.get(person.email, person.key) == person.key
        await writer.person(person, chosen.get(person.key, ""), has_address=has_address)
    moved = [replace(one, label="") for one in await writer.moves(plan.moves)]
    for session in plan.sessions:
        await writer.session(session)
    for block in plan.blocks:
        await writer.block(block)
    await _note_withdrawn(db, coach_id, plan.withdrawn)
    await _note_confirmed(db, coach_id, plan.confirmed)
    row.status, row.written_at, row.outcome, row.calendar = ImportStatus.WRITTEN, now, writer.said(), plan.calendar
    row.plan = PLAN.dump_json(ImportPlan(moves=moved, overlaps=[*plan.overlaps, *writer.left])).decode()
    await db.flush()
    return row


def _answers(plan: ImportPlan, answers: Mapping[str, str]) -> dict[str, str]:
    """Each question's answer. Raises InvalidInput for one that is missing, or none of the choices."""
    asked = {one.key: one.choices for one in (*plan.people, *plan.shared) if one.choices}
    wrong = {
        key: "Choisissez qui est cette personne." if not key.startswith("adresse:") else "Choisissez à qui elle est."
        for key, choices in asked.items()
        if answers.get(key) not in {choice.value for choice in choices}
    }
    if wrong:
        raise InvalidInput(**wrong)
    return {key: answers[key] for key in asked}


async def _note_withdrawn(db: AsyncSession, coach_id: UUID, withdrawn: Iterable[Withdrawn]) -> None:
    """They stay listed until the coach decides."""
    for one in withdrawn:
        values = {"standing": one.standing.value, "sequence": one.sequence}
        await db.execute(_event(coach_id, one.row_id).values(**values))


async def _note_confirmed(db: AsyncSession, coach_id: UUID, confirmed: Iterable[Confirmed]) -> None:
    here = EventStanding.HERE.value
    for one in confirmed:
        await db.execute(_event(coach_id, one.row_id).values(sequence=one.sequence, etag=one.etag, standing=here))


def _event(coach_id: UUID, event_id: UUID) -> Update:
    found = update(OutsideEvent).where(col(OutsideEvent.coach_id) == coach_id, col(OutsideEvent.id) == event_id)
    return found.execution_options(synchronize_session=False)


async def cancel_withdrawn(db: AsyncSession, *, coach_id: UUID, event_id: UUID, now: datetime) -> UUID | None:
    """Cancel here what was cancelled in its calendar, or free the time; the booking's id. Raises NotFound, Conflict."""
    await lock_diary(db, coach_id)
    async for rows in made_in_pieces(db, coach_id=coach_id, ids=[event_id]):
        for row in rows:
            if row.booking is not None:
                await cancel_booking(
                    db, coach_id=coach_id, booking_id=row.booking.id, by=CancelledBy.COACH, reason=REASON, now=now
                )
                return row.booking.id
            mine = (col(BusyBlock.coach_id) == coach_id) & (col(BusyBlock.id) == row.event.busy_block_id)
            await db.execute(delete(BusyBlock).where(mine).execution_options(synchronize_session=False))
            return None
    raise NotFound


async def settle_unplaced(db: AsyncSession, *, coach_id: UUID, import_id: UUID, number: int, is_settled: bool) -> str:
    """List a line of a written import's overlaps no more, or again; what it says. Raises NotFound."""
    row = await one_import(db, coach_id=coach_id, kind=ImportKind.PLANNING, import_id=import_id, locked=True)
    plan = PLAN.validate_json(row.plan)
    if row.status is not ImportStatus.WRITTEN or not 0 <= number < len(plan.overlaps):
        raise NotFound
    plan.overlaps[number] = replace(plan.overlaps[number], is_settled=is_settled)
    row.plan = PLAN.dump_json(plan).decode()
    await db.flush()
    return plan.overlaps[number].what


async def keep_withdrawn(db: AsyncSession, *, coach_id: UUID, event_id: UUID) -> None:
    """Leave it in the diary, and list it no more. Raises NotFound."""
    standing = _event(coach_id, event_id).values(standing=EventStanding.KEPT.value).returning(col(OutsideEvent.id))
    if await db.scalar(standing) is None:
        raise NotFound
