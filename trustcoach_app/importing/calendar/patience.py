"""How long one thing of a file may take: the library's loops have no end of their own.

The limit is on the processor's time, so that a busy machine changes nothing, and it holds in the main thread only: that
is where the process that reads a file works.
"""

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from time import process_time

QUICK = 0.05
"""Seconds for one series, at first: the many that need no more are unrolled before the few that do."""
EACH = 2.0
"""Seconds for one series, once more."""
AGAIN = 0.02
"""Seconds between two tries to stop it."""
ALL = 10.0
"""Seconds for all of a file, well within what its process has (uploads/bounded.py)."""


class TooLong(BaseException):
    """Not an Exception: the library keeps those to itself in places."""


class Patience:
    """What is left of a file's time."""

    def __init__(self) -> None:
        self._until = process_time() + ALL

    @contextmanager
    def at_most(self, seconds: float) -> Generator[None]:
        """Raises TooLong within, once these or the file's are over."""
        left = min(seconds, self._until - process_time())
        if left <= 0:
            raise TooLong
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.signal(signal.SIGVTALRM, _stop)
        try:
            with _repeated(left):
                yield
        finally:  # once more: the signal may have come just before the first
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, before)


@contextmanager
def _repeated(seconds: float) -> Generator[None]:
    """The signal comes until it is heard: what it raises in a destructor or a collector's callback is lost."""
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _stop(*_: object) -> None:
    raise TooLong
