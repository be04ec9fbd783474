"""Puts the declared access into the database: roles, grants, policies, named functions and notify triggers.

Runs after every migration, in its transaction, and always starts from nothing, so the database can never hold a policy
that the code does not show. See docs/adr/0002-access-is-declared.md.
"""

from pathlib import Path

from sqlalchemy import Connection, text

import trustcoach_app.models  # noqa: F401  # pyright: ignore[reportUnusedImport]  fills the access registry
from trustcoach_app.db.marking import marking
from trustcoach_app.db.roles import ensure_roles
from trustcoach_app.db.row_access import TABLE_ACCESS, TABLES_THAT_NOTIFY, WRITE, Grant
from trustcoach_app.models.marks import TABLES_THAT_MARK

FUNCTIONS = Path(__file__).parent / "functions"
OUTSIDE_POLICIES = {"alembic_version"}
CALLERS = {
    "door": "trustcoach_door",
    "find": "trustcoach_jobs",
    "prune": "trustcoach_jobs",
    "admin": "trustcoach_admin",
    "portal": "trustcoach_client",
    "leads": "trustcoach_coach",
    "hook": "trustcoach_hook",
}
"""Who may call the named functions, by the first word of their name."""

_SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname IN ('public', 'queue')"
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
_POLICIES = "SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public'"
_VIEWS = "SELECT viewname FROM pg_views WHERE schemaname = 'public'"
_OUR_ROLES = "SELECT rolname FROM pg_roles WHERE rolname LIKE 'trustcoach\\_%' AND rolname <> current_user"
_OUR_FUNCTIONS = (
    "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
    f"WHERE n.nspname = 'public' AND p.proname ~ '^({'|'.join(CALLERS)}|notify|mark)_'"
)


def _column(connection: Connection, query: str) -> list[str]:
    return list(connection.execute(text(query)).scalars())


def drop_access(connection: Connection) -> None:
    """Take policies, grants, views and named functions away; let the owner see the rows that a migration changes."""
    for table, policy in connection.execute(text(_POLICIES)).all():
        connection.execute(text(f'DROP POLICY "{policy}" ON "{table}"'))
    for function in _column(connection, _OUR_FUNCTIONS):
        connection.execute(text(f"DROP FUNCTION {function} CASCADE"))
    for view in _column(connection, _VIEWS):
        connection.execute(text(f"DROP VIEW {view}"))
    for schema in _column(connection, _SCHEMAS):
        for role in ("PUBLIC", *_column(connection, _OUR_ROLES)):
            connection.execute(text(f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role}"))
            connection.execute(text(f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA {schema} FROM {role}"))
    for table in _column(connection, _TABLES):
        connection.execute(text(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY"))


def apply_access(connection: Connection, *, is_newest: bool = True) -> None:
    """Declare access on what the migrations left. Tables that nobody declared are closed to everyone.

    An older schema is closed as a whole: the declarations speak of tables and columns that it does not have.
    """
    ensure_roles(connection)
    connection.execute(text("REVOKE CREATE ON SCHEMA public FROM PUBLIC"))
    database = connection.execute(text("SELECT quote_ident(current_database())")).scalar_one()
    connection.execute(text(f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC"))
    for table in sorted(set(_column(connection, _TABLES)) - OUTSIDE_POLICIES):
        connection.execute(text(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"))
        connection.execute(text(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"))
    if is_newest:
        for table, grants in TABLE_ACCESS.items():
            for number, grant in enumerate(grants):
                _apply_grant(connection, table, number, grant)
        _create_functions(connection)
        _create_triggers(connection)


def _apply_grant(connection: Connection, table: str, number: int, grant: Grant) -> None:
    columns = f" ({', '.join(grant.columns)})" if grant.columns else ""
    for verb in grant.verbs:
        connection.execute(text(f"GRANT {verb}{columns} ON {table} TO {grant.grantee}"))
        uses = "" if verb == "INSERT" else f" USING ({grant.rows})"
        checks = f" WITH CHECK ({grant.becomes or grant.rows})" if verb in ("INSERT", "UPDATE") else ""
        name = f"{grant.grantee}_{verb.lower()}_{number}"
        connection.execute(text(f"CREATE POLICY {name} ON {table} FOR {verb} TO {grant.grantee}{uses}{checks}"))


def _create_functions(connection: Connection) -> None:
    connection.execute(text("GRANT CREATE, USAGE ON SCHEMA public TO trustcoach_definer"))
    connection.execute(text("GRANT SELECT ON alembic_version TO trustcoach_definer"))
    for source in sorted(FUNCTIONS.glob("*.sql")):
        connection.exec_driver_sql(source.read_text().replace("%", "%%"))
    for table, parts in sorted(TABLES_THAT_MARK.items()):
        connection.exec_driver_sql(marking(table, parts))
    for function in _column(connection, _OUR_FUNCTIONS):
        connection.execute(text(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC"))
        word = function.split("_")[0]
        if caller := CALLERS.get(word):
            connection.execute(text(f"GRANT EXECUTE ON FUNCTION {function} TO {caller}"))
        if word != "notify":
            connection.execute(text(f"ALTER FUNCTION {function} OWNER TO trustcoach_definer"))
    _open_queue(connection)
    connection.execute(text("REVOKE CREATE ON SCHEMA public FROM trustcoach_definer"))


def _open_queue(connection: Connection) -> None:
    """The queue holds ids and no content; only the jobs role enters it, health counts what waits, a webhook adds."""
    verbs = ", ".join(WRITE)
    for grant in ("USAGE ON SCHEMA", f"{verbs} ON ALL TABLES IN SCHEMA", "USAGE ON ALL SEQUENCES IN SCHEMA"):
        connection.execute(text(f"GRANT {grant} queue TO trustcoach_jobs"))
    connection.execute(text("GRANT USAGE ON SCHEMA queue TO trustcoach_definer"))
    for grant in (
        "SELECT (id, queue_name, lock, scheduled_at, status) ON queue.procrastinate_jobs",
        "SELECT (job_id, type, at), INSERT (job_id, type) ON queue.procrastinate_events",
        "INSERT (queue_name, task_name, lock, queueing_lock, args) ON queue.procrastinate_jobs",
        "USAGE ON SEQUENCE queue.procrastinate_jobs_id_seq, queue.procrastinate_events_id_seq",
    ):
        connection.execute(text(f"GRANT {grant} TO trustcoach_definer"))


def _create_triggers(connection: Connection) -> None:
    for table, part in sorted(TABLES_THAT_NOTIFY.items()):
        connection.execute(
            text(
                f"CREATE TRIGGER notify_coach AFTER INSERT OR UPDATE OR DELETE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION notify_coach({part})"
            )
        )
