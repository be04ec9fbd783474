"""Every night: what has had its time goes (decision 18), and each erasure is logged as a count."""

from datetime import timedelta

from sqlalchemy import text

from jobs.log import log
from jobs.queue import every, queue
from trustcoach_app import clock
from trustcoach_app.db.principal import JOBS
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.queues import UPKEEP

CONNECTION_LOGS = timedelta(days=365)
WEBHOOK_BODIES = timedelta(days=365)
LOST_LEADS = timedelta(days=3 * 365)
"""After the last that was heard of a lead who never became a client."""

MERGED_CLIENTS = timedelta(days=30)
"""What a merge moved and wrote over: ten minutes for its undo, a month for whoever asks what was where."""

EMPTY_THROTTLES = timedelta(days=1)
INTERRUPTED_JOBS_HOURS = 24
FAILED_JOBS_HOURS = 30 * 24
"""Jobs that succeed leave at once."""

RETENTION = {
    "prune_throttles": EMPTY_THROTTLES,
    "prune_connection_logs": CONNECTION_LOGS,
    "prune_inbound_events": WEBHOOK_BODIES,
    "prune_dead_letters": WEBHOOK_BODIES,
    "prune_leads": LOST_LEADS,
    "prune_client_merges": MERGED_CLIENTS,
}
"""How long each kind of row is kept; the database's function of that name erases the rest and says how many."""


@every(timedelta(days=1), UPKEEP)
async def prune() -> None:
    """Old jobs, empty throttles, sign-ins and webhook bodies after a year, leads after three, merges after a month."""
    await queue.job_manager.delete_old_jobs(INTERRUPTED_JOBS_HOURS, include_cancelled=True, include_aborted=True)
    await queue.job_manager.delete_old_jobs(FAILED_JOBS_HOURS, include_failed=True)
    for erase, period in RETENTION.items():
        async with unit_of_work(JOBS) as db:
            pruned = await db.scalar(text(f"SELECT {erase}(:before)"), {"before": clock.now() - period})
        log.info("%s: %d rows", erase, pruned)
