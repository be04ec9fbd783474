"""A database is migrated again when its sources, its secret or the database itself have changed."""

import os
from collections.abc import Generator

import psycopg
import pytest

from ops.schema_stamp import is_stamped, put_stamp, stamp_of_sources


@pytest.fixture
def empty_database(owner_url: str) -> Generator[str]:
    """The URL of a database without a schema."""
    name = f"test_{os.getpid()}_stamp"
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield owner_url.replace(f"test_{os.getpid()}", name, 1)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_only_the_same_stamp_on_a_database_with_a_schema_counts(empty_database: str) -> None:
    put_stamp(empty_database, "one")
    assert not is_stamped(empty_database, "one")
    with psycopg.connect(empty_database, autocommit=True) as connection:
        connection.execute("CREATE TABLE public.alembic_version (version_num text)")
    assert is_stamped(empty_database, "one")
    assert not is_stamped(empty_database, "two")


def test_another_secret_is_another_stamp() -> None:
    assert stamp_of_sources("a") == stamp_of_sources("a") != stamp_of_sources("b")
