"""Brings a database to the newest schema. Safe to run again, and from several starts at once."""

from functools import lru_cache

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, make_url, pool, text

from alembic import command
from trustcoach_app.config import ROOT

MIGRATION_LOCK = 7_210_001
"""Advisory lock of whoever migrates."""


def _alembic(connection: Connection | None = None) -> Config:
    config = Config(str(ROOT / "alembic.ini"))
    config.set_main_option("script_location", str(ROOT / "alembic"))
    config.attributes["connection"] = connection
    return config


def migrate(owner_url: str, revision: str = "head") -> None:
    """Bring the database behind a libpq URL to a revision; roles and access come with it.

    Upwards by its name or "head", downwards with "base" or a number of steps ("-1"). Only the newest schema is open.
    """
    url = make_url(owner_url).set(drivername="postgresql+psycopg")
    with create_engine(url, poolclass=pool.NullPool).begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
        move = command.downgrade if revision == "base" or revision.startswith("-") else command.upgrade
        move(_alembic(connection), revision)


@lru_cache(maxsize=1)
def newest_revision() -> str:
    """The revision that the code expects."""
    head = ScriptDirectory.from_config(_alembic()).get_current_head()
    assert head is not None
    return head


def current_revision(connection: Connection) -> str | None:
    """The revision that a database is at."""
    return MigrationContext.configure(connection).get_current_revision()
