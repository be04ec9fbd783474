"""What waits in a practice's ledger: entered as the webhook does, and applied as the worker does."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert, select, text
from sqlmodel import col

from jobs import apply_setter_events as job
from tests.fixtures.practice import Practice
from tests.setter.intake.story import told
from trustcoach_app import clock
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.setter import InboundEvent
from trustcoach_app.setter.keys import event_key


async def received(
    practice: Practice, *kinds: str, at: datetime | None = None, enqueue: bool = True, **changed: Any
) -> list[UUID]:
    """What the webhook does: rows in the ledger, and their job. Only the first event is changed. Returns their keys."""
    keys, now = list[UUID](), at or clock.now()
    async with unit_of_work(Principal(Role.HOOK, coach_id=practice.coach_id)) as db:
        for kind in kinds:
            event_id = str(uuid4())
            said = {"event_id": event_id, "type": kind, "occurred_at": now.isoformat(), "data": {"text": "Bonjour"}}
            body = json.dumps({**said, "lead": {"user_id_instagram": "1"}, **changed})
            keys.append(event_key(practice.coach_id, event_id))
            row = {"coach_id": practice.coach_id, "id": keys[-1], "type": kind, "body": body, "size": len(body)}
            await db.execute(insert(InboundEvent).values(**row, received_at=now))
            changed = {}
        if enqueue:
            await db.execute(text("SELECT hook_enqueue()"))
    return keys


async def unapplied(practice: Practice) -> list[str]:
    """The types of what waits in the ledger."""
    waits = col(InboundEvent.coach_id) == practice.coach_id, col(InboundEvent.applied_at).is_(None)
    async with unit_of_work(practice.principal) as db:
        return list(await db.scalars(select(InboundEvent.type).where(*waits).order_by(InboundEvent.type)))


async def run(practice: Practice) -> None:
    """What the worker does with the practice's job."""
    await job.apply_setter_events(coach_id=str(practice.coach_id))


async def messages(practice: Practice) -> list[int]:
    """How many were sent to each lead."""
    return [lead["messages_out"] for lead in (await told(practice)).leads]
