"""What waits in a practice's ledger, applied: many events at once, in the order in which they came."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.models.lead_history import EventOrigin
from trustcoach_app.models.setter import InboundEvent
from trustcoach_app.outgoing.backoff import wait_after
from trustcoach_app.setter.intake.apply import apply_events
from trustcoach_app.setter.intake.events import Misunderstood, SetterEvent, understand
from trustcoach_app.setter.intake.trial import is_trial, try_events

MOST_EVENTS = 500
MOST_BYTES = 4 * 1024 * 1024
"""Of one transaction, as they rest: what is read of it lies in memory all at once."""

FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(hours=1)
"""Of an event that cannot be applied: nothing waits for it, and a release may have mended why."""

_IN_ORDER = (col(InboundEvent.received_at), col(InboundEvent.id))


async def due_events(db: AsyncSession, *, coach_id: UUID, now: datetime) -> list[UUID]:
    """The keys of what is to be applied next: the longest waiting, as many as one transaction may take."""
    query = select(col(InboundEvent.id), col(InboundEvent.size)).where(
        col(InboundEvent.coach_id) == coach_id,
        col(InboundEvent.applied_at).is_(None),
        or_(col(InboundEvent.next_attempt_at).is_(None), col(InboundEvent.next_attempt_at) <= now),
    )
    found = (await db.execute(query.order_by(*_IN_ORDER).limit(MOST_EVENTS))).all()
    return list(_within_bytes(found))


def _within_bytes(found: Iterable[Any]) -> Iterable[UUID]:
    """One at least."""
    taken = 0
    for key, size in found:
        taken += size
        if taken > MOST_BYTES and taken > size:
            return
        yield key


async def apply_waiting(db: AsyncSession, *, coach_id: UUID, keys: Sequence[UUID], now: datetime) -> int:
    """Apply those of the events that still wait, and mark them so in the same transaction. Returns how many cannot be.

    Those entered under a contract that no longer understands them; they are put off, and the others do not wait.
    """
    rows = await _unapplied(db, coach_id, keys)
    understood = {row.id: event for row in rows if (event := _understood(row))}
    trials = {key: event for key, event in understood.items() if is_trial(event)}
    events = [event for key, event in understood.items() if key not in trials]
    await apply_events(db, coach_id=coach_id, events=events, origin=EventOrigin.HOOK, now=now)
    if trials:
        lead = await try_events(db, coach_id=coach_id, events=list(trials.values()), now=now)
        await db.execute(update(InboundEvent).where(*_wait(coach_id, trials)).values(trial_lead=lead))
    await db.execute(update(InboundEvent).where(*_wait(coach_id, understood)).values(applied_at=now))
    strange = [row.id for row in rows if row.id not in understood]
    await put_off(db, coach_id=coach_id, keys=strange, now=now)
    return len(strange)


async def put_off(db: AsyncSession, *, coach_id: UUID, keys: Sequence[UUID], now: datetime) -> None:
    """Each fails once more, and waits longer than before. What it says is not looked at: that may be what failed."""
    query = select(col(InboundEvent.id), col(InboundEvent.attempts)).where(*_wait(coach_id, keys))
    later = [
        {"coach_id": coach_id, "id": key, "attempts": tried + 1, "next_attempt_at": now + _wait_after(tried + 1)}
        for key, tried in (await db.execute(query.order_by(*_IN_ORDER).with_for_update())).all()
    ]
    if later:
        await db.execute(update(InboundEvent), later)


def _wait_after(attempt: int) -> timedelta:
    return wait_after(attempt, first=FIRST_WAIT, longest=LONGEST_WAIT)


async def _unapplied(db: AsyncSession, coach_id: UUID, keys: Sequence[UUID]) -> Sequence[InboundEvent]:
    """Held, so that who applies the same events meanwhile waits, and then finds nothing."""
    query = select(InboundEvent).where(*_wait(coach_id, keys))
    return (await db.scalars(query.order_by(*_IN_ORDER).with_for_update())).all()


def _wait(coach_id: UUID, keys: Iterable[UUID]) -> tuple[ColumnElement[bool], ...]:
    """Which of these events still do."""
    event = InboundEvent
    return col(event.coach_id) == coach_id, col(event.id).in_(list(keys)), col(event.applied_at).is_(None)


def _understood(row: InboundEvent) -> SetterEvent | None:
    try:
        return understand(json.loads(row.body), now=row.received_at)
    except Misunderstood:
        return None
