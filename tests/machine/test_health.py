"""What health says, asked of the real routes over a real database, and over none."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import psycopg
import pytest
from starlette.applications import Starlette

from tests.machine.test_jobs_work import Practice
from trustcoach_app import clock
from trustcoach_app.db import unit_of_work as unit
from trustcoach_app.db.migrate import newest_revision
from trustcoach_app.web.routes import ROUTES


@pytest.fixture
async def http(database: str) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(Starlette(routes=ROUTES))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


def beat(database: str, *, clock_age: float, worker_age: float) -> None:
    """Write both heartbeats, so many seconds ago."""
    with psycopg.connect(database) as connection:
        for name, age in (("clock", clock_age), ("worker", worker_age)):
            connection.execute(
                "INSERT INTO heartbeats (name, beat_at, detail) VALUES (%s, %s, '') "
                "ON CONFLICT (name) DO UPDATE SET beat_at = excluded.beat_at",
                [name, clock.now() - timedelta(seconds=age)],
            )


async def test_alive(http: httpx.AsyncClient) -> None:
    answer = await http.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_ready_says_what_it_looked_at(http: httpx.AsyncClient, database: str) -> None:
    beat(database, clock_age=3, worker_age=4)
    answer = await http.get("/health/ready")
    report = answer.json()
    assert answer.status_code == 200
    assert report["status"] == "ok"
    assert report["migrations"] == {"current": newest_revision(), "expected": newest_revision(), "status": "ok"}
    assert 3 <= report["jobs"]["seconds_since_beat"]["clock"] < 10
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


@pytest.mark.parametrize("ages", [{"clock_age": 600, "worker_age": 1}, {"clock_age": 1, "worker_age": 600}])
async def test_not_ready_when_the_machine_stands_still(
    http: httpx.AsyncClient, database: str, ages: dict[str, float]
) -> None:
    beat(database, **ages)
    answer = await http.get("/health/ready")
    assert (answer.status_code, answer.json()["jobs"]["status"]) == (503, "stale")


async def test_not_ready_when_the_schema_is_old(
    http: httpx.AsyncClient, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    beat(database, clock_age=1, worker_age=1)
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
