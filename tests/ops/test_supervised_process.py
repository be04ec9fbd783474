"""A child that ends is started again, a little later each time; all that it started ends with it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from ops.supervised_process import SupervisedProcess, restart_wait

_PARENT = "import subprocess, sys, time; print(subprocess.Popen(['sleep', '60']).pid, flush=True); time.sleep(60)"


def _wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    """Less than the minute after which the tests' children end by themselves."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)


def _gone(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def _supervised(tmp_path: Path, code: str) -> SupervisedProcess:
    return SupervisedProcess("web", [sys.executable, "-c", code], dict(os.environ), tmp_path / "web.log")


def test_a_child_that_ends_is_started_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    process = _supervised(tmp_path, "import time; print('here', flush=True); time.sleep(60)")
    process.start()
    first = process.record()
    assert first is not None
    _wait_for(lambda: process.log.read_text() == "here\n")
    os.kill(first.pid, signal.SIGKILL)

    def started_again() -> bool:
        process.look_after()
        second = process.record()
        return second is not None and second.pid != first.pid

    _wait_for(started_again)
    _wait_for(lambda: process.log.read_text() == "here\nhere\n")
    process.stop()
    assert "The web process ended (signal 9); starting again in 1 s" in capsys.readouterr().out


def test_the_waits_grow_and_end_at_half_a_minute() -> None:
    assert [restart_wait(n) for n in (1, 2, 3, 5, 9)] == [1, 2, 4, 16, 30]


def test_stopping_ends_what_the_child_started(tmp_path: Path) -> None:
    process = _supervised(tmp_path, _PARENT)
    process.start()
    _wait_for(lambda: process.log.exists() and process.log.read_text().strip().isdigit())
    grandchild = int(process.log.read_text())
    process.stop()
    _wait_for(lambda: _gone(grandchild))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's death")
def test_a_killed_supervisor_takes_its_children_with_it(tmp_path: Path) -> None:
    code = (
        "import os, sys, time; from pathlib import Path; from ops.supervised_process import SupervisedProcess\n"
        f"process = SupervisedProcess('web', ['sleep', '60'], dict(os.environ), Path({str(tmp_path / 'log')!r}))\n"
        "process.start(); print(process.record().pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as supervisor:
        assert supervisor.stdout is not None
        child = int(supervisor.stdout.readline())
        supervisor.kill()
    _wait_for(lambda: _gone(child))
