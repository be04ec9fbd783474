"""What coaches and clients said that they would do."""

import sqlalchemy as sa

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A table and its kind of owner; there are no actions yet."""
    op.create_table(
        "actions",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("owner", sa.Enum("coach", "client", name="action_owner"), server_default="client", nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name=op.f("fk_actions_coach_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["coach_id", "client_id"],
            ["clients.coach_id", "clients.id"],
            name=op.f("fk_actions_coach_id_client_id"),
            ondelete="NO ACTION",
        ),
        sa.ForeignKeyConstraint(
            ["coach_id", "session_id"],
            ["sessions.coach_id", "sessions.id"],
            name=op.f("fk_actions_coach_id_session_id"),
            ondelete="SET NULL (session_id)",
        ),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f("pk_actions")),
    )
    op.create_index("ix_actions_coach_id_client_id", "actions", ["coach_id", "client_id"])
    op.create_index("ix_actions_coach_id_session_id", "actions", ["coach_id", "session_id"])


def downgrade() -> None:
    """They go, and their kind with them."""
    op.drop_table("actions")
    op.execute("DROP TYPE action_owner")
