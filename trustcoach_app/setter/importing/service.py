"""From an uploaded file to a dry run, and from the dry run to leads."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.coaches import zone_of
from trustcoach_app.db.principal import Principal
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict
from trustcoach_app.models.importing import Import, ImportKind, ImportStatus, PartKind
from trustcoach_app.models.lead_history import EventOrigin
from trustcoach_app.models.leads import MOST_TAGS, Lead
from trustcoach_app.setter.importing.plan import CARGO, NO_PLAN, PLAN, Cargo, LeadImportPlan, outcome
from trustcoach_app.setter.importing.queries import held, known_leads, known_messages
from trustcoach_app.setter.importing.reader import ASKED, OUTLINE, FileAsked, Outline
from trustcoach_app.setter.intake.apply import apply_events
from trustcoach_app.setter.intake.events import SetterEvent
from trustcoach_app.setter.intake.rows import update_rows
from trustcoach_app.uploads.bounded import run_bounded
from trustcoach_app.uploads.queries import one_import
from trustcoach_app.uploads.service import add_draft_import, add_refused_import
from trustcoach_app.uploads.stored_parts import drop_parts, keep_parts, part, part_numbers
from trustcoach_app.uploads.text import Unreadable, file_name

KIND = ImportKind.LEADS
READER = "trustcoach_app.setter.importing.reader"
AT_ONCE = 200
"""Events of one transaction: other writers of the practice wait that long at most, and the others of this process."""
MOST_BYTES = 128_000
"""Of their texts, after which a transaction takes no more."""


async def plan_lead_import(who: Principal, *, filename: str, content: bytes, now: datetime) -> UUID:
    """Read a file and keep what was understood, or why nothing was; the upload's id. Nothing else is written."""
    async with unit_of_work(who) as db:
        zone = await zone_of(db, coach_id=who.coach)
    head = ASKED.dump_json(FileAsked(who.coach, zone.key, now, AT_ONCE, MOST_BYTES))
    try:
        answer = await run_bounded(READER, head, content)
    except Unreadable as refusal:
        return await refuse_lead_import(who, filename=filename, why=str(refusal))
    outline = OUTLINE.validate_json(answer[0])
    errors, events = answer[1 : 1 + outline.error_pieces], answer[1 + outline.error_pieces :]
    async with unit_of_work(who) as db:
        plan = PLAN.dump_json(await _compared(db, who.coach, outline)).decode()
        row = await add_draft_import(db, coach_id=who.coach, kind=KIND, filename=file_name(filename), plan=plan)
        await keep_parts(db, of=row, kind=PartKind.ERRORS, parts=errors)
        await keep_parts(db, of=row, kind=PartKind.EVENTS, parts=events)
        return row.id


async def refuse_lead_import(who: Principal, *, filename: str, why: str) -> UUID:
    """Keep a refusal of a whole file."""
    async with unit_of_work(who) as db:
        name = file_name(filename)
        return (await add_refused_import(db, coach_id=who.coach, kind=KIND, filename=name, plan=NO_PLAN, why=why)).id


async def write_lead_import(who: Principal, *, import_id: UUID, now: datetime) -> AsyncIterator[int]:
    """Write a dry run, saying after each transaction how many percent are there.

    A run that breaks off leaves the dry run as it was: confirming again writes what is missing, and doubles nothing.
    Raises NotFound, and Conflict when it is written already.
    """
    async with unit_of_work(who) as db:
        row = await _draft(db, who.coach, import_id)
        plan = PLAN.validate_json(row.plan)
        numbers = await part_numbers(db, of=row, kind=PartKind.EVENTS)
    for done, number in enumerate(numbers, 1):
        async with unit_of_work(who) as db:
            cargo = CARGO.validate_json(await part(db, of=row, kind=PartKind.EVENTS, number=number))
            await apply_events(db, coach_id=who.coach, events=cargo.events, origin=EventOrigin.IMPORT, now=now)
            await _tag(db, who.coach, cargo.events, cargo)
        yield min(99, 100 * done // len(numbers))
        await asyncio.sleep(0)
    async with unit_of_work(who) as db:
        row = await _draft(db, who.coach, import_id)
        await drop_parts(db, of=row)
        row.status, row.written_at, row.plan, row.outcome = ImportStatus.WRITTEN, now, NO_PLAN, outcome(plan)
    yield 100


async def _draft(db: AsyncSession, coach_id: UUID, import_id: UUID) -> Import:
    row = await one_import(db, coach_id=coach_id, kind=KIND, import_id=import_id, locked=True)
    if row.status is not ImportStatus.DRAFT:
        raise Conflict("Cet import est déjà confirmé.")
    return row


async def _compared(db: AsyncSession, coach_id: UUID, outline: Outline) -> LeadImportPlan:
    known = await known_leads(db, coach_id=coach_id, accounts=outline.accounts)
    again = await known_messages(db, coach_id=coach_id, keys=outline.message_keys)
    return LeadImportPlan(
        kind=outline.kind,
        new=len(outline.accounts) - known,
        known=known,
        messages=len(outline.message_keys),
        again=again,
        leads=outline.leads,
        refused=outline.refused,
        refused_lines=outline.refused_lines,
        notes=outline.notes,
    )


async def _tag(db: AsyncSession, coach_id: UUID, chunk: Sequence[SetterEvent], cargo: Cargo) -> None:
    """Add the file's tags to those that the leads have."""
    accounts = {event.lead.instagram_id for event in chunk} & cargo.tags.keys()
    rows: list[dict[str, Any]] = []
    for lead in await held(db, coach_id=coach_id, accounts=accounts):
        tags = list(dict.fromkeys([*lead.tags, *cargo.tags[lead.instagram_id]]))[:MOST_TAGS]
        if tags != lead.tags:
            rows.append({"coach_id": coach_id, "id": lead.id, "tags": tags})
    await update_rows(db, Lead, rows, ("tags",))
