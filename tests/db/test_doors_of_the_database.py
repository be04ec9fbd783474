"""What goes round row-level security in PostgreSQL, each way shut: read from the catalogue of a migrated database."""

from collections.abc import Generator

import psycopg
import pytest

from trustcoach_app.db.row_access import BI

OUR_SCHEMAS = "('public', 'queue')"
OF_THE_WEB = {f"trustcoach_{name}" for name in ("coach", "client", "sponsor", "admin", "public", "hook", "door")}
PRINCIPALS = OF_THE_WEB | {"trustcoach_rollup"}
LOGINS = {
    "trustcoach_web": OF_THE_WEB,
    "trustcoach_jobs": {"trustcoach_coach", "trustcoach_door", "trustcoach_rollup"},
}
"""Which principals a login may become. That is the application's choice, by design: SQL that an attacker could inject
would choose too, so statements are never put together from what a browser sends."""

UNIQUE_ACROSS_TENANTS = {
    "pk_users": "people are global (decision 1)",
    "uq_users_email": "one person per address; only administrators and the door write addresses",
    "pk_user_roles": "people are global",
    "pk_coaches": "the tenants themselves",
    "uq_coaches_slug": "a public address; only administrators write it",
    "uq_coaches_user_id": "one practice per person; only administrators write it",
    "pk_passwords": "keyed by person, reached by no principal",
    "pk_login_sessions": "written by the door only",
    "uq_login_sessions_token_hash": "a keyed hash of 32 random bytes",
    "pk_mailed_links": "written by the door only",
    "uq_mailed_links_token_hash": "a keyed hash of 32 random bytes",
    "pk_refused_hooks": "a count by hour, written by the door only",
    "pk_throttles": "a keyed hash, written by the door only",
    "pk_audit_log": "a UUIDv7 that says nothing, in a table of people",
    "pk_outbox": "a UUIDv7 that says nothing, in a table of the machine",
    "pk_heartbeats": "names of the machine's parts",
}
"""A unique key that spans tenants answers the question whether somebody else has that value."""


@pytest.fixture(scope="module")
def owner(database: str) -> Generator[psycopg.Connection]:
    """The catalogue, as the owner reads it."""
    with psycopg.connect(database, autocommit=True) as connection:
        yield connection


def rows(owner: psycopg.Connection, query: str) -> set[tuple[str, ...]]:
    """The rows of a query."""
    return {tuple(row) for row in owner.execute(query).fetchall()}


def names(owner: psycopg.Connection, query: str) -> set[str]:
    """The first column of a query."""
    return {row[0] for row in rows(owner, query)}


def test_views_ask_as_their_caller(owner: psycopg.Connection) -> None:
    """A plain view reads as its owner, a materialized one holds everybody's rows."""
    query = (
        "SELECT relname FROM pg_class WHERE relnamespace::regnamespace::text IN " + OUR_SCHEMAS + " AND (relkind = 'm' "
        "OR relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (reloptions), false))"
    )
    assert names(owner, query) == set()


def test_foreign_keys_between_tenant_tables_include_the_tenant(owner: psycopg.Connection) -> None:
    """Foreign keys look past policies: without coach_id on both sides a row could hang from another tenant's."""
    query = """
        WITH tenant AS (SELECT attrelid, attnum FROM pg_attribute
                        WHERE attname = 'coach_id' AND attnotnull AND NOT attisdropped)
        SELECT c.conname FROM pg_constraint c
        LEFT JOIN tenant here ON here.attrelid = c.conrelid JOIN tenant there ON there.attrelid = c.confrelid
        WHERE c.contype = 'f' AND NOT EXISTS (
            SELECT FROM unnest(c.conkey, c.confkey) AS pair (mine, theirs)
            WHERE pair.mine = here.attnum AND pair.theirs = there.attnum)
    """
    assert names(owner, query) == set()


def test_tenant_rows_hang_from_their_coach(owner: psycopg.Connection) -> None:
    """Each tenant table's coach_id leads its primary key and reaches coaches, by itself or through its parent's."""
    query = """
        SELECT a.attrelid::regclass::text FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid AND t.relkind = 'r'
        WHERE a.attname = 'coach_id' AND a.attnotnull AND t.relnamespace = 'public'::regnamespace AND NOT (
            EXISTS (SELECT FROM pg_index i WHERE i.indrelid = t.oid AND i.indisprimary AND i.indkey[0] = a.attnum)
            AND EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = t.oid AND c.contype = 'f'
                        AND a.attnum = ANY (c.conkey)))
    """
    assert names(owner, query) == set()


