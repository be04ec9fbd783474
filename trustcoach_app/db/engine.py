"""Connections. A process connects as one login role; the owner's URL is for migrations only."""

from functools import lru_cache

from sqlalchemy import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from trustcoach_app.config import Settings, settings
from trustcoach_app.db.secrets import derived_password

WEB = "trustcoach_web"
JOBS = "trustcoach_jobs"


def given_url(chosen: Settings | None = None) -> URL:
    """DATABASE_URL: the owner's for who migrates, a login's own for a process that was given no more.

    Raises RuntimeError when it is missing.
    """
    named = (chosen or settings()).database_url.get_secret_value()
    if not named:
        raise RuntimeError("DATABASE_URL is not set: start with `make run`, or name a PostgreSQL.")
    return make_url(named).set(drivername="postgresql+psycopg")


def login_url(login: str, chosen: Settings | None = None) -> URL:
    """The same database, as one of the application's login roles. `chosen`: another process's settings."""
    given = given_url(chosen)
    return given if given.username == login else given.set(username=login, password=password_of(login, chosen))


def password_of(login: str, chosen: Settings | None = None) -> str:
    """What WEB or JOBS logs in with: its own variable, else derived from SECRET_KEY."""
    chosen = chosen or settings()
    named = {WEB: chosen.web_password, JOBS: chosen.jobs_password}[login].get_secret_value()
    return named or derived_password(login, chosen)


def conninfo(login: str, chosen: Settings | None = None) -> str:
    """The same as a libpq URL, for what speaks to PostgreSQL without SQLAlchemy: the queue, LISTEN, a child process."""
    return login_url(login, chosen).set(drivername="postgresql").render_as_string(hide_password=False)


@lru_cache(maxsize=4)
def engine(login: str) -> AsyncEngine:
    """The pool of this process for one login role. Values stay out of its errors, and so out of the logs.

    Instants come back in UTC whatever the server's own zone: Python subtracts the wall clocks of any other.
    """
    return create_async_engine(
        login_url(login),
        connect_args={"options": "-c TimeZone=UTC"},
        pool_size=10,
        max_overflow=10,
        pool_timeout=10,
        pool_pre_ping=True,
        hide_parameters=True,
    )
