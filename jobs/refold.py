"""After a change of our rules: leads are folded again, practice by practice, and their figures counted anew.

Until a practice's set is whole its pages show the old one. What is left stands in the leads: a job that is interrupted
goes on where it was, and one that is lost gets another.
"""

from datetime import timedelta
from uuid import UUID

from procrastinate.exceptions import AlreadyEnqueued

from jobs.backoff import Backoff
from jobs.find import find
from jobs.log import log
from jobs.queue import every, queue
from jobs.roll_up import enqueue
from trustcoach_app.db.principal import in_practice
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.queues import UPKEEP
from trustcoach_app.setter.intake.refold import refold_some
from trustcoach_app.setter.rollup.metrics import RULES_VERSION


@every(timedelta(minutes=5), UPKEEP)
async def find_outdated_figures() -> None:
    """A job for each practice whose figures are by older rules, unless one waits already."""
    for found in await find("SELECT coach_id FROM find_outdated_figures(:rules)", rules=RULES_VERSION):
        one = refold_leads.configure(lock="refold", queueing_lock=f"{refold_leads.name}:{found.coach_id}")
        try:
            await one.defer_async(coach_id=str(found.coach_id))
        except AlreadyEnqueued:
            continue


@queue.task(name="refold_leads", queue=UPKEEP.name, retry=Backoff())
async def refold_leads(coach_id: str) -> None:
    """One practice at a time (the lock): the others' events go on meanwhile. Then the rollup makes the figures."""
    folded = await refold_all(UUID(coach_id))
    log.info("%s: %d leads folded again", coach_id, folded)
    await enqueue()


async def refold_all(coach_id: UUID) -> int:
    """Fold whatever is left of a practice, some leads a transaction. Returns how many."""
    folded = 0
    while True:
        async with unit_of_work(in_practice(coach_id)) as db:
            some = await refold_some(db, coach_id=coach_id)
        if not some:
            return folded
        folded += some
