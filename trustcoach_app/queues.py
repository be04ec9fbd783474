"""The job queues: each kind of work has workers of its own, so that a long call delays nothing that people wait for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class JobQueue:
    """One kind of work. All figures but `at_once` are seconds."""

    name: str
    at_once: int
    """Runs of one worker process at the same time."""
    patience: float
    """That one run may take: a hung one would hold up all later ticks of its job."""
    grace: float
    """For what runs when a worker is asked to stop; what is not done by then goes back into the queue."""
    longest_wait: float
    """A job that could run and waits longer tells that its workers are missing, deaf or too few."""


TIMELY = JobQueue("timely", at_once=8, patience=240, grace=4, longest_wait=30)
"""What people wait for: holds, ended sessions, the setter's events and figures. Nothing here calls anybody else."""

MAIL = JobQueue("mail", at_once=2, patience=240, grace=20, longest_wait=60)
"""The outbox, and what looks after its server. The grace is one call's: a mail that was sent is marked as sent."""

CALENDARS = JobQueue("calendars", at_once=8, patience=150, grace=4, longest_wait=300)
"""Readings of calendars that are followed."""

UPKEEP = JobQueue("upkeep", at_once=2, patience=1800, grace=4, longest_wait=7200)
"""What may take its time: retention, the nightly comparison of figures, who has fallen silent."""

QUEUES = {queue.name: queue for queue in (TIMELY, MAIL, CALENDARS, UPKEEP)}
"""By name."""
