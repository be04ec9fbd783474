"""What coaches noted of clients, outside of sessions."""

import sqlalchemy as sa

from alembic import op

revision = "0023"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A table; there are no such notes yet."""
    op.create_table(
        "client_notes",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["coach_id"], ["coaches.id"], name=op.f("fk_client_notes_coach_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["coach_id", "client_id"],
            ["clients.coach_id", "clients.id"],
            name=op.f("fk_client_notes_coach_id_client_id"),
            ondelete="NO ACTION",
        ),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f("pk_client_notes")),
    )
    op.create_index(
        "ix_client_notes_coach_id_client_id_created_at", "client_notes", ["coach_id", "client_id", "created_at"]
    )


def downgrade() -> None:
    """They go."""
    op.drop_table("client_notes")
