"""A setter's flow is watched, not trusted: a silence is told by mail."""

from datetime import timedelta
from typing import Any

from jobs.find import find, for_each
from jobs.queue import every
from trustcoach_app import clock
from trustcoach_app.db.principal import in_practice
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.queues import UPKEEP
from trustcoach_app.setter.intake.silence import Reader, alert


@every(timedelta(minutes=10), UPKEEP)
async def watch_setters() -> None:
    """One unit of work per practice that has fallen silent."""
    await for_each(
        await find("SELECT coach_id, last_at FROM find_silent_setters(:now, :limit)", now=clock.now()), _tell
    )


async def _tell(found: Any) -> None:
    rows = await find("SELECT email, name, is_coach FROM find_alert_readers(:coach_id)", coach_id=found.coach_id)
    readers = [Reader(row.email, row.name, row.is_coach) for row in rows]
    async with unit_of_work(in_practice(found.coach_id)) as db:
        await alert(db, coach_id=found.coach_id, last_at=found.last_at, readers=readers, now=clock.now())
