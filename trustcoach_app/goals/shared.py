"""What a client reads of their goals, with each of their coaches. The policies show nothing else either."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.clients.shared import is_of
from trustcoach_app.goals.queries import IN_PROGRESS_MEASURED, MeasuredGoal
from trustcoach_app.models.goals import Goal


async def shared_goals(db: AsyncSession, *, user_id: UUID, limit: int) -> list[MeasuredGoal]:
    """A client's goals in progress, each with its latest measure or None. One query."""
    theirs = IN_PROGRESS_MEASURED.where(is_of(user_id, Goal.coach_id, Goal.client_id))
    return list((await db.execute(theirs.limit(limit))).all())
