"""What the setter's webhook took in becomes leads: one job a batch, one batch of a practice at a time.

`hook_enqueue` (db/functions/setter.sql) puts the job into the queue with the ledger's own transaction. A batch that
fails makes way: it is tried again, later each time, under a lock of its own.
"""

from datetime import timedelta
from uuid import UUID

from procrastinate import RetryDecision
from procrastinate.jobs import Job

from jobs.backoff import Backoff
from jobs.find import find, for_each
from jobs.queue import connector, every, queue, run_logged
from trustcoach_app import clock
from trustcoach_app.db.principal import in_practice
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.setter.intake.batch import apply_batch

GRACE = timedelta(seconds=30)
"""A batch that is unapplied for longer, and that no job stands for, gets one again."""

_PENDING = (
    "SELECT (args->>'batch_id')::uuid FROM procrastinate_jobs "
    "WHERE task_name = 'apply_setter_events' AND status IN ('todo', 'doing')"
)


class LeftOver(Exception):
    """Some events of a batch were not understood any more."""


class MakeWay(Backoff):
    """Between two tries the other batches of the practice go on."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """As Backoff's, under the batch's own lock."""
        decision = super().get_retry_decision(exception=exception, job=job)
        if decision:
            decision.lock = f"setter:{job.task_kwargs['batch_id']}"
        return decision


@queue.task(name="apply_setter_events", retry=MakeWay())
async def apply_setter_events(coach_id: str, batch_id: str) -> None:
    """Apply one batch. Raises LeftOver where some of it cannot be, once the rest is kept."""
    await run_logged("apply_setter_events", lambda: _apply(UUID(coach_id), UUID(batch_id)))


async def _apply(coach_id: UUID, batch_id: UUID) -> None:
    async with unit_of_work(in_practice(coach_id)) as db:
        left = await apply_batch(db, coach_id=coach_id, batch_id=batch_id, now=clock.now())
    if left:
        raise LeftOver(left)


@every(timedelta(minutes=1))
async def find_lost_setter_events() -> None:
    """The floor: what waits in the ledger without a job, because it was given up or its job was lost, gets one."""
    query = "SELECT coach_id, batch_id FROM find_unapplied_batches(:before, :limit)"
    found = await find(query, before=clock.now() - GRACE)
    async with connector.pool.connection() as connection:
        pending = {batch_id for [batch_id] in await (await connection.execute(_PENDING)).fetchall()}

    async def enqueue(coach_id: UUID, batch_id: UUID) -> None:
        task = queue.configure_task("apply_setter_events", lock=f"setter:{coach_id}")
        await task.defer_async(coach_id=str(coach_id), batch_id=str(batch_id))

    await for_each((row for row in found if row.batch_id not in pending), lambda row: enqueue(*row))