def test_unique_keys_that_span_tenants_have_a_reason(owner: psycopg.Connection) -> None:
    """Everywhere else the tenant leads the key."""
    query = """
        SELECT i.indexrelid::regclass::text FROM pg_index i
        JOIN pg_class t ON t.oid = i.indrelid AND t.relnamespace = 'public'::regnamespace
        LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'coach_id' AND a.attnotnull
        WHERE (i.indisunique OR i.indisexclusion) AND t.relname <> 'alembic_version'
          AND coalesce(i.indkey[0] <> a.attnum AND pg_get_indexdef(i.indexrelid) !~ 'gist .uuidrange.coach_id', true)
    """
    assert names(owner, query) == set(UNIQUE_ACROSS_TENANTS)


def test_nobody_but_the_owner_holds_what_policies_do_not_govern(owner: psycopg.Connection) -> None:
    """TRUNCATE empties every tenant, REFERENCES and TRIGGER reach around; PUBLIC holds nothing at all."""
    query = (
        "SELECT c.relname, coalesce(r.rolname, 'PUBLIC'), acl.privilege_type FROM pg_class c, aclexplode(c.relacl) acl "
        "LEFT JOIN pg_roles r ON r.oid = acl.grantee WHERE acl.grantee <> c.relowner "
        f"AND c.relnamespace::regnamespace::text IN {OUR_SCHEMAS} AND (acl.grantee = 0 OR acl.privilege_type "
        "NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE') AND c.relkind <> 'S')"
    )
    assert rows(owner, query) == set()


def test_only_the_named_functions_run_with_more_rights(owner: psycopg.Connection) -> None:
    """The door's questions, the jobs' finders, what marks; procrastinate's functions run as their caller."""
    query = (
        "SELECT pronamespace::regnamespace::text, split_part(proname, '_', 1) FROM pg_proc "
        f"WHERE prosecdef AND pronamespace::regnamespace::text IN {OUR_SCHEMAS}"
    )
    words = ("door", "find", "admin", "portal", "prune", "hook", "mark", "leads")
    assert rows(owner, query) == {("public", word) for word in words}


def test_functions_that_run_with_more_rights_are_narrow(owner: psycopg.Connection) -> None:
    """Their owner owns nothing else; their search path is pinned, with the caller's temporary objects last."""
    query = (
        "SELECT pg_get_userbyid(proowner), (SELECT string_agg(one, ', ') FROM unnest(proconfig) AS one "
        "WHERE starts_with(one, 'search_path=')) FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
    )
    paths = ("public", "queue")
    assert rows(owner, query) == {("trustcoach_definer", f"search_path=pg_catalog, {at}, pg_temp") for at in paths}


@pytest.mark.parametrize("role", [*sorted(PRINCIPALS), BI, "trustcoach_web", "trustcoach_jobs", "public"])
def test_who_may_call_our_functions(owner: psycopg.Connection, role: str) -> None:
    """The door its questions, the jobs their finders, nobody else anything; "public" stands for every role there is."""
    query = (
        "SELECT DISTINCT split_part(proname, '_', 1) FROM pg_proc p JOIN pg_type t ON t.oid = p.prorettype "
        "LEFT JOIN pg_depend d ON d.objid = p.oid AND d.deptype IN ('i', 'e') "
        "WHERE pronamespace = 'public'::regnamespace AND d.objid IS NULL "
        f"AND has_function_privilege('{role}', p.oid, 'EXECUTE')"
    )
    words = {"door": {"door"}, "jobs": {"find", "prune"}, "admin": {"admin"}, "client": {"portal"}, "coach": {"leads"}}
    expected = {**words, "hook": {"hook"}}.get(role.removeprefix("trustcoach_"), set())
    assert names(owner, query) == expected


def test_logins_have_no_power_of_their_own(owner: psycopg.Connection) -> None:
    """No superuser, no way past policies, no way to make roles or databases, nothing inherited."""
    query = (
        "SELECT rolname FROM pg_roles WHERE rolname LIKE 'trustcoach\\_%' AND rolname <> current_user "
        "AND rolname <> 'trustcoach_backup' "
        "AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)"
    )
    assert names(owner, query) == set()
    can_log_in = names(owner, "SELECT rolname FROM pg_roles WHERE rolcanlogin AND rolname LIKE 'trustcoach\\_%'")
    assert can_log_in - names(owner, "SELECT current_user") - {"trustcoach_backup"} == set(LOGINS)
    assert (
        names(
            owner, "SELECT rolname FROM pg_roles WHERE rolinherit AND rolname IN ('trustcoach_web', 'trustcoach_jobs')"
        )
        == set()
    )


