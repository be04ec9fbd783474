"""A process is ended only if it is still the one that was recorded."""

import os
import subprocess
import sys
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest

from ops.console import CommandError
from ops.run_record import ProcessRecord, RunRecord, end_processes, only_run, saved_run


@pytest.fixture
def sleeper() -> Generator[subprocess.Popen[bytes]]:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    yield child
    child.kill()
    child.wait()


def test_ends_the_recorded_process(sleeper: subprocess.Popen[bytes]) -> None:
    record = ProcessRecord.of("web", sleeper.pid)
    assert end_processes([record]) == ["web"]
    assert record.process() is None


def test_a_number_that_was_given_again_is_left_alone(sleeper: subprocess.Popen[bytes]) -> None:
    earlier = replace(ProcessRecord.of("web", sleeper.pid), started=1.0)
    assert end_processes([earlier]) == []
    assert sleeper.poll() is None


def test_a_process_that_ends_is_forgotten(sleeper: subprocess.Popen[bytes]) -> None:
    record = ProcessRecord.of("web", sleeper.pid)
    sleeper.kill()
    sleeper.wait()
    assert record.process() is None


def test_the_record_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    me = ProcessRecord.of("supervisor", os.getpid())
    run = RunRecord("http://localhost:3000", me, [me])
    run.save(tmp_path)
    assert saved_run(tmp_path) == run


@pytest.mark.parametrize("content", ["", "{", "[]", '{"address": "x"}'])
def test_a_damaged_record_is_no_record(tmp_path: Path, content: str) -> None:
    (tmp_path / "run.json").write_text(content)
    assert saved_run(tmp_path) is None


def test_a_second_run_is_told_where_the_first_one_is(tmp_path: Path) -> None:
    RunRecord("http://localhost:3000", ProcessRecord.of("supervisor", os.getpid())).save(tmp_path)
    refusal = pytest.raises(CommandError, match=r"already runs at http://localhost:3000.*make stop")
    with only_run(tmp_path), refusal, only_run(tmp_path):
        pytest.fail("two at once")


def test_the_lock_of_a_killed_run_is_free(tmp_path: Path) -> None:
    code = (
        "import os, signal; from pathlib import Path; from ops.run_record import only_run\n"
        f"with only_run(Path({str(tmp_path)!r})): os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    with only_run(tmp_path):
        pass
