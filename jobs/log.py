"""What the jobs process says: one line for each thing, by kind and place, and never faster than a disk can bear.

Messages of errors can hold personal data, so none is logged. While PostgreSQL is away everything fails, at once and
again and again: all of that is one line a second.
"""

import logging

from procrastinate.exceptions import ConnectorException
from psycopg import Error as DriverError
from psycopg import InterfaceError, OperationalError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from trustcoach_app.logs import LineLimit, kind_and_place

LINES_A_SECOND, LINES_AT_ONCE = 10.0, 100
AWAY_A_SECOND, AWAY_AT_ONCE = 1.0, 1
"""Lines about a database that cannot be reached."""

log = logging.getLogger("jobs")
away = logging.getLogger("jobs.away")


def log_to_stderr() -> None:
    """Our own lines only: procrastinate's and APScheduler's print arguments and tracebacks."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    for talkative in ("procrastinate", "apscheduler", "psycopg"):
        logging.getLogger(talkative).setLevel(logging.CRITICAL)
    log.addFilter(LineLimit(LINES_A_SECOND, LINES_AT_ONCE))
    away.addFilter(LineLimit(AWAY_A_SECOND, AWAY_AT_ONCE))


def log_failure(what: str, error: BaseException) -> None:
    """`deliver_mail failed: TimeoutError in smtp.py:47`; or that PostgreSQL is away, which is nobody's fault here."""
    if is_away(error):
        away.warning("PostgreSQL is away: %s (%s)", what, kind_and_place(error))
    else:
        log.error("%s failed: %s", what, kind_and_place(error))


def is_away(error: BaseException | None) -> bool:
    """Whether an error says that the database was not reached, or went away, rather than what it thinks of us."""
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or is_away(error.orig)
    if isinstance(error, ConnectorException):
        return is_away(error.__cause__)
    if isinstance(error, OperationalError | InterfaceError):
        return _is_of_the_connection(error)
    return isinstance(error, PoolTimeout)


def _is_of_the_connection(error: DriverError) -> bool:
    """Classes 08 (connection) and 57P (shutdown, crash, starting up) of SQLSTATE; none at all: no server spoke."""
    return error.sqlstate is None or error.sqlstate.startswith(("08", "57P"))
