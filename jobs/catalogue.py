"""Every job. Importing this module declares them to the worker."""

from collections.abc import Sequence

from jobs import (
    apply_setter_events,
    complete_ended_sessions,
    deliver_mail,
    heartbeat,
    poll_calendars,
    prune,
    refold,
    release_lapsed_holds,
    roll_up,
    watch_setters,
)
from jobs.queue import DECLARED, RegularJob

__all__ = [
    "apply_setter_events",
    "complete_ended_sessions",
    "deliver_mail",
    "heartbeat",
    "poll_calendars",
    "prune",
    "refold",
    "regular_jobs",
    "release_lapsed_holds",
    "roll_up",
    "watch_setters",
]


def regular_jobs() -> Sequence[RegularJob]:
    """What the clock ticks."""
    return DECLARED
