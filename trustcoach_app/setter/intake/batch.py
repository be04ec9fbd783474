"""What the ledger holds of one request, applied."""

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.models.lead_history import EventOrigin
from trustcoach_app.models.setter import InboundEvent
from trustcoach_app.setter.intake.apply import apply_events
from trustcoach_app.setter.intake.events import Event, Misunderstood, understand


async def apply_batch(db: AsyncSession, *, coach_id: UUID, batch_id: UUID, now: datetime) -> int:
    """Apply what is unapplied, and mark it so in the same transaction. Returns how many events stay unapplied.

    Those entered under a contract that no longer understands them; the others of their batch do not wait for them.
    """
    rows = await _unapplied(db, coach_id, batch_id)
    understood = {row.id: event for row in rows if (event := _understood(row))}
    await apply_events(db, coach_id=coach_id, events=list(understood.values()), origin=EventOrigin.HOOK, now=now)
    applied = col(InboundEvent.coach_id) == coach_id, col(InboundEvent.id).in_(understood)
    await db.execute(update(InboundEvent).where(*applied).values(applied_at=now))
    return len(rows) - len(understood)


async def _unapplied(db: AsyncSession, coach_id: UUID, batch_id: UUID) -> Sequence[InboundEvent]:
    """Held, so that who applies the same batch meanwhile waits, and then finds nothing."""
    query = select(InboundEvent).where(
        col(InboundEvent.coach_id) == coach_id,
        col(InboundEvent.batch_id) == batch_id,
        col(InboundEvent.applied_at).is_(None),
    )
    return (await db.scalars(query.order_by(col(InboundEvent.id)).with_for_update())).all()


def _understood(row: InboundEvent) -> Event | None:
    try:
        return understand(json.loads(row.body), now=row.received_at)
    except Misunderstood:
        return None
