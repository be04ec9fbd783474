"""What is running from this checkout, so that a second start, and `make stop`, know.

The lock tells whether a supervisor lives: it goes with its holder, however that ends. The record tells which processes;
a process is known by its number and its start, because numbers are given again.
"""

import fcntl
import json
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psutil

from ops.console import CommandError

_SAME_START_SECONDS = 1.0


@dataclass(frozen=True)
class ProcessRecord:
    """One process: its number, and when it started in seconds since 1970."""

    name: str
    pid: int
    started: float

    @classmethod
    def of(cls, name: str, pid: int) -> "ProcessRecord":
        """The record of a live process. Raises psutil.NoSuchProcess."""
        return cls(name, pid, psutil.Process(pid).create_time())

    def process(self) -> psutil.Process | None:
        """The process, if it still is that one; None when it has ended, also when its number was given again."""
        with suppress(psutil.NoSuchProcess):
            found = psutil.Process(self.pid)
            same = abs(found.create_time() - self.started) < _SAME_START_SECONDS
            if same and found.status() != psutil.STATUS_ZOMBIE:
                return found
        return None


@dataclass(frozen=True)
class RunRecord:
    """One run: where it answers, its supervisor, and the children that the supervisor keeps."""

    address: str
    supervisor: ProcessRecord
    children: list[ProcessRecord] = field(default_factory=list[ProcessRecord])

    def save(self, folder: Path) -> None:
        """Write it, whole or not at all."""
        unfinished = folder / "run.json.unfinished"
        unfinished.write_text(json.dumps(asdict(self)))
        unfinished.rename(folder / "run.json")


def saved_run(folder: Path) -> RunRecord | None:
    """The last run recorded here, alive or not."""
    try:
        saved = json.loads((folder / "run.json").read_text())
        children = [ProcessRecord(**child) for child in saved["children"]]
        return RunRecord(saved["address"], ProcessRecord(**saved["supervisor"]), children)
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def forget_run(folder: Path) -> None:
    """Remove the record of a run that has ended."""
    (folder / "run.json").unlink(missing_ok=True)


@contextmanager
def only_run(folder: Path) -> Generator[None]:
    """Hold the lock of the one run of this checkout. Raises CommandError when another holds it."""
    with (folder / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            run = saved_run(folder)
            where = f" at {run.address}" if run else ""
            raise CommandError(f"TrustCoach already runs{where}: open it there, or end it with make stop") from None
        yield


def end_processes(records: list[ProcessRecord], patience: float = 10.0) -> list[str]:
    """End those that still live, asked first and killed after `patience` seconds; the names of those that lived."""
    living = [(record.name, process) for record in records if (process := record.process())]
    for _, process in living:
        with suppress(psutil.NoSuchProcess):
            process.terminate()
    _, stubborn = psutil.wait_procs([process for _, process in living], timeout=patience)
    for process in stubborn:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    return [name for name, _ in living]
