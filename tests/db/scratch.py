"""A database of its own for a test that migrates, whose owner is no superuser: CREATEROLE and nothing more."""

import os
from collections.abc import Generator
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql

from tests.fixtures.database import roles_alone
from trustcoach_app.db.engine import JOBS, WEB
from trustcoach_app.db.migrate import migrate
from trustcoach_app.db.roles import JOBS_PRINCIPALS, WEB_PRINCIPALS
from trustcoach_app.db.row_access import BI, DEFINER

NAME = f"scratch_{os.getpid()}"
PASSWORD = "modest"
OUR_ROLES = (WEB, JOBS, BI, DEFINER, *(role.database_role for role in {*WEB_PRINCIPALS, *JOBS_PRINCIPALS}))


def with_owner(url: str) -> str:
    """The URL of the scratch database for its modest owner."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{NAME}:{quote(PASSWORD)}@{host}", path=f"/{NAME}"))


@pytest.fixture(scope="module")
def modest_owner(owner_url: str) -> Generator[str]:
    """A role with CREATEROLE and nothing more, in charge of our roles as if it had made them; on any server."""
    with roles_alone(), psycopg.connect(owner_url, autocommit=True) as server:
        server.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEROLE PASSWORD {}").format(sql.Identifier(NAME), PASSWORD))
        if server.info.server_version >= 160_000:
            for role in OUR_ROLES:
                server.execute(f"GRANT {role} TO {NAME} WITH ADMIN OPTION, INHERIT FALSE, SET FALSE")
        server.execute(f"GRANT {NAME} TO CURRENT_USER")
        yield owner_url
        server.execute(f"DROP OWNED BY {NAME}")
        server.execute(f"DROP ROLE {NAME}")


@pytest.fixture
def empty(modest_owner: str) -> Generator[str]:
    """The URL of an empty database of the modest owner's."""
    with psycopg.connect(modest_owner, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {NAME} OWNER {NAME}")
        yield with_owner(modest_owner)
        server.execute(f"DROP DATABASE {NAME}")


@pytest.fixture
def scratch(empty: str) -> str:
    """The same, migrated."""
    migrate(empty)
    return empty


def execute(url: str, *statements: str) -> None:
    """Run statements in one transaction."""
    with psycopg.connect(url) as connection:
        for statement in statements:
            connection.execute(statement)
