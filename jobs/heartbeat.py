"""Says that a part of the machine lives; health reads it."""

from datetime import timedelta
from functools import partial

from sqlalchemy.dialects.postgresql import insert

from jobs.queue import every
from trustcoach_app import clock
from trustcoach_app.db.principal import JOBS
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.machine import Heartbeat
from trustcoach_app.queues import QUEUES


async def beat(name: str, detail: str = "") -> None:
    """Write the hour under a name, and what there is to say beside it."""
    row = insert(Heartbeat).values(name=name, beat_at=clock.now(), detail=detail)
    changed = {"beat_at": row.excluded.beat_at, "detail": row.excluded.detail}
    async with unit_of_work(JOBS) as db:
        await db.execute(row.on_conflict_do_update(index_elements=["name"], set_=changed))


for _queue in QUEUES.values():
    every(timedelta(seconds=20), _queue, priority=100, name=f"heartbeat_{_queue.name}")(partial(beat, _queue.name))
