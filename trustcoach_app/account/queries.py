"""What /compte reads: one's own rows, as one's own role."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.account.devices import device_words, is_handheld
from trustcoach_app.account.views import DeviceRow
from trustcoach_app.formats import ago
from trustcoach_app.models.door import LoginSession
from trustcoach_app.models.people import User


async def me(db: AsyncSession, *, user_id: UUID) -> User:
    """One's own row."""
    return (await db.scalars(select(User).where(col(User.id) == user_id))).one()


async def open_sessions(db: AsyncSession, *, user_id: UUID, current: UUID | None, now: datetime) -> list[DeviceRow]:
    """One's live sessions, this browser first, then the one seen last."""
    query = (
        select(col(LoginSession.id), col(LoginSession.user_agent), col(LoginSession.ip), col(LoginSession.last_seen_at))
        .where(col(LoginSession.user_id) == user_id, col(LoginSession.revoked_at).is_(None))
        .where(col(LoginSession.expires_at) > now)
        .order_by(col(LoginSession.id) != current, col(LoginSession.last_seen_at).desc())
    )
    return [
        DeviceRow(
            id=str(row.id),
            device=device_words(row.user_agent),
            where=str(row.ip or "Adresse inconnue"),
            seen="Active maintenant" if row.id == current else f"Vue {ago(row.last_seen_at, now)}",
            is_current=row.id == current,
            is_handheld=is_handheld(row.user_agent),
        )
        for row in await db.execute(query)
    ]
