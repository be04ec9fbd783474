"""What a process says, in files of bounded size: the one that is written, and the one before."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import IO

LARGEST_LOG = 5_000_000
"""Bytes of one file; there are two at most."""

_PIECE = 65_536


def previous(log: Path) -> Path:
    """The file before this one."""
    return log.with_suffix(f"{log.suffix}.1")


class BoundedLog:
    """Takes in what a process writes and puts it into a file, which is replaced when it is full."""

    def __init__(self, log: Path, largest: int = LARGEST_LOG) -> None:
        self._log, self._largest = log, largest
        self._reader: Thread | None = None

    @contextmanager
    def open_for_child(self) -> Generator[IO[str]]:
        """What to give to a child as its output. Reading ends with the last process that holds it."""
        read_end, write_end = os.pipe()
        self._reader = Thread(target=self._copy, args=(read_end,), name=f"log {self._log.name}", daemon=True)
        self._reader.start()
        with os.fdopen(write_end, "w") as output:
            yield output

    def wait(self, seconds: float) -> None:
        """Until everything that the child said is written, when it has ended."""
        if self._reader is not None:
            self._reader.join(seconds)

    def _copy(self, read_end: int) -> None:
        output = self._log.open("ab", buffering=0)
        with os.fdopen(read_end, "rb", buffering=0) as said:
            while piece := said.read(_PIECE):
                if output.tell() + len(piece) > self._largest:
                    output.close()
                    self._log.replace(previous(self._log))
                    output = self._log.open("ab", buffering=0)
                output.write(piece)
        output.close()
