"""How many requests were refused as unsigned, for /health/ready.

A flood must not become one: each process counts in memory and writes what it has at most every ten seconds, so a
refusal costs no write and leaves no row of its own. What a stopped process had not written is lost, ten seconds' worth.
"""

from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

EVERY = timedelta(seconds=10)


class Refusals:
    """The count of one process."""

    def __init__(self) -> None:
        self._waiting = 0
        self._written_at: datetime | None = None

    async def note(self, db: AsyncSession, now: datetime) -> None:
        """Count one. `db` acts as DOOR."""
        self._waiting += 1
        if self._written_at is None or abs(now - self._written_at) >= EVERY:
            count, self._waiting, self._written_at = self._waiting, 0, now
            await db.execute(text("SELECT door_count_refused(:hour, :count)"), {"hour": _hour(now), "count": count})

    async def this_hour(self, db: AsyncSession, now: datetime) -> int:
        """What all processes wrote since the hour began, and what this one has not yet. `db` acts as DOOR."""
        written = await db.scalar(text("SELECT door_refused(:hour)"), {"hour": _hour(now)})
        return int(written or 0) + self._waiting


def _hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)


refusals = Refusals()
"""Of this process."""
