"""What health says, asked of the real routes over a real database, and over none."""

from collections.abc import Collection, Iterator
from datetime import timedelta

import httpx
import psycopg
import pytest

from tests.machine.test_jobs_work import Practice
from trustcoach_app import clock
from trustcoach_app.db import unit_of_work as unit
from trustcoach_app.db.migrate import newest_revision
from trustcoach_app.queues import QUEUES


def beat(database: str, *, of: Collection[str] = (), age: float = 600) -> None:
    """Every part beat a moment ago, but those that did so `age` seconds ago."""
    with psycopg.connect(database) as connection:
        connection.execute("DELETE FROM heartbeats")
        for name in ("clock", *QUEUES):
            at = clock.now() - timedelta(seconds=age if name in of else 3)
            connection.execute("INSERT INTO heartbeats (name, beat_at, detail) VALUES (%s, %s, '')", [name, at])


@pytest.fixture(autouse=True)
def queue(database: str) -> Iterator[psycopg.Connection]:
    """The queue, empty at first, as its owner sees it."""
    with psycopg.connect(database, autocommit=True, options="-c search_path=public,queue") as owner:
        owner.execute("TRUNCATE procrastinate_jobs, procrastinate_periodic_defers CASCADE")
        yield owner
        owner.execute("TRUNCATE procrastinate_jobs, procrastinate_periodic_defers CASCADE")


def enqueue(queue: psycopg.Connection, name: str, *, waited: float, lock: str | None = None, at: str = "") -> None:
    """A job that was enqueued so many seconds ago; `at`: not before then."""
    query = (
        "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, scheduled_at) "
        "VALUES (%s, 'any', %s, CAST(%s AS timestamptz)) RETURNING id"
    )
    row = queue.execute(query, [name, lock, at or None]).fetchone()
    assert row is not None
    ago = (
        "UPDATE procrastinate_events SET at = now() - make_interval(secs => %s) WHERE job_id = %s AND type = 'deferred'"
    )
    queue.execute(ago, [waited, row[0]])


async def test_alive(http: httpx.AsyncClient) -> None:
    answer = await http.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_ready_says_what_it_looked_at(http: httpx.AsyncClient, database: str) -> None:
    beat(database)
    answer = await http.get("/health/ready")
    report = answer.json()
    assert answer.status_code == 200
    assert report["status"] == "ok"
    assert report["migrations"] == {"current": newest_revision(), "expected": newest_revision(), "status": "ok"}
    assert 3 <= report["jobs"]["seconds_since_beat"]["clock"] < 10
    assert report["jobs"]["seconds_waited"] == dict.fromkeys(QUEUES, 0.0)
    assert report["mail"] == {"status": "ok"}
    assert set(report["queue"]) == {"todo", "doing", "failed"}
    assert set(report["rollup"]) == {"seconds_behind", "drift"}
    assert answer.headers["cache-control"] == "no-store"


async def test_ready_says_how_far_the_figures_are_behind(http: httpx.AsyncClient, database: str) -> None:
    with psycopg.connect(database) as owner:
        coach = Practice(owner).coach_id
        owner.execute("TRUNCATE kpi_marks")
        mark = "INSERT INTO kpi_marks (coach_id, family, hours, marked_at) VALUES (%s, 'sent', ARRAY[now()], %s)"
        owner.execute(mark, [coach, clock.now() - timedelta(seconds=40)])
        owner.execute("INSERT INTO kpi_states VALUES (%s, 'Europe/Paris', now(), now(), 3)", [coach])
    report = (await http.get("/health/ready")).json()["rollup"]
    assert 40 <= report["seconds_behind"] < 60
    assert report["drift"] >= 3
    with psycopg.connect(database) as owner:
        owner.execute("DELETE FROM coaches WHERE id = %s", [coach])
    assert (await http.get("/health/ready")).json()["rollup"]["seconds_behind"] == 0


@pytest.mark.parametrize("part", ["clock", *QUEUES])
async def test_not_ready_when_a_part_stands_still(http: httpx.AsyncClient, database: str, part: str) -> None:
    """Each queue's workers are a part: nobody may have started them."""
    beat(database, of=[part])
    answer = await http.get("/health/ready")
    assert (answer.status_code, answer.json()["jobs"]["status"]) == (503, "stale")


@pytest.mark.parametrize("name", [*QUEUES, "forgotten"])
async def test_not_ready_when_a_job_waits_for_too_long(
    http: httpx.AsyncClient, database: str, queue: psycopg.Connection, name: str
) -> None:
    """Workers that beat may be deaf, or too few; a queue may have none at all."""
    beat(database)
    longest = QUEUES[name].longest_wait if name in QUEUES else 300
    enqueue(queue, name, waited=longest - 20)
    assert (await http.get("/health/ready")).status_code == 200
    enqueue(queue, name, waited=longest + 1)
    answer = await http.get("/health/ready")
    jobs = answer.json()["jobs"]
    assert (answer.status_code, jobs["status"]) == (503, "late")
    assert longest + 1 <= jobs["seconds_waited"][name] < longest + 20


async def test_who_waits_with_reason_does_not_count(
    http: httpx.AsyncClient, database: str, queue: psycopg.Connection
) -> None:
    """For its hour, or for another one with its lock that is at work; only once that is done does it."""
    beat(database)
    enqueue(queue, "timely", waited=9_000, at=(clock.now() + timedelta(hours=1)).isoformat())
    enqueue(queue, "timely", waited=9_000, lock="one")
    queue.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE lock = 'one'")
    enqueue(queue, "timely", waited=9_000, lock="one")
    report = (await http.get("/health/ready")).json()
    assert (report["status"], report["jobs"]["seconds_waited"]["timely"]) == ("ok", 0.0)
    queue.execute("DELETE FROM procrastinate_jobs WHERE status = 'doing'")
    assert (await http.get("/health/ready")).json()["jobs"]["status"] == "late"


async def test_not_ready_when_the_schema_is_old(
    http: httpx.AsyncClient, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    beat(database)
    monkeypatch.setattr("trustcoach_app.web.health.newest_revision", lambda: "9999")
    answer = await http.get("/health/ready")
    assert (answer.status_code, answer.json()["migrations"]["status"]) == (503, "outdated")


async def test_not_ready_without_a_database_and_no_driver_text(
    http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(unit, "_login", "trustcoach_nobody")
    answer = await http.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json() == {"status": "unavailable", "database": "unreachable"}
    assert "trustcoach_nobody" not in caplog.text
    assert (await http.get("/health")).status_code == 200
