"""Jobs of workers that were killed go back into the queue."""

from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status

from jobs.backoff import ATTEMPTS
from jobs.connector import connector
from jobs.log import log
from jobs.queue import queue

SILENCE = 30.0
"""Seconds without a sign of life after which a worker counts as gone (they give one every ten)."""

_LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('jobs.stalled', 0))"


async def requeue_stalled() -> int:
    """Make them ready to run again, and give up on one that keeps killing its worker. Returns how many there were.

    Called by the clock and not queued: what lies stalled must not wait for a queue that is.
    """
    async with connector.pool.connection() as connection:
        [alone] = await (await connection.execute(_LOCK)).fetchone() or [False]
        stalled = list(await queue.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE)) if alone else []
        for job in stalled:
            await _requeue(job)
            log.warning("%s was left by a worker that is gone; attempt %d", job.task_name, job.attempts + 1)
    return len(stalled)


async def _requeue(job: Job) -> None:
    if job.attempts + 1 >= ATTEMPTS:
        await queue.job_manager.finish_job(job, Status.FAILED, delete_job=False)
        return
    try:
        await queue.job_manager.retry_job(job)
    except UniqueViolation:  # another of its kind waits already, and stands for it
        await queue.job_manager.finish_job(job, Status.ABORTED, delete_job=True)
