"""From an uploaded file to a dry run."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from trustcoach_app.coaches import zone_of
from trustcoach_app.db.principal import Principal
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.importing.bounded import read_bounded
from trustcoach_app.importing.calendar_file import FURTHEST, OLDEST
from trustcoach_app.importing.clients_file import read_clients
from trustcoach_app.importing.plan import NO_PLAN, PLAN, Plan
from trustcoach_app.importing.planner import plan_calendar, plan_clients
from trustcoach_app.importing.queries import facts
from trustcoach_app.models.importing import ImportKind
from trustcoach_app.uploads.service import keep_draft, keep_refusal
from trustcoach_app.uploads.text import Unreadable, file_name

A_DAY = timedelta(days=1)


async def take(who: Principal, *, filename: str, content: bytes, now: datetime) -> UUID:
    """Read a file and keep what was understood, or why nothing was; the import's id. Nothing else is written."""
    name = file_name(filename)
    try:
        plan = await _plan(who, name, content, now)
    except Unreadable as refusal:
        async with unit_of_work(who) as db:
            return (await keep_refusal(db, filename=name, plan=NO_PLAN, why=str(refusal), **_mine(who))).id
    async with unit_of_work(who) as db:
        return (await keep_draft(db, filename=name, plan=PLAN.dump_json(plan).decode(), **_mine(who))).id


async def refuse(who: Principal, *, filename: str, why: str) -> UUID:
    """Keep a refusal of a file that was not even read."""
    async with unit_of_work(who) as db:
        return (await keep_refusal(db, filename=file_name(filename), plan=NO_PLAN, why=why, **_mine(who))).id


def _mine(who: Principal) -> dict[str, Any]:
    return {"coach_id": who.coach, "kind": ImportKind.PLANNING}


async def _plan(who: Principal, name: str, content: bytes, now: datetime) -> Plan:
    if name.lower().endswith(".csv"):
        people, skipped = read_clients(content)
        async with unit_of_work(who) as db:
            known = await facts(db, coach_id=who.coach, start=now, end=now)
        return plan_clients(people, skipped, known)
    if not name.lower().endswith(".ics"):
        raise Unreadable("Choisissez un calendrier (.ics) ou une liste de clients (.csv).")
    async with unit_of_work(who) as db:
        zone = await zone_of(db, coach_id=who.coach)
    reading = await read_bounded(content, zone=zone, now=now)
    async with unit_of_work(who) as db:
        known = await facts(db, coach_id=who.coach, start=now - OLDEST - A_DAY, end=now + FURTHEST + A_DAY)
    return await asyncio.to_thread(plan_calendar, reading, known, now=now)
