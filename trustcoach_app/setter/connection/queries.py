"""What the connection page reads: states, instants and whom events are about, never what they say."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Select, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.coaches import zone_of
from trustcoach_app.models.leads import Lead
from trustcoach_app.models.setter import TRIAL_ID, DeadLetter, InboundEvent, SetterSecret, SetterSettings
from trustcoach_app.setter.connection.trial.queries import latest_trial
from trustcoach_app.setter.intake import secrets

EVENTS = 12
LETTERS = 5
SILENCE_HOURS = 24
LOOK_AGAIN = timedelta(seconds=10)
LOOK_SOON = timedelta(seconds=1)
"""While a trial event waits: who sent it is looking."""


@dataclass(frozen=True)
class Connection:
    """How the practice's setter is connected."""

    zone: ZoneInfo
    secrets: Sequence[SetterSecret]
    has_had_secret: bool
    events: Sequence[Row[Any]]
    """(id, type, instagram_id, received_at, applied_at), the latest first."""
    leads: Mapping[str, Any]
    """Whom they are about, as far as these are leads: (instagram_id, id, first_name, last_name, instagram_username)."""
    trial: Row[*tuple[Any, ...]] | None
    """The latest trial event: trial.queries.latest_trial."""
    letters: Sequence[Row[Any]]
    """(id, problem, received_at) of the open ones, the latest first."""
    letter_count: int
    silence_hours: int
    heard_at: datetime | None
    """When the setter itself was heard last: a trial event is not it."""

    @property
    def silent_from(self) -> datetime | None:
        """When silence becomes one that is told; None where nothing ever came."""
        return self.heard_at + timedelta(hours=self.silence_hours) if self.heard_at else None

    def changes_at(self, now: datetime) -> datetime:
        """When the page is to be read again though nothing told it to: events come in without a word."""
        ends = [row.expires_at for row in self.secrets if row.expires_at]
        coming = [at for at in (self.silent_from, *ends) if at and at > now]
        waits = self.trial is not None and self.trial.applied_at is None
        return min([now + (LOOK_SOON if waits else LOOK_AGAIN), *coming])


async def connection(db: AsyncSession, *, coach_id: UUID, now: datetime) -> Connection:
    """All of it."""
    any_secret = select(col(SetterSecret.id)).where(col(SetterSecret.coach_id) == coach_id).limit(1)
    hours = select(col(SetterSettings.silence_hours)).where(col(SetterSettings.coach_id) == coach_id)
    is_open = (col(DeadLetter.coach_id) == coach_id, col(DeadLetter.settled_at).is_(None))
    events = (await db.execute(_events(coach_id))).all()
    return Connection(
        zone=await zone_of(db, coach_id=coach_id),
        secrets=await secrets.standing_secrets(db, coach_id=coach_id, now=now),
        has_had_secret=await db.scalar(any_secret) is not None,
        events=events,
        leads=await _leads(db, coach_id, {row.instagram_id for row in events}),
        trial=await latest_trial(db, coach_id=coach_id),
        letters=(await db.execute(_letters().where(*is_open))).all(),
        letter_count=await db.scalar(select(func.count()).select_from(DeadLetter).where(*is_open)) or 0,
        silence_hours=await db.scalar(hours) or SILENCE_HOURS,
        heard_at=await db.scalar(_heard(coach_id)),
    )


def _events(coach_id: UUID) -> Any:
    event = InboundEvent
    columns = (event.id, event.type, event.instagram_id, event.received_at, event.applied_at)
    query = select(*map(col, columns)).where(col(event.coach_id) == coach_id)
    return query.order_by(col(event.received_at).desc()).limit(EVENTS)


def _heard(coach_id: UUID) -> Select[*tuple[datetime]]:
    received_at = col(InboundEvent.received_at)
    query = select(received_at).where(
        col(InboundEvent.coach_id) == coach_id, col(InboundEvent.instagram_id) != TRIAL_ID
    )
    return query.order_by(received_at.desc()).limit(1)


async def _leads(db: AsyncSession, coach_id: UUID, instagram_ids: Collection[str]) -> Mapping[str, Any]:
    """By Instagram id, in one statement."""
    columns = (Lead.instagram_id, Lead.id, Lead.first_name, Lead.last_name, Lead.instagram_username)
    query = select(*map(col, columns)).where(col(Lead.coach_id) == coach_id)
    found = await db.execute(query.where(col(Lead.instagram_id).in_(instagram_ids)))
    return {row.instagram_id: row for row in found}


def _letters() -> Any:
    query = select(col(DeadLetter.id), col(DeadLetter.problem), col(DeadLetter.received_at))
    return query.order_by(col(DeadLetter.received_at).desc()).limit(LETTERS)


def is_connected(coach_id: UUID) -> ColumnElement[bool]:
    """Whether the practice has had a secret: its setter could sign something."""
    return exists().where(col(SetterSecret.coach_id) == coach_id)
