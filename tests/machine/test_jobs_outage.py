"""The jobs process while PostgreSQL is away, and when it is back: it lives on, says little, and hears again."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.fixtures.people import PROVE
from tests.machine.conftest import kill, running, start_again, until
from trustcoach_app.queues import QUEUES

AWAY_SECONDS = 60 if PROVE else 8
DEAF = {"POLL_SECONDS": "3600"}
"""A worker that hears nothing takes nothing."""


@pytest.fixture
def url(restartable_postgres: Any) -> str:
    """The owner's URL of an empty queue on a server of its own, with the table of the tests' jobs."""
    url = str(restartable_postgres.get_uri("tc"))
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("DROP TABLE IF EXISTS test_runs")
        owner.execute("CREATE TABLE test_runs (name text, at timestamptz DEFAULT clock_timestamp())")
        owner.execute("GRANT ALL ON test_runs TO trustcoach_jobs")
        owner.execute("TRUNCATE queue.procrastinate_jobs, queue.procrastinate_workers CASCADE")
        owner.execute("TRUNCATE queue.procrastinate_periodic_defers, heartbeats")
    return url


@contextmanager
def jobs(log: Path, url: str, *part: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """The process, once it is ready."""
    command = (sys.executable, "-m", "tests.machine.ticking", *part)
    with running(*command, log=log, DATABASE_URL=url, **environment) as process:
        until(lambda: "ready" in log.read_text())
        yield process


def ask(url: str, query: str) -> list[Any]:
    """The first column of what the owner is told."""
    with psycopg.connect(url, autocommit=True, options="-c search_path=public,queue") as owner:
        result = owner.execute(query)
        return [row[0] for row in result.fetchall()] if result.description else []


def defer(url: str, task: str, arguments: str) -> None:
    """One job, as whoever enqueues one does: with a notice for who listens."""
    values = f"('timely', '{task}', '{arguments}')"
    ask(url, f"INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES {values}")


def runs(url: str, name: str) -> int:
    """How often a job of the tests ran."""
    return ask(url, f"SELECT count(*) FROM test_runs WHERE name = '{name}'")[0]


@pytest.mark.parametrize("how", [signal.SIGQUIT, signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("seconds", [0, 7])
def test_it_hears_again_when_postgresql_is_back(
    restartable_postgres: Any, url: str, tmp_path: Path, how: signal.Signals, seconds: float
) -> None:
    """Crashed, killed or stopped; at once, or after longer than it waits for a connection."""
    log = tmp_path / "log"
    with jobs(log, url, "worker", "timely", **DEAF) as process:
        defer(url, "slow", '{"seconds": 0}')
        until(lambda: runs(url, "slow ended") == 1)
        kill(restartable_postgres, how)
        time.sleep(seconds)
        start_again(restartable_postgres)
        for number in (2, 3):
            defer(url, "slow", '{"seconds": 0}')
            until(lambda number=number: runs(url, "slow ended") == number)
        assert process.poll() is None
    assert "Traceback" not in log.read_text()


def test_what_was_at_work_is_taken_up_again(restartable_postgres: Any, url: str, tmp_path: Path) -> None:
    """Its end could not be written: by this very process, and not only when it is missed."""
    with jobs(tmp_path / "log", url, "worker", "timely", **DEAF):
        defer(url, "slow", '{"seconds": 1}')
        until(lambda: runs(url, "slow began") == 1)
        kill(restartable_postgres, signal.SIGQUIT)
        time.sleep(2)
        start_again(restartable_postgres)
        until(lambda: runs(url, "slow ended") == 1)


def test_it_is_all_back_by_itself_and_said_little(restartable_postgres: Any, url: str, tmp_path: Path) -> None:
    """Clock, every queue's workers and what listens for marks; at most one line of log a second meanwhile."""
    log, everybody = tmp_path / "log", 1 + len(QUEUES)
    with jobs(log, url) as process:
        until(lambda: ask(url, "SELECT count(*) FROM heartbeats") == [everybody])
        before, began = len(log.read_text().splitlines()), time.monotonic()
        kill(restartable_postgres, signal.SIGQUIT)
        time.sleep(AWAY_SECONDS)
        said, took = log.read_text().splitlines()[before:], time.monotonic() - began
        assert 1 <= len(said) <= took + 1
        start_again(restartable_postgres)
        ask(url, "DELETE FROM heartbeats")
        ticks = runs(url, "ticked")
        until(lambda: ask(url, "SELECT count(*) FROM heartbeats") == [everybody])
        until(lambda: runs(url, "ticked") >= ticks + 2)
        assert process.poll() is None
    assert "Traceback" not in log.read_text()


def test_it_waits_for_postgresql_at_its_start(restartable_postgres: Any, url: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    kill(restartable_postgres, signal.SIGQUIT)
    command = (sys.executable, "-m", "tests.machine.ticking", "worker")
    with running(*command, log=log, DATABASE_URL=url) as process:
        until(lambda: "PostgreSQL is away" in log.read_text())
        start_again(restartable_postgres)
        until(lambda: "ready" in log.read_text())
        assert process.poll() is None


def test_it_can_be_stopped_while_postgresql_is_away(restartable_postgres: Any, url: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with jobs(log, url) as process:
        kill(restartable_postgres, signal.SIGQUIT)
        until(lambda: "PostgreSQL is away" in log.read_text())
        process.terminate()
        assert process.wait(30) == 0
    start_again(restartable_postgres)
    assert "Traceback" not in log.read_text()
