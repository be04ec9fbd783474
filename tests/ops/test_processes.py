"""What each process of the application is given: its own login of the database, and nobody else's."""

from urllib.parse import urlsplit

import psycopg
import pytest

from ops.processes import as_login
from trustcoach_app.config import settings
from trustcoach_app.db.engine import JOBS, WEB

OWNERS = ("WEB_PASSWORD", "JOBS_PASSWORD", "BACKUP_PASSWORD")


def environment_of(url: str) -> dict[str, str]:
    """What `make run` starts its processes from."""
    secret = settings().secret_key.get_secret_value()
    return {"DATABASE_URL": url, "SECRET_KEY": secret, "CLOCK_FILE": "", **dict.fromkeys(OWNERS, "of-the-owner")}


@pytest.mark.parametrize("login", [WEB, JOBS])
def test_a_process_logs_in_as_itself_and_knows_no_more(owner_url: str, login: str) -> None:
    given = as_login({**environment_of(owner_url), **dict.fromkeys(OWNERS, "")}, login)
    assert set(OWNERS) & given.keys() == set()
    with psycopg.connect(given["DATABASE_URL"]) as connection:
        found = connection.execute(
            "SELECT session_user, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = session_user"
        )
        assert found.fetchone() == (login, False)


def test_a_password_of_its_own_goes_before_the_derived_one() -> None:
    given = as_login(environment_of("postgresql://owner:secret@host:5432/trustcoach"), WEB)
    assert urlsplit(given["DATABASE_URL"]).password == "of-the-owner"
    assert "secret" not in given["DATABASE_URL"]


def test_a_process_that_was_given_its_own_login_keeps_it() -> None:
    own = "postgresql://trustcoach_web:given@host:5432/trustcoach"
    assert as_login(environment_of(own), WEB)["DATABASE_URL"] == own
