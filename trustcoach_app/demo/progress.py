"""How far each practice is planned and told: a line of the audit log says so, in the transaction that did it.

What the diary holds could not tell: a user of the demo moves and cancels sessions, and none may come a second time.
"""

from datetime import date, datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.demo.practices import DemoPractice
from trustcoach_app.models.machine import AuditEntry

PLANNED = "demo_planned"
TOLD = "demo_leads_told"


async def planned_until(demo: DemoPractice) -> date | None:
    """The last day that a run planned; None before the first one. Reads as the demo's administrator."""
    until = await _latest(demo, PLANNED)
    return date.fromisoformat(until) if until else None


async def note_planned(db: AsyncSession, demo: DemoPractice, until: date, now: datetime) -> None:
    """Say that the practice is planned up to and including a day. `db` acts as its coach."""
    await _note(db, demo, PLANNED, until.isoformat(), now)


async def told_until(demo: DemoPractice) -> datetime | None:
    """Up to when a run told what happened to the leads; None before the first one."""
    until = await _latest(demo, TOLD)
    return datetime.fromisoformat(until) if until else None


async def note_told(db: AsyncSession, demo: DemoPractice, now: datetime) -> None:
    """Say that the leads' stories are told up to now. `db` acts as the practice's coach."""
    await _note(db, demo, TOLD, now.isoformat(), now)


async def _latest(demo: DemoPractice, action: str) -> str | None:
    query = (
        select(col(AuditEntry.detail))
        .where(col(AuditEntry.action) == action, col(AuditEntry.coach_id) == demo.coach_id)
        .order_by(col(AuditEntry.at).desc(), col(AuditEntry.id).desc())
        .limit(1)
    )
    async with unit_of_work(demo.admin) as db:
        detail: dict[str, str] | None = await db.scalar(query)
    return detail["until"] if detail else None


async def _note(db: AsyncSession, demo: DemoPractice, action: str, until: str, now: datetime) -> None:
    entry = {"id": new_id(), "at": now, "actor_id": demo.coach_user_id, "coach_id": demo.coach_id}
    await db.execute(insert(AuditEntry).values(**entry, action=action, detail={"until": until}))
