"""Migrations that rewrite rows, on databases that were filled at the schema before them."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg.types.range import TimestamptzRange

from tests.db.owner import insert_into, unforced
from trustcoach_app.db.migrate import migrate
from trustcoach_app.db.types import new_id

TABLES = ["users", "coaches", "clients", "bookings", "planning_settings", "imports", "imported_rows"]
SINCE_0016 = [*TABLES[:-1], "outside_events"]
DAY = timedelta(days=1)


class Filled:
    """A practice in a database of any schema, written by its owner."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection, self.coach_id, self.client_id = connection, new_id(), new_id()
        user_id = new_id()
        self.add("users", id=user_id, email=f"{user_id.hex}@exemple.fr", name="Ada Roy")
        words = dict.fromkeys(("specialty", "headline", "bio", "city"), "")
        keys = {"id": self.coach_id, "user_id": user_id, "slug": f"c-{user_id.hex}"}
        self.add("coaches", **keys, **words, timezone="Europe/Paris", currency="EUR", hourly_rate_cents=9000)
        self.add("clients", **self._of(self.client_id), name="Lou Petit", phone="", timezone="Europe/Paris", **_KEYS)

    def _of(self, key: UUID) -> dict[str, Any]:
        return {"coach_id": self.coach_id, "id": key}

    def add(self, table: str, **values: Any) -> None:
        """One row."""
        self._connection.execute(insert_into(table, values), values)

    def booking(self, days_ahead: int, **values: Any) -> UUID:
        """A session of an hour, so many days from now; without type, buffers or price unless said."""
        key, start = new_id(), datetime.now(UTC) + days_ahead * DAY
        during = TimestamptzRange(start, start + timedelta(hours=1), "[)")
        own = {**self._of(key), "client_id": self.client_id, "during": during, "timezone": "Europe/Paris"}
        self.add("bookings", **{**own, **_WORDS, "price_cents": 0, "currency": "EUR", "retained_cents": 0, **values})
        return key

    def rules(self, **values: Any) -> None:
        """The coach's planning settings."""
        usual = {"minimum_notice_minutes": 0, "horizon_days": 60, "slot_interval_minutes": 15, "holidays_country": ""}
        self.add("planning_settings", coach_id=self.coach_id, **{**usual, **values})

    def imported(self, booking_id: UUID) -> None:
        """An import made this session."""
        upload, key = new_id(), new_id()
        self.add("imports", **self._of(upload), filename="", plan=b"sealed", outcome="")
        row = {"import_id": upload, "uid": key.hex, "recurrence": "", "made": "", "booking_id": booking_id}
        self.add("imported_rows", **self._of(key), **row)

    def from_elsewhere(self, booking_id: UUID) -> None:
        """The same since 0016, where an event of elsewhere has a row."""
        upload, key, now = new_id(), new_id(), datetime.now(UTC)
        self.add("imports", **self._of(upload), filename="", plan=b"sealed", outcome="", calendar="")
        row = {"provider": "file", "import_id": upload, "uid": key.hex, "recurrence": "", "booking_id": booking_id}
        self.add("outside_events", **self._of(key), **row, starts_at=now, ends_at=now + timedelta(hours=1), made="")


_KEYS = {"search_key": "lou petit", "sort_key": "lou petit"}
_WORDS = dict.fromkeys(("title", "reason", "note", "phone", "address", "cancellation_reason"), "")


@contextmanager
def as_owner(url: str, tables: list[str] = TABLES) -> Generator[psycopg.Connection]:
    """Past the policies, in one transaction."""
    with psycopg.connect(url) as connection, unforced(connection, tables):
        yield connection


@pytest.mark.parametrize(
    ("made", "buffers"),
    [
        ({}, (10, 20)),
        ({"status": "pending", "hold_expires_at": datetime.now(UTC) + DAY}, (10, 20)),
        ({"buffer_after_minutes": 5}, (0, 5)),
        ({"status": "completed"}, (0, 0)),
        ({"status": "cancelled", "cancelled_at": datetime.now(UTC)}, (0, 0)),
    ],
)
def test_what_focus_booked_gets_the_coach_s_buffers(empty: str, made: dict[str, Any], buffers: tuple[int, int]) -> None:
    migrate(empty, "0014")
    with as_owner(empty) as owner:
        practice = Filled(owner)
        practice.rules(buffer_before_minutes=10, buffer_after_minutes=20)
        there = practice.booking(3, **made)
        past, brought = practice.booking(-1), practice.booking(5)
        practice.imported(brought)
        elsewhere = Filled(owner).booking(3)
    migrate(empty, "0015")
    query = "SELECT id, buffer_before_minutes, buffer_after_minutes FROM bookings"
    with as_owner(empty) as owner:
        found = {row[0]: (row[1], row[2]) for row in owner.execute(query)}
    assert found == {there: buffers, past: (0, 0), brought: (0, 0), elsewhere: (0, 0)}


def test_what_an_import_brought_at_0_was_priced_by_nobody(empty: str) -> None:
    """Held or ahead: no page could price it. What a coach priced, at 0 too, stays hers."""
    migrate(empty, "0016")
    with as_owner(empty, SINCE_0016) as owner:
        practice = Filled(owner)
        imported = [practice.booking(-9, status="completed"), practice.booking(9)]
        priced = practice.booking(4, price_cents=7500)
        for each in (*imported, priced):
            practice.from_elsewhere(each)
        offered = practice.booking(-3, status="completed")
    migrate(empty, "0019")
    with as_owner(empty, SINCE_0016) as owner:
        found = dict(owner.execute("SELECT id, price_cents FROM bookings").fetchall())
    assert found == {**dict.fromkeys(imported), priced: 7500, offered: 0}
    migrate(empty, "-1")
    with as_owner(empty, SINCE_0016) as owner:
        found = dict(owner.execute("SELECT id, price_cents FROM bookings").fetchall())
    assert found == {**dict.fromkeys(imported, 0), priced: 7500, offered: 0}
