"""Every night: what has had its time goes (decision 18), and each erasure is logged as a count."""

from datetime import timedelta

from sqlalchemy import text

from jobs.queue import every, log, queue
from trustcoach_app import clock
from trustcoach_app.db.principal import JOBS
from trustcoach_app.db.unit_of_work import unit_of_work

CONNECTION_LOGS = timedelta(days=365)
EMPTY_THROTTLES = timedelta(days=1)
INTERRUPTED_JOBS_HOURS = 24
FAILED_JOBS_HOURS = 30 * 24
"""Jobs that succeed leave at once."""


@every(timedelta(days=1))
async def prune() -> None:
    """Old jobs, empty throttles, and sign-ins a year after the fact."""
    await queue.job_manager.delete_old_jobs(INTERRUPTED_JOBS_HOURS, include_cancelled=True, include_aborted=True)
    await queue.job_manager.delete_old_jobs(FAILED_JOBS_HOURS, include_failed=True)
    now = clock.now()
    before = {"throttles": now - EMPTY_THROTTLES, "logs": now - CONNECTION_LOGS}
    counts = "SELECT prune_throttles(:throttles) AS throttles, prune_connection_logs(:logs) AS connection_logs"
    async with unit_of_work(JOBS) as db:
        pruned = (await db.execute(text(counts), before)).one()
    log.info("pruned %d throttles, %d lines of connection logs", pruned.throttles, pruned.connection_logs)
