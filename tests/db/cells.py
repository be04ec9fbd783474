"""Tries one cell of the matrix as the application would: its login, its unit of work, the real statement."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from unittest.mock import patch
from uuid import UUID

from sqlalchemy import CursorResult, NullPool
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession, create_async_engine

from tests.db.matrix import ONE_A_PRACTICE, ONLY_CHANGE, SOME_COLUMNS, RowCell
from tests.db.owner import insert_into
from tests.db.world import Row, World
from trustcoach_app.db.engine import JOBS, WEB, engine, given_url
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.row_access import BI
from trustcoach_app.db.unit_of_work import unit_of_work

REFUSED = "42501"
"""insufficient_privilege: no grant, or a policy's check."""

ACTORS = {
    "coach": ("coach_a", "a"),
    "client": ("x", None),
    "sponsor": ("sponsor", None),
    "admin": ("admin", None),
    "public": (None, "a"),
    "hook": (None, "a"),
    "bi": (None, "a"),
}


def principal_of(cell: RowCell, world: World) -> Principal:
    """Who acts in a cell."""
    user, coach = ACTORS.get(cell.role, (None, None)) if cell.is_somebody else (None, None)
    return Principal(Role(cell.role), world.ids[user] if user else None, world.ids[coach] if coach else None)


@asynccontextmanager
async def acting(cell: RowCell, world: World) -> AsyncGenerator[AsyncConnection]:
    """A connection of the cell's principal, or of a login that took no role, with a savepoint to go back to."""
    if cell.role == "bi":
        async with _as_bi_tool(world.ids["a"] if cell.is_somebody else None) as connection:
            yield connection
        return
    login = JOBS if cell.role in ("rollup", "jobs", "jobs_login") else WEB
    with patch("trustcoach_app.db.unit_of_work._login", login):
        bare = cell.role.endswith("_login")
        async with AsyncSession(engine(login)) if bare else unit_of_work(principal_of(cell, world)) as session:
            connection = await session.connection()
            await connection.exec_driver_sql("SAVEPOINT before_the_cell")
            yield connection


@asynccontextmanager
async def _as_bi_tool(coach_id: UUID | None) -> AsyncGenerator[AsyncConnection]:
    """A BI tool logs in by itself, with what an owner granted it: no login of the application can become it."""
    async with create_async_engine(given_url(), poolclass=NullPool).connect() as connection:
        await connection.exec_driver_sql(f"GRANT {BI} TO CURRENT_USER")
        await connection.exec_driver_sql(f"SET LOCAL app.coach_id = '{coach_id or ''}'")
        await connection.exec_driver_sql(f"SET LOCAL ROLE {BI}")
        await connection.exec_driver_sql("SAVEPOINT before_the_cell")
        yield connection


async def reached(connection: AsyncConnection, statement: str, values: dict[str, object]) -> int:
    """How many rows a statement reaches, undone at once; 0 when it is refused. Any other error is the test's fault."""
    try:
        return _rows(await connection.exec_driver_sql(statement, values))
    except ProgrammingError as error:
        if getattr(error.orig, "sqlstate", None) != REFUSED:
            raise
        return 0
    finally:
        await connection.exec_driver_sql("ROLLBACK TO SAVEPOINT before_the_cell")


def _rows(result: CursorResult[object]) -> int:
    return int(result.scalar_one()) if result.returns_rows else result.rowcount


async def tried(
    connection: AsyncConnection, cell: RowCell, world: World, keys: dict[str, list[str]]
) -> tuple[int, int]:
    """Rows reached and rows there were, for one cell."""
    rows = [row for row in (world.tried if cell.verb == "I" else world.standing) if row.table == cell.table]
    rows = [row for row in rows if (cell.role in row.owners) == (cell.whose == "own")]
    counts = [await reached(connection, *_statement(cell, row, world, keys[cell.table])) for row in rows]
    return sum(counts), len(rows)


def _statement(cell: RowCell, row: Row, world: World, key: list[str]) -> tuple[str, dict[str, object]]:
    if cell.verb == "I":
        allowed = SOME_COLUMNS.get((cell.table, cell.role, "I"), frozenset(row.values))
        values = {column: value for column, value in row.values.items() if column in allowed}
        again = " ON CONFLICT (coach_id) DO UPDATE SET coach_id = excluded.coach_id"
        return insert_into(row.table, values) + (again if row.table in ONE_A_PRACTICE else ""), values
    if cell.verb == "S" and (some := SOME_COLUMNS.get((cell.table, cell.role, "S"))):
        key = [column for column in key if column in some]
    where = " AND ".join(f"{column} = %({column})s" for column in key)
    values = {column: row.values[column] for column in key}
    if cell.verb == "M":
        column, target = _elsewhere(row, world)
        return f"UPDATE {row.table} SET {column} = %(elsewhere)s WHERE {where}", {**values, "elsewhere": target}
    verbs = {
        "S": "SELECT least(count(*), 1) FROM {}",
        "D": "DELETE FROM {}",
        "U": f"UPDATE {{}} SET {_harmless_change(cell, row)}",
    }
    return f"{verbs[cell.verb].format(row.table)} WHERE {where}", values


def _elsewhere(row: Row, world: World) -> tuple[str, UUID]:
    """What makes a row another tenant's, or another person's."""
    column = next((name for name in ("coach_id", "user_id", "actor_id") if name in row.values), "id")
    return column, world.ids["b"] if column == "coach_id" else world.ids["y"]


def _harmless_change(cell: RowCell, row: Row) -> str:
    some = SOME_COLUMNS.get((cell.table, cell.role, "U"))
    column = sorted(some)[0] if some else list(row.values)[-1]
    return ONLY_CHANGE.get(cell.table, f"{column} = {column}")
