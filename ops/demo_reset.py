"""Writes the demo data anew. What was entered since is gone.

Also while TrustCoach runs: the new data is written beside the old and takes its place at the end.

    python -m ops.demo_reset
"""

import os

import psycopg
from psycopg import sql

from ops.application import application_environment, migrate, write_demo_data
from ops.console import CommandError, run_command, say
from ops.database import is_external, owner_url
from ops.folders import configured, embedded_server
from trustcoach_app.db.embedded import DATABASE

_BESIDE = f"{DATABASE}_rebuilt"


def main() -> None:
    """Rebuild the demo database. Refuses in production, and on an external database without FORCE=1."""
    if configured().environment == "production":
        raise CommandError("This is production: demo data is not written there")
    if is_external():
        _reset_external()
    else:
        _reset_embedded()


def _reset_external() -> None:
    if os.environ.get("FORCE") != "1":
        raise CommandError("DATABASE_URL names a database of its own, and all in it would go: FORCE=1 make demo-reset")
    environment = application_environment(DEMO="1")
    with psycopg.connect(owner_url()) as connection:
        _empty(connection)
    migrate(environment)
    say(write_demo_data(environment))


def _empty(connection: psycopg.Connection) -> None:
    """Leave a database as CREATE DATABASE makes it."""
    ours = "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'"
    for (schema,) in connection.execute(ours).fetchall():
        connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(schema)))
    connection.execute("CREATE SCHEMA public")
    connection.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")


def _reset_embedded() -> None:
    server = embedded_server()
    was_running = server.is_running()
    environment = application_environment(DEMO="1", DATABASE_URL=server.url(_BESIDE))
    server.drop_database(_BESIDE)
    server.create_database(_BESIDE)
    migrate(environment)
    accounts = write_demo_data(environment)
    server.replace_database(DATABASE, _BESIDE)
    if not was_running:
        server.stop()
    say(accounts)
    if was_running:
        say("\nIf TrustCoach is running: reload its pages and sign in again.")


if __name__ == "__main__":
    run_command(main)
