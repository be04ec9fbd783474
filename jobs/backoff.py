"""When a failed job is tried again: later each time, never all at once, and not for ever."""

from asyncio import CancelledError
from datetime import timedelta

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.exceptions import JobAborted
from procrastinate.jobs import Job

from trustcoach_app.outgoing.backoff import wait_after

FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=5)
ATTEMPTS = 10
"""About twenty minutes in all; then the job counts as failed."""


class Backoff(BaseRetryStrategy):
    """Procrastinate's own strategies know neither jitter nor a cap."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """At once for a job that a shutdown interrupted, after a wait for one that failed, None after ten."""
        if isinstance(exception, JobAborted | CancelledError):
            return RetryDecision(retry_in={"seconds": 0})
        if job.attempts + 1 >= ATTEMPTS:
            return None
        wait = wait_after(job.attempts + 1, first=FIRST_WAIT, longest=LONGEST_WAIT)
        return RetryDecision(retry_in={"milliseconds": wait // timedelta(milliseconds=1)})
