"""The clock and the worker as processes: several of them, killed, stopped, and without their database."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from jobs.__main__ import parts_of
from jobs.backoff import FIRST_WAIT
from tests.machine.conftest import running, until
from trustcoach_app.queues import CALENDARS, QUEUES, TIMELY

TICK = 2
"""Seconds between the ticks of the test's job."""
STOP = 30
"""Seconds that a loaded machine may take to stop: less than the task takes that is interrupted."""


class Queue:
    """What the tests see of the queue, as the owner."""

    def __init__(self, database: str, log: Path) -> None:
        self.connection = psycopg.connect(database, autocommit=True, options="-c search_path=public,queue")
        self.log = log
        self.stack = ExitStack()

    def ask(self, query: str, *arguments: Any) -> list[Any]:
        return [row[0] for row in self.connection.execute(query, arguments).fetchall()]

    def runs(self, name: str = "ticked") -> int:
        return self.ask("SELECT count(*) FROM test_runs WHERE name = %s", name)[0]

    def statuses(self, task: str) -> list[str]:
        return self.ask("SELECT status::text FROM queue.procrastinate_jobs WHERE task_name = %s", task)

    def start(self, *part: str) -> subprocess.Popen[bytes]:
        command = (sys.executable, "-m", "tests.machine.ticking", *part)
        return self.stack.enter_context(running(*command, log=self.log))

    def start_and_wait(self, *part: str) -> subprocess.Popen[bytes]:
        ready_before = self.log.read_text().count("ready") if self.log.exists() else 0
        process = self.start(*part)
        until(lambda: self.log.exists() and self.log.read_text().count("ready") > ready_before)
        return process

    def defer(self, task: str, on: str = "timely", lock: str | None = None, **arguments: object) -> None:
        self.connection.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, queueing_lock, args) VALUES (%s, %s, %s, %s)",
            [on, task, lock, json.dumps(arguments)],
        )


@pytest.fixture
def queue(database: str, tmp_path: Path) -> Iterator[Queue]:
    """An empty queue, and no memory of ticks."""
    opened = Queue(database, tmp_path / "jobs.log")
    with opened.connection, opened.stack:
        opened.connection.execute("CREATE TABLE test_runs (name text, at timestamptz DEFAULT clock_timestamp())")
        opened.connection.execute("GRANT ALL ON test_runs TO trustcoach_jobs")
        opened.connection.execute("TRUNCATE queue.procrastinate_jobs, queue.procrastinate_workers CASCADE")
        opened.connection.execute("TRUNCATE queue.procrastinate_periodic_defers, heartbeats")
        yield opened
        opened.stack.close()
        opened.connection.execute("DROP TABLE test_runs")


def test_three_clocks_and_two_workers_run_each_tick_once(queue: Queue) -> None:
    for part in ("clock", "clock", "clock", "worker", "worker"):
        queue.start(part)
    until(lambda: queue.runs() >= 1)
    began, before = time.monotonic(), queue.runs()
    until(lambda: queue.runs() >= before + 7)
    ran, ticks = queue.runs() - before, (time.monotonic() - began) / TICK
    assert ran <= ticks + 2


def test_ticks_that_nobody_worked_off_become_one_run(queue: Queue) -> None:
    queue.start_and_wait("clock")
    until(lambda: queue.statuses("ticked"))
    time.sleep(3 * TICK)
    assert queue.statuses("ticked") == ["todo"]
    assert queue.runs() == 0


def test_a_clock_that_was_away_catches_up_once(queue: Queue) -> None:
    queue.connection.execute(
        "INSERT INTO queue.procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp) "
        "VALUES ('nightly', 'clock', extract(epoch FROM now())::bigint - 5 * 86400)"
    )
    queue.start_and_wait()
    until(lambda: queue.runs("nightly"))
    time.sleep(1)
    assert queue.runs("nightly") == 1


def test_a_restarted_clock_does_not_run_the_same_tick_again(queue: Queue) -> None:
    first = queue.start()
    until(lambda: queue.runs("nightly"))
    first.terminate()
    assert first.wait(STOP) == 0
    queue.start_and_wait()
    time.sleep(1)
    assert queue.runs("nightly") == 1


