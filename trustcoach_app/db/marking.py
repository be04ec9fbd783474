"""Triggers that mark what a statement changed: one call a statement, however many rows it touched.

What a row added before and what it adds after are compared; only what differs is marked: a row for each family, with
its hours.
"""

_CHANGED = {
    "INSERT": ("NEW TABLE AS new_rows", "SELECT 1 AS sign, * FROM new_rows"),
    "DELETE": ("OLD TABLE AS old_rows", "SELECT -1 AS sign, * FROM old_rows"),
    "UPDATE": (
        "OLD TABLE AS old_rows NEW TABLE AS new_rows",
        "SELECT -1 AS sign, * FROM old_rows UNION ALL SELECT 1, * FROM new_rows",
    ),
}

_TRIGGER = """
CREATE FUNCTION mark_{table}_{verb}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO kpi_marks (coach_id, family, hours, client_id)
    SELECT coach_id, family::mark_family,
        array_agg(DISTINCT hour ORDER BY hour) FILTER (WHERE hour IS NOT NULL), client_id FROM (
        SELECT changed.coach_id, part.family, date_trunc('hour', part.at, 'UTC') AS hour, part.client_id
        FROM ({changed}) AS changed CROSS JOIN LATERAL ({parts}) AS part (family, at, client_id, what)
        WHERE num_nonnulls(part.at, part.client_id) = 1
        GROUP BY changed.coach_id, changed.id, part.family, part.at, part.client_id, part.what HAVING sum(sign) <> 0
    ) AS differs
    WHERE EXISTS (SELECT FROM coaches WHERE coaches.id = differs.coach_id)
    GROUP BY coach_id, family, client_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER mark_{verb} AFTER {verb} ON {table} REFERENCING {tables}
FOR EACH STATEMENT EXECUTE FUNCTION mark_{table}_{verb}();
"""
"""A practice that is being deleted takes its rows with it: nothing of it is left to mark."""


def marking(table: str, parts: str) -> str:
    """The functions and triggers of one table. `parts`: VALUES of (family, instant, client, what) over `changed`."""
    return "".join(
        _TRIGGER.format(table=table, verb=verb.lower(), tables=tables, changed=changed, parts=parts)
        for verb, (tables, changed) in _CHANGED.items()
    )
