"""The database's roles. Login roles own nothing and inherit nothing: they only become a principal's role."""

import psycopg
from sqlalchemy import Connection, text

from trustcoach_app.config import settings
from trustcoach_app.db.engine import JOBS, WEB, password_of
from trustcoach_app.db.principal import Role
from trustcoach_app.db.row_access import BI, DEFINER

WEB_PRINCIPALS = (Role.COACH, Role.CLIENT, Role.SPONSOR, Role.ADMIN, Role.PUBLIC, Role.HOOK, Role.DOOR)
JOBS_PRINCIPALS = (Role.COACH, Role.DOOR, Role.ROLLUP)
BACKUP = "trustcoach_backup"

LIMITS = {
    WEB: {"statement_timeout": "20s", "lock_timeout": "10s", "idle_in_transaction_session_timeout": "30s"},
    JOBS: {"statement_timeout": "10min", "lock_timeout": "30s", "idle_in_transaction_session_timeout": "5min"},
}
"""How long one statement, one wait for a lock and one idle transaction may last, whoever opened the connection. A page
has given up long before; a job may add up a practice of millions of messages."""


def ensure_roles(connection: Connection) -> None:
    """Create what is missing and set the login passwords. Needs a superuser, or a role with CREATEROLE."""
    principals = {*WEB_PRINCIPALS, *JOBS_PRINCIPALS}
    for role in (*sorted(principal.database_role for principal in principals), BI, DEFINER):
        _ensure_role(connection, role, "NOLOGIN")
    for login in (WEB, JOBS):
        _ensure_role(connection, login, "LOGIN NOINHERIT")
        _set_password(connection, login, password_of(login))
        _set_limits(connection, login)
    _ensure_backup(connection)
    for login, principals in ((WEB, WEB_PRINCIPALS), (JOBS, JOBS_PRINCIPALS)):
        for principal in principals:
            connection.execute(text(f"GRANT {principal.database_role} TO {login}"))
    connection.execute(text(f"GRANT {DEFINER} TO CURRENT_USER"))


def _set_limits(connection: Connection, login: str) -> None:
    for setting, value in LIMITS[login].items():
        connection.execute(text(f"ALTER ROLE {login} SET {setting} = '{value}'"))


def _ensure_role(connection: Connection, role: str, options: str) -> None:
    found = connection.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role}).scalar()
    if not found:
        connection.execute(text(f"CREATE ROLE {role} {options}"))


def _set_password(connection: Connection, login: str, password: str) -> None:
    """The server takes no parameter here, so the client library makes the SCRAM verifier: no password in any log."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    verifier = driver.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256")
    connection.exec_driver_sql(f"ALTER ROLE {login} PASSWORD '{verifier.decode()}'")


def _ensure_backup(connection: Connection) -> None:
    """pg_dump of forced tables needs a role that bypasses policies; only a superuser can make one.

    Its password is nobody's to derive: without BACKUP_PASSWORD it has none.
    """
    if connection.execute(text("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")).scalar():
        _ensure_role(connection, BACKUP, "LOGIN BYPASSRLS")
        password = settings().backup_password.get_secret_value()
        if password:
            _set_password(connection, BACKUP, password)
        else:
            connection.execute(text(f"ALTER ROLE {BACKUP} PASSWORD NULL"))
        connection.execute(text(f"GRANT pg_read_all_data TO {BACKUP}"))
