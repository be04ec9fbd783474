"""What only the owner of the schema can do for a test: put rows where no principal could."""

from collections.abc import Generator
from contextlib import contextmanager

import psycopg
from psycopg import sql

from tests.db.world import World, by_table


@contextmanager
def unforced(connection: psycopg.Connection, tables: list[str]) -> Generator[None]:
    """Lift FORCE for a while: an owner who is no superuser stands under the policies too, and none is for them.

    Only what was forced is forced again, so that a table that forgot it is found out.
    """
    query = "SELECT relname FROM pg_class WHERE relforcerowsecurity AND oid = ANY (%s::regclass[])"
    forced = [name for (name,) in connection.execute(query, [tables]).fetchall()]
    for table in forced:
        connection.execute(sql.SQL("ALTER TABLE {} NO FORCE ROW LEVEL SECURITY").format(sql.Identifier(table)))
    yield
    for table in forced:
        connection.execute(sql.SQL("ALTER TABLE {} FORCE ROW LEVEL SECURITY").format(sql.Identifier(table)))


def plant(owner_url: str, world: World) -> None:
    """Insert all that stands, in one transaction."""
    tables = dict(by_table(world.standing))
    with psycopg.connect(owner_url) as connection, unforced(connection, list(tables)):
        for row in world.standing:
            connection.execute(insert_into(row.table, row.values), row.values)


def insert_into(table: str, values: dict[str, object]) -> str:
    """An INSERT with a named placeholder for each value."""
    columns, marks = ", ".join(values), ", ".join(f"%({name})s" for name in values)
    return f"INSERT INTO {table} ({columns}) VALUES ({marks})"
