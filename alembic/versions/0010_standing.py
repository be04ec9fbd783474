"""How the leads stand now, without a look at each: those who wait in indexes of their own, the others in cells.

A day's stages are marked and added up one by one.
"""

import sqlalchemy as sa

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

UNANSWERED = "last_message_direction = 'out' AND last_message_at IS NOT NULL"
WAS_QUALIFIED = "(qualified_at IS NOT NULL OR call_proposed_at IS NOT NULL OR call_booked_at IS NOT NULL)"
WAITING = {
    "qualified": f"{UNANSWERED} AND status IN ('qualified', 'call_proposed', 'call_booked')",
    "engaged": f"{UNANSWERED} AND status = 'engaged'",
    "new": f"{UNANSWERED} AND status = 'new'",
    "relance_qualified": f"status = 'relance' AND {UNANSWERED} AND {WAS_QUALIFIED}",
    "relance": f"status = 'relance' AND ({UNANSWERED} AND {WAS_QUALIFIED}) IS NOT TRUE",
}

PARTS = ("lead_messages", "lead_events")
STATUSES = ("new", "engaged", "qualified", "call_proposed", "call_booked", "won", "lost", "relance")

STAGES = ("qualified", "magnet", "email", "proposed", "booked", "won", "lost")
BEFORE = ("cohort", "sent", "stage", "call")
FAMILIES = ("cohort", "sent", *STAGES, "call")


def upgrade() -> None:
    """Make the indexes and the keys, and have the cells of every lead's day added up again: they have a new figure."""
    columns = ["coach_id", sa.literal_column("last_message_at NULLS FIRST"), "id"]
    for name, which in WAITING.items():
        op.create_index(
            f"ix_leads_waiting_{name}",
            "leads",
            columns,
            postgresql_include=["status"],
            postgresql_where=sa.text(which),
        )
    latest = ["coach_id", sa.literal_column("active_at DESC"), sa.literal_column("id DESC")]
    for status in STATUSES:
        op.create_index(f"ix_leads_{status}", "leads", latest, postgresql_where=sa.text(f"status = '{status}'"))
    op.drop_index("ix_leads_coach_id_status", "leads")
    _make_keys_anew()
    op.create_index(
        "ix_kpi_cells_of_status",
        "kpi_cells",
        ["coach_id", "timezone", "dimension"],
        postgresql_where=sa.text("metric = 'leads_of_status'"),
    )
    op.execute("ALTER TABLE kpi_cells SET (fillfactor = 80)")
    _make_families_anew(FAMILIES, "CASE family::text WHEN 'stage' THEN 'won' ELSE family::text END")
    op.execute(
        "INSERT INTO kpi_marks (coach_id, family, at) SELECT coach_id, other, at FROM kpi_marks "
        "CROSS JOIN unnest(enum_range('qualified'::mark_family, 'lost')) AS other "
        "WHERE family = 'won' AND other <> 'won' AND at IS NOT NULL"
    )
    op.execute(
        "INSERT INTO kpi_marks (coach_id, family, at) SELECT l.coach_id, 'cohort', min(l.created_at) "
        "FROM leads l JOIN kpi_states s USING (coach_id) "
        "GROUP BY l.coach_id, CAST(timezone(s.timezone, l.created_at) AS date)"
    )


def _make_families_anew(families: tuple[str, ...], family: str) -> None:
    """A value that was just added to an enum cannot be used in the same transaction; one of a new enum can."""
    op.execute("ALTER TYPE mark_family RENAME TO mark_family_before")
    sa.Enum(*families, name="mark_family").create(op.get_bind())
    op.execute(f"ALTER TABLE kpi_marks ALTER family TYPE mark_family USING ({family})::mark_family")
    op.execute("DROP TYPE mark_family_before")


def _make_keys_anew() -> None:
    """Of indexes that seem equally good PostgreSQL takes the newest; let that be the key.

    While it knows nothing of a practice all that begin with coach_id seem so: a first import then read every lead of
    the practice for each of its rows.
    """
    for table in PARTS:
        op.drop_constraint(f"fk_{table}_coach_id_lead_id", table)
    for table in ("leads", *PARTS):
        op.drop_constraint(f"pk_{table}", table)
        op.create_primary_key(f"pk_{table}", table, ["coach_id", "id"])
    for table in PARTS:
        key, there = ["coach_id", "lead_id"], ["coach_id", "id"]
        op.create_foreign_key(f"fk_{table}_coach_id_lead_id", table, "leads", key, there, ondelete="CASCADE")


def downgrade() -> None:
    """As it was."""
    of_stages = ", ".join(f"'{stage}'" for stage in STAGES)
    _make_families_anew(BEFORE, f"CASE WHEN family::text IN ({of_stages}) THEN 'stage' ELSE family::text END")
    op.execute("ALTER TABLE kpi_cells RESET (fillfactor)")
    op.execute("DELETE FROM kpi_cells WHERE metric = 'leads_of_status'")
    op.drop_index("ix_kpi_cells_of_status", "kpi_cells")
    for name in WAITING:
        op.drop_index(f"ix_leads_waiting_{name}", "leads")
    for status in STATUSES:
        op.drop_index(f"ix_leads_{status}", "leads")
    op.create_index(
        "ix_leads_coach_id_status",
        "leads",
        ["coach_id", "status", "last_message_at"],
        postgresql_include=["last_message_direction"],
    )
