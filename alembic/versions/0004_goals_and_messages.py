"""The tables of goals and conversations."""

import sqlalchemy as sa

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "goals",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column(
            "category",
            sa.Enum("personal", "professional", "organizational", name="goal_category"),
            server_default="personal",
            nullable=False,
        ),
        sa.Column("target_value", sa.Float(), nullable=True),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("target_date", sa.Date(), nullable=True),
        sa.Column(
            "status",
            sa.Enum("draft", "in_progress", "completed", "abandoned", name="goal_status"),
            server_default="in_progress",
            nullable=False,
        ),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["coach_id", "client_id"],
            ["clients.coach_id", "clients.id"],
            name=op.f("fk_goals_coach_id_client_id"),
            ondelete="NO ACTION",
        ),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name=op.f("fk_goals_coach_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f("pk_goals")),
    )
    op.create_index("ix_goals_coach_id_client_id", "goals", ["coach_id", "client_id"], unique=False)
    op.create_table(
        "goal_measurements",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("measured_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["coach_id", "goal_id"],
            ["goals.coach_id", "goals.id"],
            name=op.f("fk_goal_measurements_coach_id_goal_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["coach_id"], ["coaches.id"], name=op.f("fk_goal_measurements_coach_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f("pk_goal_measurements")),
    )
    op.create_index(
        "ix_goal_measurements_coach_id_goal_id_measured_at",
        "goal_measurements",
        ["coach_id", "goal_id", "measured_at"],
        unique=False,
    )
    op.create_table(
        "conversations",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coach_id", "client_id"],
            ["clients.coach_id", "clients.id"],
            name=op.f("fk_conversations_coach_id_client_id"),
            ondelete="NO ACTION",
        ),
        sa.ForeignKeyConstraint(
            ["coach_id"], ["coaches.id"], name=op.f("fk_conversations_coach_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f("pk_conversations")),
    )
    op.create_index("uq_conversations_coach_id_client_id", "conversations", ["coach_id", "client_id"], unique=True)
    op.create_table(
        "messages",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("author", sa.Enum("coach", "client", name="message_author"), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["coach_id", "conversation_id"],
            ["conversations.coach_id", "conversations.id"],
            name=op.f("fk_messages_coach_id_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name=op.f("fk_messages_coach_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f("pk_messages")),
    )
    op.create_index(
        "ix_messages_coach_id_conversation_id_sent_at",
        "messages",
        ["coach_id", "conversation_id", "sent_at"],
        unique=False,
    )
    op.create_index(
        "ix_messages_unread",
        "messages",
        ["coach_id", "conversation_id"],
        unique=False,
        postgresql_where=sa.text("author = 'client' AND read_at IS NULL"),
    )


def downgrade() -> None:
    """Drop them, with their enums."""
    op.drop_table("messages")
    op.drop_table("conversations")
    op.drop_table("goal_measurements")
    op.drop_table("goals")
    for enum in ("goal_category", "goal_status", "message_author"):
        op.execute(f"DROP TYPE {enum}")
