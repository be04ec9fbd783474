"""A cancellation is not lost."""

import asyncio


def unless_cancelled() -> None:
    """Raise CancelledError where it came before and was swallowed.

    By the pool, when a connection came in the same moment (`asyncio.wait_for` of Python 3.11), or by an error in what
    was being closed.
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
