"""The tables of sessions, moments, summaries and notes."""

import sqlalchemy as sa

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "sessions",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "idle",
                "recording",
                "uploading",
                "upload_failed",
                "transcribing",
                "transcribe_failed",
                "summarizing",
                "summarize_failed",
                "completed",
                "failed",
                name="session_state",
            ),
            server_default="idle",
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["coach_id", "booking_id"],
            ["bookings.coach_id", "bookings.id"],
            name=op.f("fk_sessions_coach_id_booking_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["coach_id", "client_id"],
            ["clients.coach_id", "clients.id"],
            name=op.f("fk_sessions_coach_id_client_id"),
            ondelete="NO ACTION",
        ),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name=op.f("fk_sessions_coach_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f("pk_sessions")),
    )
    op.create_index("ix_sessions_coach_id_client_id", "sessions", ["coach_id", "client_id"], unique=False)
    op.create_index("uq_sessions_coach_id_booking_id", "sessions", ["coach_id", "booking_id"], unique=True)
    op.create_table(
        "moments",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("important", "insight", "action", "quote", name="moment_kind"),
            server_default="important",
            nullable=False,
        ),
        sa.Column("at_seconds", sa.Integer(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("at_seconds >= 0", name=op.f("ck_moments_at_positive")),
        sa.ForeignKeyConstraint(
            ["coach_id", "session_id"],
            ["sessions.coach_id", "sessions.id"],
            name=op.f("fk_moments_coach_id_session_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name=op.f("fk_moments_coach_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f("pk_moments")),
    )
    op.create_index("ix_moments_coach_id_session_id", "moments", ["coach_id", "session_id"], unique=False)
    op.create_table(
        "summaries",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["coach_id", "session_id"],
            ["sessions.coach_id", "sessions.id"],
            name=op.f("fk_summaries_coach_id_session_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name=op.f("fk_summaries_coach_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f("pk_summaries")),
    )
    op.create_index("uq_summaries_coach_id_session_id", "summaries", ["coach_id", "session_id"], unique=True)
    op.create_table(
        "raw_summaries",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coach_id", "session_id"],
            ["sessions.coach_id", "sessions.id"],
            name=op.f("fk_raw_summaries_coach_id_session_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["coach_id"], ["coaches.id"], name=op.f("fk_raw_summaries_coach_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f("pk_raw_summaries")),
    )
    op.create_index("uq_raw_summaries_coach_id_session_id", "raw_summaries", ["coach_id", "session_id"], unique=True)
    op.create_table(
        "private_notes",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["coach_id", "session_id"],
            ["sessions.coach_id", "sessions.id"],
            name=op.f("fk_private_notes_coach_id_session_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("coach_id", "session_id", name=op.f("pk_private_notes")),
    )


def downgrade() -> None:
    """Drop them, with their enums."""
    op.drop_table("private_notes")
    op.drop_table("raw_summaries")
    op.drop_table("summaries")
    op.drop_table("moments")
    op.drop_table("sessions")
    for enum in ("session_state", "moment_kind"):
        op.execute(f"DROP TYPE {enum}")
