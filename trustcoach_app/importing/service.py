"""Changes of imports: write a dry run, and (undo.py) take it back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.bookings.service import lock_diary
from trustcoach_app.errors import Conflict, InvalidInput
from trustcoach_app.importing.plan import PLAN, Plan
from trustcoach_app.importing.queries import made_of_events
from trustcoach_app.importing.undo import undo
from trustcoach_app.importing.writer import Writer
from trustcoach_app.models.importing import Import, ImportKind, ImportStatus
from trustcoach_app.uploads.queries import one_import

__all__ = ["confirm", "undo"]


async def confirm(
    db: AsyncSession, *, coach_id: UUID, import_id: UUID, answers: Mapping[str, str], now: datetime
) -> Import:
    """Write a dry run, all in this transaction; nobody is mailed.

    `answers` maps the key of a person with choices to one of them. Sessions that are over are COMPLETED at the
    price 0, the others CONFIRMED. What became taken since the dry run is left out and counted.
    Raises NotFound, Conflict when it is written already, and InvalidInput by a person's key without its answer.
    """
    await lock_diary(db, coach_id)
    row = await one_import(db, coach_id=coach_id, kind=ImportKind.PLANNING, import_id=import_id, locked=True)
    if row.status is not ImportStatus.DRAFT:
        raise Conflict("Cet import est déjà confirmé.")
    writer = Writer(db, row, now, await made_of_events(db, coach_id=coach_id))
    plan = PLAN.validate_json(row.plan)
    chosen = _answers(plan, answers)
    who = {person.key: await writer.person(person, chosen.get(person.key, "")) for person in plan.people}
    moved = [replace(one, label="") for one in await writer.moves(plan.moves)]
    for session in plan.sessions:
        await writer.session(session, who[session.person])
    for block in plan.blocks:
        await writer.block(block)
    row.status, row.written_at, row.outcome = ImportStatus.WRITTEN, now, writer.said()
    row.plan = PLAN.dump_json(Plan(moves=moved)).decode()
    await db.flush()
    return row


def _answers(plan: Plan, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers, each one of those offered. Raises InvalidInput."""
    asked = {person.key: {choice.value for choice in person.choices} for person in plan.people if person.choices}
    missing = {key: "Choisissez qui est cette personne." for key in asked if answers.get(key) not in asked[key]}
    if missing:
        raise InvalidInput(**missing)
    return {key: answers[key] for key in asked}
