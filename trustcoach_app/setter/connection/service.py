"""What a coach changes about the connection, each change of a secret in the log."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.db.principal import Principal
from trustcoach_app.models.machine import AuditEntry
from trustcoach_app.models.setter import SetterSettings
from trustcoach_app.setter.intake import secrets


async def create_secret(db: AsyncSession, *, who: Principal, now: datetime) -> str:
    """The first one, in clear for this once. Raises Conflict where one stands."""
    secret = await secrets.issue_secret(db, coach_id=who.coach, now=now)
    _note(db, who, "secret_created", now)
    return secret


async def rotate_secret(db: AsyncSession, *, who: Principal, now: datetime) -> str:
    """A new one, in clear for this once; the earlier one ends in 48 hours. Raises Conflict."""
    secret = await secrets.replace_secret(db, coach_id=who.coach, now=now)
    _note(db, who, "secret_rotated", now)
    return secret


async def revoke_secret(db: AsyncSession, *, who: Principal, secret_id: UUID, now: datetime) -> None:
    """End one at once. Raises NotFound."""
    await secrets.withdraw_secret(db, coach_id=who.coach, secret_id=secret_id, now=now)
    _note(db, who, "secret_revoked", now)


async def set_silence_hours(db: AsyncSession, *, coach_id: UUID, hours: int) -> None:
    """After how long without an event silence is told."""
    row = {"coach_id": coach_id, "minutes_per_message": 3, "silence_hours": hours}
    new = insert(SetterSettings).values(row)
    await db.execute(new.on_conflict_do_update(index_elements=["coach_id"], set_={"silence_hours": hours}))


def _note(db: AsyncSession, who: Principal, action: str, now: datetime) -> None:
    db.add(AuditEntry(at=now, actor_id=who.user, coach_id=who.coach, action=action, target_id=who.user))
