"""What a log may hold of an error, and how often: messages can hold personal data, and faults repeat themselves."""

import logging
import time
import traceback
from collections.abc import Callable


class LineLimit(logging.Filter):
    """Lets so many lines through a second, and so many at once. The next one says how many were left out."""

    def __init__(self, a_second: float, at_once: int, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._a_second, self._at_once, self._now = a_second, at_once, now
        self._allowed, self._looked_at, self._left_out = float(at_once), now(), 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether this line may go out."""
        now = self._now()
        self._allowed = min(self._allowed + (now - self._looked_at) * self._a_second, self._at_once)
        self._looked_at = now
        if self._allowed < 1:
            self._left_out += 1
            return False
        self._allowed -= 1
        if self._left_out:
            record.msg, record.args = f"{record.getMessage()} (and {self._left_out} lines that were left out)", None
            self._left_out = 0
        return True


def kind_and_place(error: BaseException) -> str:
    """`OperationalError in deliver_mail.py:31`"""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
    return type(error).__name__ + place
