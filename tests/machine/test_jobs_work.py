"""What the jobs do to rows: found across practices as the machine, changed inside one practice at a time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from jobs.clock import tick
from jobs.complete_ended_sessions import complete_ended_sessions
from jobs.find import for_each
from jobs.prune import prune
from jobs.queue import RegularJob, queue
from jobs.release_lapsed_holds import release_lapsed_holds
from trustcoach_app import clock
from trustcoach_app.db import unit_of_work as unit
from trustcoach_app.db.engine import JOBS as JOBS_LOGIN

HOUR = timedelta(hours=1)


class Practice:
    """A coach with one client, written by the owner."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        self.coach_id, self.client_id, user_id = uuid4(), uuid4(), uuid4()
        connection.execute("INSERT INTO users (id, email, name) VALUES (%s, %s, 'C')", [user_id, f"{user_id}@tc.fr"])
        connection.execute(
            "INSERT INTO coaches (id, user_id, slug, specialty, headline, bio, timezone, currency, hourly_rate_cents, "
            "city) VALUES (%s, %s, %s, '', '', '', 'Europe/Paris', 'EUR', 0, '')",
            [self.coach_id, user_id, f"c-{user_id.hex}"],
        )
        connection.execute(
            "INSERT INTO clients (coach_id, id, name, phone, timezone, search_key, sort_key) "
            "VALUES (%s, %s, 'Client', '', 'Europe/Paris', '', '')",
            [self.coach_id, self.client_id],
        )

    def book(self, status: str, starts_at: datetime, hold_expires_at: datetime | None = None) -> UUID:
        booking_id = uuid4()
        self.connection.execute(
            "INSERT INTO bookings (coach_id, id, client_id, title, reason, note, during, timezone, phone, address, "
            "price_cents, currency, status, hold_expires_at, cancellation_reason, retained_cents) "
            "VALUES (%s, %s, %s, '', '', '', tstzrange(%s, %s), 'Europe/Paris', '', '', 0, 'EUR', %s, %s, '', 0)",
            [self.coach_id, booking_id, self.client_id, starts_at, starts_at + HOUR, status, hold_expires_at],
        )
        return booking_id

    def status(self, booking_id: UUID) -> str:
        row = self.connection.execute("SELECT status::text FROM bookings WHERE id = %s", [booking_id]).fetchone()
        assert row is not None
        return row[0]


@pytest.fixture
def practices(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Practice, Practice]]:
    """Two of them, and this process as the jobs login."""
    monkeypatch.setattr(unit, "_login", JOBS_LOGIN)
    with psycopg.connect(database, autocommit=True) as connection:
        yield Practice(connection), Practice(connection)


async def test_lapsed_holds_are_released_in_every_practice(practices: tuple[Practice, Practice]) -> None:
    now = clock.now()
    lapsed = [practice.book("pending", now + HOUR, now - timedelta(seconds=1)) for practice in practices]
    held = practices[0].book("pending", now + 3 * HOUR, now + timedelta(minutes=5))
    await release_lapsed_holds()
    assert [practice.status(booking) for practice, booking in zip(practices, lapsed, strict=True)] == ["expired"] * 2
    assert practices[0].status(held) == "pending"


async def test_sessions_past_their_end_are_completed(practices: tuple[Practice, Practice]) -> None:
    now, practice = clock.now(), practices[1]
    before = {
        practice.book("in_progress", now - 2 * HOUR): "completed",
        practice.book("in_progress", now - HOUR / 2): "in_progress",
        practice.book("confirmed", now - 50 * HOUR): "completed",
        practice.book("confirmed", now - 48 * HOUR): "confirmed",
        practice.book("no_show", now - 60 * HOUR): "no_show",
    }
    await complete_ended_sessions()
    await complete_ended_sessions()
    assert {booking: practice.status(booking) for booking in before} == before


async def test_one_that_fails_does_not_keep_the_others_waiting(caplog: pytest.LogCaptureFixture) -> None:
    done: list[int] = []

    async def act(number: int) -> None:
        if number == 2:
            raise ValueError("claire.moreau@example.org")
        done.append(number)

    await for_each([1, 2, 3], act)
    assert done == [1, 3]
    assert "act failed: ValueError in machine/test_jobs_work.py" in caplog.text
    assert "claire" not in caplog.text


def test_the_web_login_cannot_enter_the_queue(database: str) -> None:
    with psycopg.connect(database) as owner:
        rights = owner.execute(
            "SELECT has_schema_privilege('trustcoach_web', 'queue', 'USAGE'), "
            "has_table_privilege('trustcoach_definer', 'queue.procrastinate_jobs', 'UPDATE'), "
            "has_schema_privilege('trustcoach_jobs', 'queue', 'USAGE')"
        ).fetchone()
    assert rights == (False, False, True)


async def test_pruning_keeps_a_year_of_connection_logs(
    practices: tuple[Practice, Practice], caplog: pytest.LogCaptureFixture
) -> None:
    year, owner = clock.now() - timedelta(days=365), practices[0].connection
    owner.execute("TRUNCATE audit_log, throttles")
    for action, at in (
        ("sign_in", year - timedelta(seconds=5)),
        ("sign_in", year + HOUR),
        ("coach_created", year - HOUR),
    ):
        owner.execute("INSERT INTO audit_log (id, at, action) VALUES (%s, %s, %s)", [uuid4(), at, action])
    owner.execute("INSERT INTO throttles VALUES ('old', %s), ('new', now())", [datetime(2026, 1, 1, tzinfo=UTC)])
    with caplog.at_level("INFO", logger="jobs"):
        async with queue.open_async():
            await prune()
    left = owner.execute("SELECT action FROM audit_log ORDER BY at").fetchall()
    assert left == [("coach_created",), ("sign_in",)]
    assert owner.execute("SELECT key FROM throttles").fetchall() == [("new",)]
    assert "prune_throttles: 1 rows" in caplog.text
    assert "prune_connection_logs: 1 rows" in caplog.text


async def test_a_clock_that_is_late_does_not_run_a_tick_again(practices: tuple[Practice, Practice]) -> None:
    owner, yearly = practices[0].connection, RegularJob("heartbeat_timely", 365 * 86400, "timely", 0)
    owner.execute("SET search_path = public, queue")  # procrastinate's triggers look for its tables there
    owner.execute("DELETE FROM procrastinate_periodic_defers; DELETE FROM procrastinate_jobs")
    async with queue.open_async():
        assert await tick(yearly)
        assert not await tick(yearly)
        owner.execute("DELETE FROM procrastinate_jobs")
        assert not await tick(yearly)
    owner.execute("DELETE FROM procrastinate_periodic_defers")
