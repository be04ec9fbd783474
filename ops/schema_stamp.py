"""Whether a database already has the schema and the access of the present sources.

The stamp is the database's own comment, so it goes where the database goes: dropped, replaced, restored.
"""

import hashlib

import psycopg
from psycopg import sql

from ops.fingerprint import digest_of
from trustcoach_app.config import ROOT

SOURCES = (
    "alembic/**/*.py",
    "trustcoach_app/models/**/*.py",
    "trustcoach_app/db/**/*.py",
    "trustcoach_app/db/**/*.sql",
    "requirements.txt",
)

_STAMP = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"


def stamp_of_sources(secret_key: str) -> str:
    """What a database migrated by the present sources is stamped with. Its logins' passwords come from the secret."""
    secret = hashlib.sha256(f"schema stamp {secret_key}".encode()).hexdigest()
    sources = digest_of(ROOT, SOURCES)
    return hashlib.sha256(f"{sources} {secret}".encode()).hexdigest()


def is_stamped(url: str, stamp: str) -> bool:
    """Whether the database carries the stamp, and still has a schema."""
    with psycopg.connect(url) as connection:
        found = connection.execute(f"SELECT ({_STAMP}), to_regclass('public.alembic_version')").fetchone()
    return found is not None and found[0] == f"schema {stamp}" and found[1] is not None


def put_stamp(url: str, stamp: str) -> None:
    """Stamp the database; to be called after a migration has succeeded."""
    with psycopg.connect(url, autocommit=True) as connection:
        name = sql.Identifier(connection.info.dbname)
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, sql.Literal(f"schema {stamp}")))
