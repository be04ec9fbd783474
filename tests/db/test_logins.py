"""What the application's logins may do at all, whatever a statement says."""

import psycopg
import pytest


def names(database: str, query: str) -> set[object]:
    """The first column of a query, as the owner reads it."""
    with psycopg.connect(database) as owner:
        return {row[0] for row in owner.execute(query).fetchall()}


def test_only_who_migrates_makes_temporary_tables(database: str) -> None:
    """A temporary object stands first in the search path of whatever is called without a schema."""
    ours = "SELECT rolname FROM pg_roles WHERE rolname LIKE 'trustcoach\\_%'"
    query = f"{ours} AND has_database_privilege(rolname, current_database(), 'TEMPORARY')"
    assert names(database, query) == set()


@pytest.mark.parametrize("login", ["trustcoach_web", "trustcoach_jobs"])
def test_a_login_ends_what_takes_too_long(database: str, login: str) -> None:
    """A statement, a wait for a lock and an idle transaction each end, whoever forgot to say so."""
    query = f"SELECT unnest(rolconfig) FROM pg_roles WHERE rolname = '{login}'"
    limits = dict(str(line).split("=") for line in names(database, query))
    assert limits.keys() == {"statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"}
    assert "0" not in limits.values()


def test_the_backup_login_has_no_password_that_follows_from_a_secret(database: str) -> None:
    assert names(database, "SELECT rolpassword FROM pg_authid WHERE rolname = 'trustcoach_backup'") == {None}
