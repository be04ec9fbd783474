"""Tables, keys, checks and access as PostgreSQL itself describes them. Reads only; the owner asks."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, LiteralString

import psycopg

_COLUMNS: LiteralString = """
    SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated <> '',
           a.attidentity <> '', coalesce(pg_get_expr(d.adbin, d.adrelid), '')
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relnamespace = 'public'::regnamespace
      AND c.relkind = %s AND c.relname <> 'alembic_version'
    ORDER BY c.relname, a.attnum
"""
_CONSTRAINTS: LiteralString = """
    SELECT c.relname, k.contype::text, pg_get_constraintdef(k.oid)
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.connamespace = 'public'::regnamespace AND k.contype IN ('p', 'u', 'f', 'c', 'x')
    ORDER BY c.relname, k.conname
"""
_UNIQUE_INDEXES: LiteralString = """
    SELECT t.relname, 'i', pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
    WHERE i.indisunique AND t.relnamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
    ORDER BY t.relname, i.indexrelid::regclass::text
"""
_TRIGGERS: LiteralString = """
    SELECT c.relname, t.tgname, t.tgargs FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname, t.tgname
"""
_POLICIES: LiteralString = """
    SELECT tablename, roles[1]::text, cmd, coalesce(qual, with_check), coalesce(nullif(with_check, qual), '')
    FROM pg_policies WHERE schemaname = 'public' ORDER BY tablename, roles[1], policyname
"""
_GRANTS: LiteralString = """
    SELECT c.relname, r.rolname, acl.privilege_type, '' FROM pg_class c, aclexplode(c.relacl) acl
    JOIN pg_roles r ON r.oid = acl.grantee
    WHERE c.relnamespace = 'public'::regnamespace AND acl.grantee <> c.relowner
    UNION ALL
    SELECT c.relname, r.rolname, acl.privilege_type, string_agg(a.attname, ', ' ORDER BY a.attnum)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid, aclexplode(a.attacl) acl
    JOIN pg_roles r ON r.oid = acl.grantee
    WHERE c.relnamespace = 'public'::regnamespace GROUP BY 1, 2, 3
"""
_KINDS: LiteralString = """
    SELECT t.typname, string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder)
    FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
    WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.typname ORDER BY t.typname
"""
_FUNCTIONS: LiteralString = """
    SELECT p.proname, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid),
           coalesce((SELECT string_agg(r.rolname, ', ' ORDER BY r.rolname) FROM aclexplode(p.proacl) acl
                     JOIN pg_roles r ON r.oid = acl.grantee WHERE acl.grantee <> p.proowner), '')
    FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND p.prorettype <> 'trigger'::regtype
    ORDER BY p.proname
"""
_MEMBERS: LiteralString = """
    SELECT DISTINCT m.member::regrole::text, m.roleid::regrole::text FROM pg_auth_members m
    WHERE m.member IN (SELECT oid FROM pg_roles WHERE rolname IN ('trustcoach_web', 'trustcoach_jobs'))
    ORDER BY 1, 2
"""

_LIMITS: LiteralString = """
    SELECT rolname, array_to_string(rolconfig, ', ') FROM pg_roles
    WHERE rolname IN ('trustcoach_web', 'trustcoach_jobs') AND rolconfig IS NOT NULL
"""

Rows = Sequence[tuple[Any, ...]]


@dataclass(frozen=True)
class Column:
    """One column of a table or a view. `default` as PostgreSQL says it, empty for none."""

    name: str
    type: str
    is_required: bool
    is_generated: bool
    is_identity: bool
    default: str


@dataclass(frozen=True)
class Rule:
    """What one role may do: `verb` on the rows of one policy. `columns` is empty where it may on all of them."""

    role: str
    verb: str
    rows: str
    becomes: str
    """What a row must be afterwards, where that is something else."""
    columns: str


@dataclass
class Table:
    """One table."""

    name: str
    columns: list[Column] = field(default_factory=list)
    constraints: list[tuple[str, str]] = field(default_factory=list)
    """Kind (p, u, f, c, x, and i for a unique index) and definition."""
    triggers: dict[str, str] = field(default_factory=dict)
    """Name and arguments."""
    rules: list[Rule] = field(default_factory=list)
    readers: list[str] = field(default_factory=list)
    """Of a view, which has no policies: who may read it."""


@dataclass(frozen=True)
class Function:
    """One named function, and the roles that may call it."""

    name: str
    arguments: str
    result: str
    callers: str


@dataclass(frozen=True)
class Schema:
    """All of it, each list in the order of its names."""

    tables: list[Table]
    views: list[Table]
    kinds: list[tuple[str, str]]
    functions: list[Function]
    logins: dict[str, list[str]]
    """What each login role may become."""
    limits: dict[str, str]
    """How long its statements and waits may last."""


def describe(connection: psycopg.Connection) -> Schema:
    """Read the catalogue."""

    def rows(query: LiteralString, *arguments: str) -> Rows:
        return connection.execute(query, arguments or None).fetchall()

    tables = _with_columns(rows(_COLUMNS, "r"))
    for name, kind, definition in [*rows(_CONSTRAINTS), *rows(_UNIQUE_INDEXES)]:
        if name in tables:
            tables[name].constraints.append((kind, definition))
    for name, trigger, arguments in rows(_TRIGGERS):
        tables[name].triggers[trigger] = arguments.decode().rstrip("\x00")
    grants = rows(_GRANTS)
    _add_rules(tables, rows(_POLICIES), grants)
    views = _with_columns(rows(_COLUMNS, "v"))
    for view in views.values():
        view.readers += sorted(role for name, role, *_ in grants if name == view.name)
    logins: defaultdict[str, list[str]] = defaultdict(list)
    for login, role in rows(_MEMBERS):
        logins[login].append(role)
    return Schema(
        list(tables.values()),
        list(views.values()),
        [(name, values) for name, values in rows(_KINDS)],
        [Function(*row) for row in rows(_FUNCTIONS)],
        dict(logins),
        {str(login): str(limits) for login, limits in rows(_LIMITS)},
    )


def _with_columns(rows: Rows) -> dict[str, Table]:
    tables: dict[str, Table] = {}
    for name, *column in rows:
        tables.setdefault(name, Table(name)).columns.append(Column(*column))
    return tables


def _add_rules(tables: dict[str, Table], policies: Rows, grants: Rows) -> None:
    """A policy without its grant lets nobody in, so columns are those of the grant."""
    granted = {(name, role, verb): columns for name, role, verb, columns in grants}
    for name, role, verb, rows, becomes in policies:
        if (name, role, verb) in granted:
            after = becomes if verb == "UPDATE" else ""
            tables[name].rules.append(Rule(role, verb, rows, after, granted[name, role, verb]))
