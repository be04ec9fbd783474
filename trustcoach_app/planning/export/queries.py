"""What a sheet says besides the calendar."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.models.people import Coach, User


async def coach_name(db: AsyncSession, *, coach_id: UUID) -> str:
    """Whose calendar it is."""
    query = select(col(User.name)).join(Coach, col(Coach.user_id) == col(User.id)).where(col(Coach.id) == coach_id)
    return await db.scalar(query) or ""
