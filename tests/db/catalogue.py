"""A database's schema and access as PostgreSQL itself describes them, to compare two databases or two moments."""

import psycopg

PARTS = {
    "columns": """
        SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated,
               pg_get_expr(d.adbin, d.adrelid)
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relnamespace = 'public'::regnamespace
    """,
    "constraints": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
    """,
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "enums": """
        SELECT t.typname, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder)
        FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
        WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.typname
    """,
    "policies": """
        SELECT tablename, policyname, permissive, roles::text, cmd, qual, with_check FROM pg_policies
        WHERE schemaname = 'public'
    """,
    "forced": """
        SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    """,
    "grants": """
        SELECT c.relnamespace::regnamespace::text, c.relname, '', coalesce(r.rolname, 'PUBLIC'), acl.privilege_type
        FROM pg_class c, aclexplode(c.relacl) acl LEFT JOIN pg_roles r ON r.oid = acl.grantee
        WHERE c.relnamespace::regnamespace::text IN ('public', 'queue') AND acl.grantee <> c.relowner
        UNION ALL
        SELECT c.relnamespace::regnamespace::text, c.relname, a.attname, coalesce(r.rolname, 'PUBLIC'),
               acl.privilege_type
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid, aclexplode(a.attacl) acl
        LEFT JOIN pg_roles r ON r.oid = acl.grantee
        WHERE c.relnamespace::regnamespace::text IN ('public', 'queue')
    """,
    "functions": """
        SELECT p.oid::regprocedure::text, p.prosecdef, md5(p.prosrc),
               array(SELECT coalesce(r.rolname, 'PUBLIC') || ' ' || acl.privilege_type
                     FROM aclexplode(p.proacl) acl LEFT JOIN pg_roles r ON r.oid = acl.grantee ORDER BY 1)::text
        FROM pg_proc p WHERE p.pronamespace::regnamespace::text = 'public' AND p.proname ~ '_'
    """,
    "triggers": "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
}
Description = dict[str, set[tuple[object, ...]]]
SCHEMA = ("columns", "constraints", "indexes", "enums")


def described(url: str, parts: tuple[str, ...] = tuple(PARTS)) -> Description:
    """Each part as a set of rows; alembic's own table is left out."""
    with psycopg.connect(url) as owner:
        return {
            part: {tuple(row) for row in owner.execute(PARTS[part]).fetchall() if "alembic_version" not in row[:2]}
            for part in parts
        }
