"""What every capability asks of a coach: the zone of her days, where her photo is."""

from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.errors import NotFound
from trustcoach_app.models.people import Coach

PHOTO = "/profil/photo"


def photo_address(digest: str | None) -> str:
    """Where a coach finds her own photo, another address for each photo; empty without one."""
    return f"{PHOTO}?v={digest[:12]}" if digest else ""


async def zone_of(db: AsyncSession, *, coach_id: UUID) -> ZoneInfo:
    """The zone of the coach's days and hours. Raises NotFound."""
    timezone = await db.scalar(select(col(Coach.timezone)).where(col(Coach.id) == coach_id))
    if timezone is None:
        raise NotFound
    return ZoneInfo(timezone)
