"""What a client reads of their goals, with every coach of theirs: the policies leave nothing else in sight."""

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.goals.queries import IN_PROGRESS_MEASURED, MeasuredGoal


async def shared_goals(db: AsyncSession, *, limit: int) -> list[MeasuredGoal]:
    """The acting client's goals in progress, each with its latest measure or None. One query."""
    return list((await db.execute(IN_PROGRESS_MEASURED.limit(limit))).all())
