"""How far each practice is planned: a line of the audit log says so, in the transaction that planned it.

What the diary holds could not tell: a user of the demo moves and cancels sessions, and none may come a second time.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.demo.enrol import Enrolled
from trustcoach_app.models.machine import AuditEntry

ACTION = "demo_planned"


async def planned_until(enrolled: Enrolled) -> date | None:
    """The last day that a run planned; None before the first one. Reads as the demo's administrator."""
    query = (
        select(col(AuditEntry.detail))
        .where(col(AuditEntry.action) == ACTION, col(AuditEntry.coach_id) == enrolled.coach_id)
        .order_by(col(AuditEntry.at).desc(), col(AuditEntry.id).desc())
        .limit(1)
    )
    async with unit_of_work(enrolled.admin) as db:
        detail: dict[str, Any] | None = await db.scalar(query)
    return date.fromisoformat(detail["until"]) if detail else None


async def note_planned(db: AsyncSession, enrolled: Enrolled, until: date, now: datetime) -> None:
    """Say that the practice is planned up to and including a day. `db` acts as its coach."""
    await db.execute(
        insert(AuditEntry).values(
            id=new_id(),
            at=now,
            actor_id=enrolled.coach_user_id,
            coach_id=enrolled.coach_id,
            action=ACTION,
            detail={"until": until.isoformat()},
        )
    )