@pytest.mark.parametrize("login", LOGINS)
def test_logins_become_their_principals_only(owner: psycopg.Connection, login: str) -> None:
    """Not each other, not the definer, not the backup, not the owner; and never hand a role on."""
    query = f"SELECT r.rolname FROM pg_roles r WHERE pg_has_role('{login}', r.oid, 'MEMBER') AND r.rolname <> '{login}'"
    assert names(owner, query) == LOGINS[login]
    query = f"SELECT rolname FROM pg_roles r WHERE pg_has_role('{login}', r.oid, 'USAGE') AND r.rolname <> '{login}'"
    assert names(owner, query) == set(), "what is inherited acts without being taken"
    assert (
        names(
            owner,
            f"SELECT roleid::regrole::text FROM pg_auth_members WHERE admin_option AND member = '{login}'::regrole",
        )
        == set()
    )


def test_principals_are_members_of_nothing(owner: psycopg.Connection) -> None:
    """One principal cannot become another out of its own role."""
    quoted = ", ".join(f"'{name}'" for name in (*PRINCIPALS, BI, "trustcoach_definer"))
    query = f"SELECT m.roleid::regrole::text FROM pg_auth_members m WHERE m.member::regrole::text IN ({quoted})"
    assert names(owner, query) == set()


def test_application_roles_own_nothing(owner: psycopg.Connection) -> None:
    """Owners lift their own policies. The definer owns the named functions and nothing else."""
    query = (
        "SELECT r.rolname, d.classid::regclass::text FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid "
        "WHERE d.deptype = 'o' AND r.rolname LIKE 'trustcoach\\_%' AND r.rolname <> current_user "
        "AND d.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    assert rows(owner, query) == {("trustcoach_definer", "pg_proc")}


def test_the_queue_is_for_the_jobs(owner: psycopg.Connection) -> None:
    """Besides them, health may count what waits, and a webhook add to it, through named functions."""
    query = (
        "SELECT rolname FROM pg_roles WHERE rolname LIKE 'trustcoach\\_%' AND rolname NOT IN ('trustcoach_backup', "
        "current_user) AND has_schema_privilege(rolname, 'queue', 'USAGE')"
    )
    assert names(owner, query) - {"trustcoach_definer"} == {"trustcoach_jobs"}
    tables = "SELECT relname FROM pg_class WHERE relnamespace = 'queue'::regnamespace AND relkind = 'r' AND {}"
    may_read_rows = "has_table_privilege('trustcoach_definer', oid, 'SELECT, INSERT, UPDATE, DELETE')"
    assert names(owner, tables.format("true")) != set()
    assert names(owner, tables.format(may_read_rows)) == set()
    assert not owner.execute("SELECT has_schema_privilege('public', 'queue', 'USAGE')").fetchone()[0]


def test_nobody_makes_things_in_the_schema(owner: psycopg.Connection) -> None:
    """A table or function of an attacker's, found first on a search path, would run with somebody else's rights."""
    query = (
        "SELECT rolname FROM pg_roles WHERE rolname LIKE 'trustcoach\\_%' AND rolname <> current_user "
        "AND EXISTS (SELECT FROM pg_namespace n "
        f"WHERE n.nspname IN {OUR_SCHEMAS} AND has_schema_privilege(rolname, n.oid, 'CREATE'))"
    )
    assert names(owner, query) == set()


def test_new_tables_start_closed(owner: psycopg.Connection) -> None:
    """No default privileges open what a later migration makes."""
    assert owner.execute("SELECT count(*) FROM pg_default_acl").fetchone() == (0,)


def test_policies_say_whom_they_are_for(owner: psycopg.Connection) -> None:
    """A policy for PUBLIC would be added to everyone's."""
    assert names(owner, "SELECT policyname FROM pg_policies WHERE 'public' = ANY (roles)") == set()


def test_no_extension_is_needed(owner: psycopg.Connection) -> None:
    """Any PostgreSQL ≥ 15 will do."""
    assert names(owner, "SELECT extname FROM pg_extension") == {"plpgsql"}
