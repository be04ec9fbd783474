"""What a process says: lines of bounded length, of one kind at most one a second, without what people typed.

Everything goes through one handler, that of libraries too: Reflex logs what it cannot read word for word, and its
transport a traceback for each frame that is none.
"""

import logging
import re
import sys
import traceback
from collections.abc import Iterator
from time import monotonic
from typing import TextIO

from trustcoach_app.db.outage import is_outage

LONGEST_LINE = 500
"""Characters."""

PAUSE = 1.0
"""Seconds between two lines of one kind. Those between are counted."""

MOST_FRAMES = 5
"""Of an error, how many places of our own are named."""

OURS = ("trustcoach_app", "jobs", "ops")

_VALUES = re.compile(r"['\"{\[(<:]|\d{6}")
"""Where, in a library's sentence, values may begin."""


class OneLine(logging.Formatter):
    """Level, logger, words, and of an error its kind and places: its message may hold what somebody typed."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """One line, however many the record has."""
        head = f"{self.formatTime(record)} {record.levelname} {record.name}: "
        line = " ".join((head + " · ".join(_parts(record))).split())
        return "".join(letter if letter.isprintable() else "?" for letter in line)[:LONGEST_LINE]


class OneASecond(logging.Filter):
    """Lets one record of a kind pass in a second, with the number of those that did not.

    A kind is a place in the code; `extra={"kind": …}` makes finer ones, of a set that does not grow.
    """

    def __init__(self) -> None:
        super().__init__()
        self._last: dict[object, float] = {}
        self._dropped: dict[object, int] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it may be written."""
        error = record.exc_info[1] if record.exc_info else None
        if is_outage(error) and not record.name.startswith(OURS):
            return False  # said by outage.py, once for all
        kind, now = (record.pathname, record.lineno, getattr(record, "kind", "")), monotonic()
        if now - self._last.get(kind, now - PAUSE) < PAUSE:
            self._dropped[kind] = self._dropped.get(kind, 0) + 1
            return False
        self._last[kind] = now
        record.dropped = self._dropped.pop(kind, 0)
        return True


def bound_logs(stream: TextIO | None = None) -> None:
    """Send everything that this process logs through one handler. Loggers that others have set up are cleared."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(OneLine())
    handler.addFilter(OneASecond())
    for logger in _all_loggers():
        logger.handlers.clear()
        logger.propagate = True
    logging.root.handlers = [handler]
    logging.root.setLevel(logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    logging.captureWarnings(True)


def kind_and_places(error: BaseException) -> str:
    """`ValueError in money.py:12 (state.py:80 save, service.py:41 add)`: the last place, and ours on the way to it."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    ours = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames if _is_ours(frame.filename)]
    on_the_way = f" ({', '.join(ours[-MOST_FRAMES:])})" if ours else ""
    return f"{type(error).__name__} in {_short(frames[-1].filename)}:{frames[-1].lineno}{on_the_way}"


def _parts(record: logging.LogRecord) -> Iterator[str]:
    words = record.getMessage()
    yield words if record.name.startswith(OURS) else _VALUES.split(words, maxsplit=1)[0].rstrip()
    if record.exc_info and record.exc_info[1]:
        yield kind_and_places(record.exc_info[1])
    if dropped := getattr(record, "dropped", 0):
        yield f"and {dropped} more"


def _short(path: str) -> str:
    """The last two parts of a path."""
    return "/".join(path.split("/")[-2:])


def _is_ours(path: str) -> bool:
    return "site-packages" not in path and any(f"/{folder}/" in path for folder in OURS)


def _all_loggers() -> list[logging.Logger]:
    return [logger for logger in logging.root.manager.loggerDict.values() if isinstance(logger, logging.Logger)]
