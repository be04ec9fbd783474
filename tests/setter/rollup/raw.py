"""A practice's setter as raw rows, written by SQL past all services, and the cells that the rollup made of them."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import psycopg
from psycopg.rows import dict_row

from tests.fixtures.practice import NOW, Practice
from tests.setter.rollup.oracle import recompute
from trustcoach_app.db.types import new_id
from trustcoach_app.setter.rollup.drift import check_drift
from trustcoach_app.setter.rollup.run import roll_up

WORDS = ("contact_id", "instagram_username", "first_name", "last_name", "job_title", "job_key", "source", "search_key")
NOTHING = {**dict.fromkeys(WORDS, ""), "messages_in": 0, "messages_out": 0, "messages_human": 0, "notes": b"sealed"}
BOOKING = dict.fromkeys(("title", "reason", "note", "phone", "address", "cancellation_reason"), "")
HOUR = timedelta(hours=1)

Cells = dict[tuple[date, str, str], int]


@dataclass
class Raw:
    """One practice, through the owner's connection: the triggers see every write, whoever writes."""

    practice: Practice
    owner: psycopg.Connection[Any]

    def add(self, table: str, **values: Any) -> UUID:
        """Insert a row; returns its id."""
        row = {"coach_id": self.practice.coach_id, "id": new_id(), **values}
        marks = ", ".join(f"%({name})s" for name in row)
        self.owner.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", row)
        return row["id"]

    def lead(self, created_at: datetime, **values: Any) -> UUID:
        """A lead; of what is not said nothing is known."""
        named = {**NOTHING, "instagram_id": new_id().hex, "created_at": created_at, "active_at": created_at}
        return self.add("leads", **{**named, **values})

    def wrote(
        self, lead: UUID, at: datetime, *, turn: int | None = 1, replied: bool = False, sender: str = "ai"
    ) -> UUID:
        """An outbound message, which opens a turn or (None) goes on with one."""
        more = {"turn_number": turn, "turn_replied_at": at + HOUR if replied else None}
        return self.add(
            "lead_messages", lead_id=lead, direction="out", sender=sender, body=b"sealed", sent_at=at, **more
        )

    def call(self, lead: UUID, counted_at: datetime | None, outcome: str | None = "held", **values: Any) -> UUID:
        """One of a lead's calls, which counts on a day."""
        at = counted_at or NOW
        named = {"number": 1, "booked_at": at, "scheduled_at": at, "outcome": outcome, "counted_at": counted_at}
        return self.add("lead_calls", lead_id=lead, **{**named, **values})

    def session(self, starts_at: datetime, status: str, cents: int, *, retained: int = 0, **values: Any) -> UUID:
        """A booking of the practice's client."""
        during = f"[{starts_at.isoformat()}, {(starts_at + HOUR).isoformat()})"
        money = {"price_cents": cents, "currency": "EUR", "retained_cents": retained, "timezone": "Europe/Paris"}
        when = {"cancelled_at": starts_at if status == "cancelled" else None, "during": during, "status": status}
        return self.add("bookings", **{"client_id": self.practice.client_id, **BOOKING, **money, **when, **values})

    def change(self, table: str, key: UUID, **values: Any) -> None:
        """Update one row."""
        sets = ", ".join(f"{name} = %({name})s" for name in values)
        where = "coach_id = %(coach)s AND id = %(key)s"
        given = {**values, "coach": self.practice.coach_id, "key": key}
        self.owner.execute(f"UPDATE {table} SET {sets} WHERE {where}", given)

    def remove(self, table: str, key: UUID) -> None:
        """Delete one row."""
        self.owner.execute(f"DELETE FROM {table} WHERE coach_id = %s AND id = %s", (self.practice.coach_id, key))

    def move_to(self, zone: str) -> None:
        """Change the coach's time zone."""
        self.owner.execute("UPDATE coaches SET timezone = %s WHERE id = %s", (zone, self.practice.coach_id))

    def rows(self, table: str, order: str = "1") -> list[dict[str, Any]]:
        """The practice's rows of a table."""
        with self.owner.cursor(row_factory=dict_row) as cursor:
            query = f"SELECT * FROM {table} WHERE coach_id = %s ORDER BY {order}"
            return cursor.execute(query, (self.practice.coach_id,)).fetchall()

    def marks(self) -> set[tuple[str, datetime | UUID]]:
        """Each mark's family, with its instant or its client."""
        marks = self.rows("kpi_marks")
        return {(row["family"], spoken_of) for row in marks for spoken_of in row["hours"] or [row["client_id"]]}

    def forget_marks(self) -> None:
        """As if all had been rolled up."""
        self.owner.execute("DELETE FROM kpi_marks WHERE coach_id = %s", (self.practice.coach_id,))

    async def roll_up(self, now: datetime = NOW) -> int:
        """Run the rollup as the application does."""
        return await self.practice.does(roll_up, now=now)

    async def drift(self, now: datetime = NOW) -> int:
        """Run the nightly check."""
        return await self.practice.does(check_drift, now=now)

    def cells(self) -> Cells:
        """What a reader sees: the cells of the zone that the state names."""
        [state] = self.rows("kpi_states")
        rows = [row for row in self.rows("kpi_cells") if row["timezone"] == state["timezone"]]
        return {(row["day"], row["metric"], row["dimension"]): row["value"] for row in rows}

    def expected(self) -> Cells:
        """The same, added up in plain Python."""
        zone = self.owner.execute("SELECT timezone FROM coaches WHERE id = %s", (self.practice.coach_id,)).fetchone()
        assert zone is not None
        sources = (self.rows(table) for table in ("leads", "lead_messages", "lead_calls", "bookings"))
        return recompute(*sources, ZoneInfo(zone[0]))


def opened(practice: Practice, url: str) -> Generator[Raw]:
    """For fixtures."""
    with psycopg.connect(url, autocommit=True, options="-c TimeZone=UTC") as owner:
        yield Raw(practice, owner)


def forget_the_others(owner: psycopg.Connection[Any]) -> None:
    """As if nobody had anything to add up: other tests leave things undone."""
    owner.execute("TRUNCATE kpi_marks")
    owner.execute("DELETE FROM kpi_states s USING coaches c WHERE c.id = s.coach_id AND c.timezone <> s.timezone")
