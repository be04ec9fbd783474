"""A mark holds all hours that a statement touched: a batch of events makes a row for each family, not for each hour."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Each mark that waits becomes one of a single hour."""
    op.execute("ALTER TABLE kpi_marks DROP CONSTRAINT ck_kpi_marks_instant_or_client")
    op.execute("ALTER TABLE kpi_marks ADD hours timestamptz[]")
    op.execute("UPDATE kpi_marks SET hours = ARRAY[at] WHERE at IS NOT NULL")
    op.execute("ALTER TABLE kpi_marks DROP at")
    op.create_check_constraint(
        op.f("ck_kpi_marks_hours_or_client"), "kpi_marks", "(hours IS NULL) <> (client_id IS NULL)"
    )


def downgrade() -> None:
    """Each hour a mark of its own again."""
    op.execute("ALTER TABLE kpi_marks DROP CONSTRAINT ck_kpi_marks_hours_or_client")
    op.execute("ALTER TABLE kpi_marks ADD at timestamptz")
    op.execute(
        "INSERT INTO kpi_marks (coach_id, family, at, marked_at) "
        "SELECT coach_id, family, unnest(hours), marked_at FROM kpi_marks"
    )
    op.execute("DELETE FROM kpi_marks WHERE hours IS NOT NULL")
    op.execute("ALTER TABLE kpi_marks DROP hours")
    op.create_check_constraint(
        op.f("ck_kpi_marks_instant_or_client"), "kpi_marks", "(at IS NULL) <> (client_id IS NULL)"
    )
