"""Row-level security, cell by cell: every table × role × verb × {own, other's, nobody}, and every column."""

from collections.abc import Sequence
from itertools import groupby

import psycopg
import pytest

from tests.db.cells import acting, tried
from tests.db.matrix import RIGHTS, ROLES, TABLES, VERBS, RowCell, column_cells, row_cells
from tests.db.world import World
from trustcoach_app.db.apply_access import OUTSIDE_POLICIES
from trustcoach_app.db.principal import Role
from trustcoach_app.db.row_access import BI

DATABASE_ROLES = {"web_login": "trustcoach_web", "jobs_login": "trustcoach_jobs"}


@pytest.fixture(scope="module")
def catalogue(database: str) -> dict[str, list[str]]:
    """Every table of the schema with its columns, as the database knows them."""
    with psycopg.connect(database) as owner:
        rows = owner.execute(
            "SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum) FROM pg_class c "
            "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
            "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'f') GROUP BY c.relname"
        ).fetchall()
    return {name: columns for name, columns in rows if name not in OUTSIDE_POLICIES}


@pytest.fixture(scope="module")
def keys(database: str) -> dict[str, list[str]]:
    """Every table's primary key."""
    with psycopg.connect(database) as owner:
        rows = owner.execute(
            "SELECT i.indrelid::regclass::text, array_agg(a.attname::text) FROM pg_index i "
            "JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) "
            "WHERE i.indisprimary GROUP BY i.indrelid"
        ).fetchall()
    return dict(rows)


def test_every_role_has_its_column() -> None:
    """A new principal without expectations fails here: add its column to matrix.py."""
    assert set(ROLES) == {*Role, BI.removeprefix("trustcoach_"), *DATABASE_ROLES}


def test_every_table_of_the_catalogue_has_its_line(catalogue: dict[str, list[str]]) -> None:
    """A new table without expectations fails here: add its line to matrix.py and its rows to world.py."""
    assert set(catalogue) == set(TABLES)


def test_every_table_has_rows_to_judge(catalogue: dict[str, list[str]], world: World) -> None:
    """A right that no row can show would pass unseen: rows stand in every table, some are tried in every table."""
    assert {row.table for row in world.standing} == {row.table for row in world.tried} == set(catalogue)


def test_every_right_has_own_rows_to_judge(world: World) -> None:
    """Where a role may reach its own rows only, it owns some, and others stand beside them."""
    for (table, role), right in RIGHTS.items():
        for verb in VERBS:
            if verb in right and f"{verb}*" not in right:
                rows = [row for row in (world.tried if verb == "I" else world.standing) if row.table == table]
                assert {role in row.owners for row in rows} == {True, False}, f"{role} {verb} {table}"


def test_every_table_forces_its_policies(database: str) -> None:
    """Enabled is not enough: without FORCE the owner reads past them."""
    with psycopg.connect(database) as owner:
        loose = owner.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') "
            "AND NOT (relrowsecurity AND relforcerowsecurity)"
        ).fetchall()
    assert {name for (name,) in loose} == OUTSIDE_POLICIES


@pytest.mark.parametrize("table", TABLES)
async def test_rows(table: str, world: World, keys: dict[str, list[str]]) -> None:
    """Allowed cells reach every row, all others none."""
    wrong: list[str] = []
    for _, cells in groupby(row_cells(table), key=lambda cell: (cell.role, cell.is_somebody)):
        wrong += await _wrong(list(cells), world, keys)
    assert not wrong, "\n".join(wrong)


async def _wrong(cells: Sequence[RowCell], world: World, keys: dict[str, list[str]]) -> list[str]:
    wrong: list[str] = []
    async with acting(cells[0], world) as connection:
        for cell in cells:
            reached, there_are = await tried(connection, cell, world, keys)
            if reached != (there_are if cell.is_allowed else 0):
                wrong.append(f"{cell}: reached {reached} of {there_are}")
    return wrong


@pytest.mark.parametrize("table", TABLES)
def test_columns(table: str, catalogue: dict[str, list[str]], database: str) -> None:
    """Each role holds exactly the privileges on columns that the expectations name."""
    cells = list(column_cells(table, catalogue[table]))
    query = (
        "SELECT has_column_privilege(role, %s, col, verb) FROM unnest(%s::text[], %s::text[], %s::text[]) "
        "WITH ORDINALITY AS t (role, col, verb, place) ORDER BY place"
    )
    asked = [
        [_role(cell.role) for cell in cells],
        [cell.column for cell in cells],
        [VERBS[cell.verb] for cell in cells],
    ]
    with psycopg.connect(database) as owner:
        held = [row[0] for row in owner.execute(query, [table, *asked]).fetchall()]
    assert [cell for cell, holds in zip(cells, held, strict=True) if holds != cell.is_allowed] == []


def _role(role: str) -> str:
    assert role in ROLES
    return DATABASE_ROLES.get(role, f"trustcoach_{role}")
