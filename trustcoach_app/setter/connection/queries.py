"""What the connection page reads: states and instants, never what an event says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.coaches import zone_of
from trustcoach_app.models.setter import DeadLetter, InboundEvent, SetterSecret, SetterSettings
from trustcoach_app.setter.intake import secrets

EVENTS = 12
LETTERS = 5
SILENCE_HOURS = 24
LOOK_AGAIN = timedelta(seconds=10)


@dataclass(frozen=True)
class Connection:
    """How the practice's setter is connected."""

    zone: ZoneInfo
    secrets: Sequence[SetterSecret]
    has_had_secret: bool
    events: Sequence[Row[Any]]
    """(id, type, received_at, applied_at), the latest first."""
    letters: Sequence[Row[Any]]
    """(id, problem, received_at) of the open ones, the latest first."""
    letter_count: int
    silence_hours: int

    @property
    def silent_from(self) -> datetime | None:
        """When silence becomes one that is told; None where nothing ever came."""
        return self.events[0].received_at + timedelta(hours=self.silence_hours) if self.events else None

    def changes_at(self, now: datetime) -> datetime:
        """When the page is to be read again though nothing told it to: events come in without a word."""
        ends = [row.expires_at for row in self.secrets if row.expires_at]
        coming = [at for at in (self.silent_from, *ends) if at and at > now]
        return min([now + LOOK_AGAIN, *coming])


async def connection(db: AsyncSession, *, coach_id: UUID, now: datetime) -> Connection:
    """All of it."""
    any_secret = select(col(SetterSecret.id)).where(col(SetterSecret.coach_id) == coach_id).limit(1)
    hours = select(col(SetterSettings.silence_hours)).where(col(SetterSettings.coach_id) == coach_id)
    is_open = (col(DeadLetter.coach_id) == coach_id, col(DeadLetter.settled_at).is_(None))
    return Connection(
        zone=await zone_of(db, coach_id=coach_id),
        secrets=await secrets.standing_secrets(db, coach_id=coach_id, now=now),
        has_had_secret=await db.scalar(any_secret) is not None,
        events=(await db.execute(_events(coach_id))).all(),
        letters=(await db.execute(_letters().where(*is_open))).all(),
        letter_count=await db.scalar(select(func.count()).select_from(DeadLetter).where(*is_open)) or 0,
        silence_hours=await db.scalar(hours) or SILENCE_HOURS,
    )


def _events(coach_id: UUID) -> Any:
    event = InboundEvent
    query = select(col(event.id), col(event.type), col(event.received_at), col(event.applied_at))
    return query.where(col(event.coach_id) == coach_id).order_by(col(event.received_at).desc()).limit(EVENTS)


def _letters() -> Any:
    query = select(col(DeadLetter.id), col(DeadLetter.problem), col(DeadLetter.received_at))
    return query.order_by(col(DeadLetter.received_at).desc()).limit(LETTERS)
