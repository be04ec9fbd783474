"""Demo practices in databases of their own, filled through the services at chosen instants."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from zoneinfo import ZoneInfo

import psutil
import psycopg
import pytest
from psycopg import sql
from psycopg.rows import dict_row

from tests.fixtures.database import roles_alone
from trustcoach_app.config import settings
from trustcoach_app.db.engine import JOBS, WEB, engine
from trustcoach_app.db.migrate import migrate
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.demo.fill import fill
from trustcoach_app.demo.practices import DemoPractice, ensure_practices
from trustcoach_app.focus.queries import FocusFacts, focus_facts

PARIS = ZoneInfo("Europe/Paris")
FRIDAY_NIGHT = datetime(2026, 3, 27, 23, 50, tzinfo=PARIS)
"""Two nights before the clocks change."""

LEAP_DAY = datetime(2028, 2, 29, 11, 5, tzinfo=PARIS)
"""A Tuesday."""

TABLES = ("users", "clients", "bookings", "sessions", "moments", "summaries", "private_notes", "goals", "actions")
SETTER = ("leads", "lead_messages", "lead_events", "kpi_cells", "kpi_marks", "acquisition_costs")
ALL_TABLES = (
    *TABLES,
    *SETTER,
    "client_notes",
    "goal_measurements",
    "conversations",
    "messages",
    "audit_log",
    "passwords",
    "outbox",
)
OF_A_COACH = "JOIN coaches c ON c.id = t.coach_id JOIN users u ON u.id = c.user_id"


@dataclass(frozen=True)
class Demo:
    """A filled database, read as its owner."""

    url: str
    first: datetime

    def rows(self, query: str) -> list[dict[str, Any]]:
        """What the owner sees, past all policies."""
        with psycopg.connect(self.url, row_factory=dict_row) as owner:
            return owner.execute(query).fetchall()

    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        return {table: self.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"] for table in ALL_TABLES}

    def bookings(self) -> dict[Any, dict[str, Any]]:
        """Every booking, by id."""
        return {row["id"]: row for row in self.rows("SELECT * FROM bookings")}

    async def facts(self, now: datetime) -> list[tuple[DemoPractice, FocusFacts]]:
        """What each coach with clients reads on Focus."""
        found: list[tuple[DemoPractice, FocusFacts]] = []
        for demo in await ensure_practices(now):
            if demo.practice.clients:
                async with unit_of_work(demo.coach) as db:
                    found.append((demo, await focus_facts(db, coach_id=demo.coach_id, now=now)))
        return found


@asynccontextmanager
async def another_database(owner_url: str, name: str) -> AsyncIterator[str]:
    """A migrated database beside the session's one; the settings name it meanwhile."""
    url = urlunsplit(urlsplit(owner_url)._replace(path=f"/{name}_{os.getpid()}"))
    with psycopg.connect(owner_url, autocommit=True) as owner:
        for (abandoned,) in owner.execute("SELECT datname FROM pg_database WHERE datname ~ '^demo[a-z_]*_[0-9]+$'"):
            if not psutil.pid_exists(int(abandoned.rpartition("_")[2])):
                _drop(owner, abandoned)
        owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(f"{name}_{os.getpid()}")))
        with roles_alone():
            migrate(url)
        await _point_to(url)
        try:
            yield url
        finally:
            await _point_to(owner_url)
            _drop(owner, f"{name}_{os.getpid()}")


def _drop(owner: psycopg.Connection[Any], name: str) -> None:
    owner.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


async def _point_to(url: str) -> None:
    for login in (WEB, JOBS):
        await engine(login).dispose()
    os.environ["DATABASE_URL"] = url
    settings.cache_clear()
    engine.cache_clear()


@pytest.fixture(scope="module")
async def friday_night(owner_url: str) -> AsyncIterator[Demo]:
    """A demo first started late on a Friday."""
    async with another_database(owner_url, "demo_friday") as url:
        await fill(FRIDAY_NIGHT)
        yield Demo(url, FRIDAY_NIGHT)


@pytest.fixture(scope="module")
async def leap_day(owner_url: str) -> AsyncIterator[Demo]:
    """A demo first started in the middle of a working day, on 29 February."""
    async with another_database(owner_url, "demo_leap") as url:
        await fill(LEAP_DAY)
        yield Demo(url, LEAP_DAY)
