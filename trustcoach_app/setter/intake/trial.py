"""Trial events: they go all the way and leave no lead, so that no figure can count them (docs/decisions.md).

The Instagram id below is nobody's (theirs are numbers). What comes in for it passes the same door, waits in the same
ledger, is applied by the same job and the same statements; then the lead that came of it is read, and taken back.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.models.lead_history import EventOrigin
from trustcoach_app.models.leads import Lead
from trustcoach_app.models.setter import TRIAL_ID
from trustcoach_app.setter.intake.apply import apply_events
from trustcoach_app.setter.intake.events import SetterEvent


class _TakenBack(Exception):
    """Ends the savepoint in which trial events were applied."""


def is_trial(event: SetterEvent) -> bool:
    """Whether an event is about nobody."""
    return event.lead.instagram_id == TRIAL_ID


async def try_events(
    db: AsyncSession, *, coach_id: UUID, events: Sequence[SetterEvent], now: datetime
) -> dict[str, Any]:
    """Apply trial events, read the lead that comes of them, and take it all back. Returns what it was."""
    lead: dict[str, Any] = {}
    with suppress(_TakenBack):
        async with db.begin_nested():
            [lead_id] = await apply_events(db, coach_id=coach_id, events=events, origin=EventOrigin.HOOK, now=now)
            lead = await _read(db, coach_id, lead_id)
            raise _TakenBack
    return lead


async def _read(db: AsyncSession, coach_id: UUID, lead_id: UUID) -> dict[str, Any]:
    columns = (Lead.first_name, Lead.last_name, Lead.instagram_username, Lead.status, Lead.messages_in)
    query = select(*map(col, columns)).where(col(Lead.coach_id) == coach_id, col(Lead.id) == lead_id)
    return dict((await db.execute(query)).mappings().one())
