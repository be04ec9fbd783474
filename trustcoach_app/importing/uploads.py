"""From an uploaded file to a dry run. Nothing that grows with the file is done in this process."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from trustcoach_app.db.principal import Principal
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.importing.plan import NO_PLAN
from trustcoach_app.importing.queries import client_facts, diary_facts, own_facts
from trustcoach_app.importing.window import FURTHEST, OLDEST
from trustcoach_app.models.importing import ImportKind
from trustcoach_app.uploads.bounded import run_bounded
from trustcoach_app.uploads.service import add_draft_import, add_refused_import
from trustcoach_app.uploads.text import Unreadable, file_name

A_DAY = timedelta(days=1)
CLIENTS_READER = "trustcoach_app.importing.clients_reader"
CALENDAR_READER = "trustcoach_app.importing.calendar_reader"


async def plan_import(who: Principal, *, filename: str, content: bytes, now: datetime) -> UUID:
    """Read a file and keep what was understood, or why nothing was; the import's id. Nothing else is written."""
    name = file_name(filename)
    try:
        plan = await _plan(who, name, content, now)
    except Unreadable as refusal:
        async with unit_of_work(who) as db:
            return (await add_refused_import(db, filename=name, plan=NO_PLAN, why=str(refusal), **_mine(who))).id
    async with unit_of_work(who) as db:
        return (await add_draft_import(db, filename=name, plan=plan, **_mine(who))).id


async def refuse_import(who: Principal, *, filename: str, why: str) -> UUID:
    """Keep a refusal of a file that was not even read."""
    async with unit_of_work(who) as db:
        return (await add_refused_import(db, filename=file_name(filename), plan=NO_PLAN, why=why, **_mine(who))).id


def _mine(who: Principal) -> dict[str, Any]:
    return {"coach_id": who.coach, "kind": ImportKind.PLANNING}


async def _plan(who: Principal, name: str, content: bytes, now: datetime) -> str:
    """The plan, as JSON. Raises Unreadable."""
    is_list, is_calendar = (name.lower().endswith(ending) for ending in (".csv", ".ics"))
    if not is_list and not is_calendar:
        raise Unreadable("Choisissez un calendrier (.ics) ou une liste de clients (.csv).")
    facts = await _facts(who, now, with_diary=is_calendar)
    [plan] = await run_bounded(CALENDAR_READER if is_calendar else CLIENTS_READER, facts, content)
    return plan.decode()


async def _facts(who: Principal, now: datetime, *, with_diary: bool) -> bytes:
    coach_id = who.coach
    async with unit_of_work(who) as db:
        lines = [await own_facts(db, coach_id=coach_id, now=now)]
        lines += [line async for line in client_facts(db, coach_id=coach_id)]
        if with_diary:
            start, end = now - OLDEST - A_DAY, now + FURTHEST + A_DAY
            lines += [line async for line in diary_facts(db, coach_id=coach_id, start=start, end=end)]
    return b"".join(lines)
