"""A setter that has fallen silent: told once a silence, to its coach and to the administrators."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.config import settings
from trustcoach_app.integrations.mail import messages
from trustcoach_app.models.machine import OutboxMail
from trustcoach_app.models.setter import SetterSettings

PAGE = "/dashboard/coach/setter/connexion"


@dataclass(frozen=True)
class Reader:
    """Who is told."""

    email: str
    name: str
    is_coach: bool


async def alert(
    db: AsyncSession, *, coach_id: UUID, last_at: datetime, readers: Sequence[Reader], now: datetime
) -> bool:
    """Mail everyone, unless this silence, which began after `last_at`, was told already. Whether it was told now."""
    if not await _is_first(db, coach_id, last_at, now):
        return False
    coach = next((reader.name for reader in readers if reader.is_coach), "")
    hours = int((now - last_at).total_seconds() // 3600)
    for reader in readers:
        message = _message(reader, coach, hours)
        db.add(
            OutboxMail(
                recipient=reader.email,
                subject=message.subject,
                body=message.body,
                queued_at=now,
                next_attempt_at=now,
            )
        )
    return True


async def _is_first(db: AsyncSession, coach_id: UUID, last_at: datetime, now: datetime) -> bool:
    """Of two that ask at once, one."""
    told_at = col(SetterSettings.silence_alerted_at)
    new = insert(SetterSettings).values(
        coach_id=coach_id, minutes_per_message=3, silence_hours=24, silence_alerted_at=now
    )
    noted = new.on_conflict_do_update(
        index_elements=["coach_id"], set_={"silence_alerted_at": now}, where=or_(told_at.is_(None), told_at < last_at)
    )
    return await db.scalar(noted.returning(col(SetterSettings.coach_id))) is not None


def _message(reader: Reader, coach: str, hours: int) -> messages.MailContent:
    if reader.is_coach:
        return messages.setter_silent(name=reader.name, hours=hours, link=settings().origin + PAGE)
    return messages.setter_silent_for_admin(
        name=reader.name, coach=coach, hours=hours, link=settings().origin + "/admin"
    )
