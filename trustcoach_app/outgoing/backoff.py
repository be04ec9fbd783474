"""When something that failed is tried again: later each time, within a cap, and never all at once."""

from datetime import timedelta
from random import uniform

_MOST_DOUBLINGS = 40


def wait_after(attempt: int, *, first: timedelta, longest: timedelta) -> timedelta:
    """After attempt number `attempt`, counted from 1: doubling from `first` to `longest`, spread over its upper half.

    What failed together comes back apart.
    """
    most = min(first * 2 ** min(attempt - 1, _MOST_DOUBLINGS), longest)
    return most * uniform(0.5, 1)  # noqa: S311  jitter, not a secret
