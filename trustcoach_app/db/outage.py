"""Whether an error means that PostgreSQL cannot be reached, rather than that it refused what was asked."""

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

GONE = ("08", "57P", "53300")
"""How the states begin that it gives while it goes, comes, or has no connection left. Lost at once, it gives none."""


def is_outage(error: BaseException | None) -> bool:
    """Whether it is worth waiting for PostgreSQL to come back."""
    if isinstance(error, NoConnectionLeft):
        return True
    cause = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError):
        return False
    return cause.sqlstate is None or cause.sqlstate.startswith(GONE)
