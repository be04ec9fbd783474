"""Says that a part of the machine lives; health reads it."""

from datetime import timedelta

from sqlalchemy.dialects.postgresql import insert

from jobs.queue import every
from trustcoach_app import clock
from trustcoach_app.db.principal import JOBS
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.machine import Heartbeat


async def beat(name: str) -> None:
    """Write the hour under a name."""
    row = insert(Heartbeat).values(name=name, beat_at=clock.now(), detail="")
    async with unit_of_work(JOBS) as db:
        await db.execute(row.on_conflict_do_update(index_elements=["name"], set_={"beat_at": row.excluded.beat_at}))


@every(timedelta(seconds=20), priority=100)
async def heartbeat() -> None:
    """Beat for the worker: it came from the clock through the queue, so all three work."""
    await beat("worker")