def test_killed_in_the_middle_of_a_task_it_is_done_by_another(queue: Queue) -> None:
    worker = queue.start_and_wait("worker")
    queue.defer("slow", seconds=3.0)
    until(lambda: queue.runs("slow began") == 1)
    worker.kill()
    worker.wait()
    assert queue.statuses("slow") == ["doing"]
    queue.connection.execute("UPDATE queue.procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    queue.start()
    until(lambda: queue.runs("slow ended") == 1)
    assert "slow was left by a worker that is gone; attempt 1" in queue.log.read_text()


@pytest.mark.parametrize("part", [(), ("worker",), ("clock",)])
def test_sigterm_ends_it_cleanly(queue: Queue, part: tuple[str, ...]) -> None:
    process = queue.start_and_wait(*part)
    process.send_signal(signal.SIGTERM)
    assert process.wait(STOP) == 0
    assert queue.log.read_text().rstrip().endswith("stopped")
    assert "Traceback" not in queue.log.read_text()


def test_what_a_stop_interrupts_goes_back_into_the_queue(queue: Queue) -> None:
    process = queue.start_and_wait("worker")
    queue.connection.execute("DELETE FROM queue.procrastinate_jobs")
    queue.defer("slow", seconds=60)
    until(lambda: queue.runs("slow began") == 1)
    process.terminate()
    assert process.wait(STOP) == 0
    assert queue.statuses("slow") == ["todo"]


def test_a_failure_waits_for_its_next_attempt_and_shows_no_personal_data(queue: Queue) -> None:
    queue.start()
    until(lambda: queue.statuses("failing") == ["todo"] and queue.runs("failing") == 1)
    [wait] = queue.ask("SELECT scheduled_at - now() FROM queue.procrastinate_jobs WHERE task_name = 'failing'")
    assert wait <= FIRST_WAIT
    said = queue.log.read_text()
    assert "failing failed: ValueError in machine/ticking.py" in said
    assert "claire.moreau" not in said
    assert "Traceback" not in said


async def test_health_is_ready_once_the_machine_runs(queue: Queue, http: httpx.AsyncClient) -> None:
    queue.start_and_wait()
    until(lambda: queue.ask("SELECT count(*) FROM heartbeats") == [1 + len(QUEUES)])
    answer = await http.get("/health/ready")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


def test_calls_that_take_for_ever_delay_nothing_of_ours(queue: Queue) -> None:
    """More of them than their workers can make at once, all in one process with the others."""
    for _ in range(2 * CALENDARS.at_once):
        queue.defer("call", on="calendars")
    queue.start_and_wait()
    until(lambda: queue.runs("called") == CALENDARS.at_once)
    before = queue.runs()
    until(lambda: queue.runs() >= before + 3)
    assert queue.runs("called") == CALENDARS.at_once


def test_a_worker_takes_from_the_queues_that_it_is_told(queue: Queue) -> None:
    queue.defer("call", on="calendars")
    queue.defer("slow", seconds=0)
    queue.start_and_wait("worker", "calendars", "mail")
    until(lambda: queue.runs("called") == 1)
    time.sleep(1)
    assert queue.statuses("slow") == ["todo"]


def test_what_a_process_is_made_of() -> None:
    everything = list(QUEUES.values())
    for arguments, has_clock, queues in (
        ([], True, everything),
        (["clock"], True, []),
        (["worker"], False, everything),
        (["worker", "calendars", "timely"], False, [TIMELY, CALENDARS]),
    ):
        parts = parts_of(arguments)
        assert parts is not None
        assert (parts.has_clock, parts.queues) == (has_clock, queues)
    assert [parts_of(wrong) for wrong in (["web"], ["worker", "default"], ["clock", "timely"])] == [None] * 3


def test_one_that_was_left_behind_gives_way_to_one_that_waits(queue: Queue) -> None:
    """There may be only one that waits with its lock, and there is: neither is the other lost, nor the clock stuck."""
    worker = queue.start_and_wait("worker")
    queue.defer("slow", lock="one", seconds=60)
    until(lambda: queue.runs("slow began") == 1)
    queue.defer("slow", on="nobodys", lock="one", seconds=60)
    worker.kill()
    worker.wait()
    queue.connection.execute("UPDATE queue.procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    queue.start_and_wait()
    until(lambda: queue.statuses("slow") == ["todo"])
    until(lambda: "clock" in queue.ask("SELECT name FROM heartbeats"))
