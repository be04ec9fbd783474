"""The coach's words about clients: one row for a word of a practice, and who has it."""

import sqlalchemy as sa

from alembic import op

revision = "0021"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two tables; nobody has a tag yet."""
    op.create_table(
        "tags",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name=op.f("fk_tags_coach_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f("pk_tags")),
    )
    op.create_index("uq_tags_coach_id_key", "tags", ["coach_id", "key"], unique=True)
    op.create_table(
        "client_tags",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("tag_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name=op.f("fk_client_tags_coach_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["coach_id", "client_id"],
            ["clients.coach_id", "clients.id"],
            name=op.f("fk_client_tags_coach_id_client_id"),
            ondelete="NO ACTION",
        ),
        sa.ForeignKeyConstraint(
            ["coach_id", "tag_id"],
            ["tags.coach_id", "tags.id"],
            name=op.f("fk_client_tags_coach_id_tag_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("coach_id", "client_id", "tag_id", name=op.f("pk_client_tags")),
    )
    op.create_index("ix_client_tags_coach_id_tag_id", "client_tags", ["coach_id", "tag_id"])


def downgrade() -> None:
    """The words go."""
    op.drop_table("client_tags")
    op.drop_table("tags")
