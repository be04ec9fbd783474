"""What a coach does by hand in a session: drafts of summaries, the order of moments, goals that say when they were set.

Moments that are there keep the order in which they happened.
"""

import sqlalchemy as sa

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TIED = ("goals", "goal_measurements")


def upgrade() -> None:
    """Make the drafts' table, number the moments of each session, and tie goals and measures to sessions."""
    op.create_table(
        "summary_drafts",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["coach_id", "session_id"],
            ["sessions.coach_id", "sessions.id"],
            name=op.f("fk_summary_drafts_coach_id_session_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("coach_id", "session_id", name=op.f("pk_summary_drafts")),
    )
    _number_moments()
    for table in TIED:
        op.add_column(table, sa.Column("session_id", sa.Uuid(), nullable=True))
        op.create_foreign_key(
            op.f(f"fk_{table}_coach_id_session_id"),
            table,
            "sessions",
            ["coach_id", "session_id"],
            ["coach_id", "id"],
            ondelete="SET NULL (session_id)",
        )
        op.create_index(f"ix_{table}_coach_id_session_id", table, ["coach_id", "session_id"])


def _number_moments() -> None:
    op.alter_column("moments", "at_seconds", nullable=True)
    op.add_column("moments", sa.Column("position", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE moments m SET position = n.position FROM (SELECT coach_id, id, row_number() OVER "
        "(PARTITION BY coach_id, session_id ORDER BY at_seconds, id) AS position FROM moments) n "
        "WHERE n.coach_id = m.coach_id AND n.id = m.id"
    )
    op.alter_column("moments", "position", nullable=False)
    op.create_check_constraint(op.f("ck_moments_position_positive"), "moments", "position >= 1")


def downgrade() -> None:
    """Drafts go, and of a moment without a time it is said that it was at the start."""
    for table in TIED:
        op.drop_index(f"ix_{table}_coach_id_session_id", table)
        op.drop_constraint(op.f(f"fk_{table}_coach_id_session_id"), table, type_="foreignkey")
        op.drop_column(table, "session_id")
    op.drop_constraint(op.f("ck_moments_position_positive"), "moments", type_="check")
    op.drop_column("moments", "position")
    op.execute("UPDATE moments SET at_seconds = 0 WHERE at_seconds IS NULL")
    op.alter_column("moments", "at_seconds", nullable=False)
    op.drop_table("summary_drafts")
