"""A child process that is kept running: started again when it ends unasked, a little later each time."""

import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from ops.bounded_log import BoundedLog
from ops.children import end, signal_group, start
from ops.console import say
from ops.run_record import ProcessRecord

LONGEST_WAIT = 30.0
STABLE_SECONDS = 60.0
"""A child that lived this long has recovered: its next end counts as the first."""

_SECONDS_TO_FINISH = 1.0
"""For the last lines of a child that has ended to reach its log."""


@dataclass
class SupervisedProcess:
    """One child, its command, and where it writes what it says."""

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    patience: float = 5.0
    """Seconds that it has to end when asked."""
    failures: int = 0
    _output: BoundedLog | None = field(default=None, repr=False)
    _child: subprocess.Popen[str] | None = field(default=None, repr=False)
    _started: float = 0.0
    _start_again_at: float | None = None

    def start(self) -> None:
        """Start it; its output joins the log, which stays small."""
        self._output = BoundedLog(self.log)
        with self._output.open_for_child() as output:
            self._child = start(self.command, self.environment, output)
        self._started, self._start_again_at = time.monotonic(), None

    def look_after(self) -> None:
        """Notice an end and start again when its wait is over. To be called a few times a second."""
        if self._start_again_at is not None:
            if time.monotonic() >= self._start_again_at:
                self.start()
        elif self._child is not None and self._child.poll() is not None:
            self._plan_restart(self._child)

    def stop(self) -> None:
        """End it and all that it started."""
        if self._child is not None:
            end(self._child, self.patience)
        self._finish_log()

    def record(self) -> ProcessRecord | None:
        """What identifies it while it lives."""
        living = self._child is not None and self._child.poll() is None
        return ProcessRecord.of(self.name, self._child.pid) if living and self._child else None

    def log_tail(self, lines: int = 8) -> str:
        """The end of its log."""
        if self.record() is None:
            self._finish_log()
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def _plan_restart(self, ended: subprocess.Popen[str]) -> None:
        signal_group(ended.pid, signal.SIGKILL)
        if time.monotonic() - self._started > STABLE_SECONDS:
            self.failures = 0
        self.failures += 1
        wait = restart_wait(self.failures)
        self._start_again_at = time.monotonic() + wait
        say(f"  The {self.name} process ended ({_how(ended.returncode)}); starting again in {wait:.0f} s ({self.log})")

    def _finish_log(self) -> None:
        if self._output is not None:
            self._output.wait(_SECONDS_TO_FINISH)


def restart_wait(failures: int) -> float:
    """Seconds to wait after the n-th end in a row: 1, 2, 4 … and 30 at most."""
    return min(2.0 ** (failures - 1), LONGEST_WAIT)


def _how(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"
