"""When a failed job is tried again: later each time, never all at once, and not for ever."""

from asyncio import CancelledError
from random import uniform

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.exceptions import JobAborted
from procrastinate.jobs import Job

FIRST_WAIT = 2.0
LONGEST_WAIT = 300.0
ATTEMPTS = 10
"""About twenty minutes in all; then the job counts as failed."""


def seconds_to_wait(attempts: int) -> float:
    """Doubling, capped, and spread over its upper half so that what failed together comes back apart."""
    longest = min(FIRST_WAIT * 2**attempts, LONGEST_WAIT)
    return uniform(longest / 2, longest)  # noqa: S311  jitter, not a secret


class Backoff(BaseRetryStrategy):
    """Procrastinate's own strategies know neither jitter nor a cap."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """At once for a job that a shutdown interrupted, after a wait for one that failed, None after ten."""
        if isinstance(exception, JobAborted | CancelledError):
            return RetryDecision(retry_in={"seconds": 0})
        if job.attempts + 1 >= ATTEMPTS:
            return None
        return RetryDecision(retry_in={"milliseconds": int(1000 * seconds_to_wait(job.attempts))})
