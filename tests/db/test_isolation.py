"""Many tenants at once over a small pool, with errors, savepoints and rollbacks: nobody ever sees somebody else.

`make prove` runs 2,000 tenants, the normal run a tenth.
"""

import asyncio
import os
import random
from collections.abc import AsyncGenerator, Awaitable, Callable
from unittest.mock import patch
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from tests.db.owner import insert_into, unforced
from trustcoach_app.db.engine import WEB, login_url
from trustcoach_app.db.principal import DOOR, Principal, Role
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.clients import Client

TENANTS = 2_000 if os.environ.get("PROVE") else 200
AT_ONCE = 40
POOL = 3
UNITS_EACH = 6

SEEN = text("SELECT coach_id, user_id, name, current_user::text FROM clients")
WHO = text(
    "SELECT current_user::text, coalesce(current_setting('app.user_id', true), ''), "
    "coalesce(current_setting('app.coach_id', true), '')"
)


class Broken(Exception):
    """Something goes wrong in the middle."""


def plant_tenant(connection: psycopg.Connection, number: int) -> Principal:
    """A coach with two clients, one of whom has an account."""
    coach, client = ({"id": new_id(), "name": f"T{number}"} for _ in range(2))
    for user in (coach, client):
        values = {**user, "email": f"{user['id'].hex}@example.org"}
        connection.execute(insert_into("users", values), values)
    words = dict.fromkeys(("specialty", "headline", "bio", "city"), "")
    practice = {"id": new_id(), "user_id": coach["id"], "slug": f"t-{coach['id'].hex}", "timezone": "Europe/Paris"}
    practice |= {"currency": "EUR", "hourly_rate_cents": 0, **words}
    connection.execute(insert_into("coaches", practice), practice)
    for user_id in (None, client["id"]):
        row = {"coach_id": practice["id"], "id": new_id(), "user_id": user_id, "name": f"T{number}", "phone": ""}
        row |= {"timezone": "Europe/Paris", "search_key": "", "sort_key": ""}
        connection.execute(insert_into("clients", row), row)
    return Principal(Role.COACH, user_id=client["id"], coach_id=practice["id"])


@pytest.fixture(scope="module")
def tenants(database: str) -> list[Principal]:
    """Each as the coach; the person is the client with an account, to act as them too."""
    with psycopg.connect(database) as owner, unforced(owner, ["users", "coaches", "clients"]):
        return [plant_tenant(owner, number) for number in range(TENANTS)]


@pytest.fixture
async def small_pool(database: str) -> AsyncGenerator[AsyncEngine]:
    """So few connections that every tenant takes over one that another has just used."""
    engine = create_async_engine(login_url(WEB), pool_size=POOL, max_overflow=0, pool_timeout=120)
    with patch("trustcoach_app.db.unit_of_work.engine", lambda login: engine):
        yield engine
    await engine.dispose()


async def look(db: AsyncSession, tenant: Principal, rows: int) -> None:
    """Assert that exactly the tenant's rows are seen, in the tenant's role."""
    await asyncio.sleep(0)
    seen = (await db.execute(SEEN)).all()
    assert {row[0] for row in seen} == {tenant.coach_id}
    assert {row[3] for row in seen} == {tenant.role.database_role}
    assert len(seen) == rows


def newcomer(coach_id: UUID) -> Client:
    """A client that no unit of work keeps."""
    return Client(coach_id=coach_id, name="never kept", search_key="", sort_key="")


async def reads(tenant: Principal) -> None:
    """The plain case."""
    async with unit_of_work(tenant) as db:
        await look(db, tenant, 2)


async def breaks(tenant: Principal) -> None:
    """A defect after a write."""
    try:
        async with unit_of_work(tenant) as db:
            db.add(newcomer(tenant.coach))
            await db.flush()
            await look(db, tenant, 3)
            raise Broken
    except Broken:
        return


async def goes_back_to_a_savepoint(tenant: Principal) -> None:
    """An error of the database inside a savepoint; the transaction goes on."""
    async with unit_of_work(tenant) as db:
        savepoint = await db.begin_nested()
        db.add(newcomer(tenant.coach))
        await db.flush()
        await look(db, tenant, 3)
        await savepoint.rollback()
        await look(db, tenant, 2)


async def writes_next_door(tenant: Principal) -> None:
    """A row for another tenant is refused, and the connection goes back clean."""
    with pytest.raises(DBAPIError, match="row-level security"):
        async with unit_of_work(tenant) as db:
            db.add(newcomer(new_id()))


async def acts_twice(tenant: Principal) -> None:
    """The tenant's client, then the door, inside and after the tenant's own unit of work."""
    person = Principal(Role.CLIENT, user_id=tenant.user_id)
    async with unit_of_work(person) as db:
        seen = (await db.execute(SEEN)).all()
        assert [(row[0], row[1]) for row in seen] == [(tenant.coach_id, tenant.user_id)]
    async with unit_of_work(DOOR) as db:
        assert (await db.execute(text("SELECT current_user::text"))).scalar_one() == "trustcoach_door"
    await reads(tenant)


async def is_cancelled(tenant: Principal) -> None:
    """A browser that goes away while its statement runs."""

    async def slow() -> None:
        async with unit_of_work(tenant) as db:
            await look(db, tenant, 2)
            await db.execute(text("SELECT pg_sleep(5)"))

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(slow(), 0.05)


WAYS: tuple[Callable[[Principal], Awaitable[None]], ...] = (
    reads,
    breaks,
    goes_back_to_a_savepoint,
    writes_next_door,
    acts_twice,
)


@pytest.mark.prove
async def test_tenants_never_see_each_other(tenants: list[Principal], small_pool: AsyncEngine) -> None:
    """Each tenant does a few things in its own random order; all of them at once."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def live(number: int, tenant: Principal) -> None:
        chance = random.Random(number)
        for way in chance.choices(WAYS, k=UNITS_EACH):
            async with gate:
                await way(tenant)
        if number % 100 == 0:
            await is_cancelled(tenant)
            await reads(tenant)

    await asyncio.gather(*(live(number, tenant) for number, tenant in enumerate(tenants)))
    assert small_pool.pool.checkedout() == 0  # type: ignore[attr-defined]


async def test_connections_come_back_as_nobody(tenants: list[Principal], small_pool: AsyncEngine) -> None:
    """After the same again, each connection of the pool has no role, no identity and no right to look."""
    await asyncio.gather(*(way(tenant) for tenant in tenants[:10] for way in WAYS))
    for connection in [await small_pool.connect() for _ in range(POOL)]:
        assert tuple((await connection.execute(WHO)).one()) == ("trustcoach_web", "", "")
        with pytest.raises(DBAPIError, match="permission denied for table clients"):
            await connection.execute(SEEN)
        await connection.close()
