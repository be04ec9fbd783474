"""The tables of clients, bookings and busy time."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    # Stands in for btree_gist, which not every server has: equality of a uuid inside a gist exclusion.
    op.execute("CREATE TYPE uuidrange AS RANGE (subtype = uuid)")
    op.create_table(
        "clients",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=32), nullable=False),
        sa.Column("stage", sa.Enum("prospect", "client", name="client_stage"), server_default="client", nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("search_key", sa.String(length=400), nullable=False),
        sa.Column("sort_key", sa.String(length=200), nullable=False),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_clients_email_lower")),
        sa.ForeignKeyConstraint(
            ["coach_id", "merged_into"],
            ["clients.coach_id", "clients.id"],
            name=op.f("fk_clients_coach_id_merged_into"),
            ondelete="NO ACTION",
        ),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name=op.f("fk_clients_coach_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_clients_user_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f("pk_clients")),
    )
    op.create_index("ix_clients_coach_id_sort_key", "clients", ["coach_id", "sort_key"], unique=False)
    op.create_index(
        "ix_clients_user_id", "clients", ["user_id"], unique=False, postgresql_where=sa.text("user_id IS NOT NULL")
    )
    op.create_index(
        "uq_clients_coach_id_email",
        "clients",
        ["coach_id", "email"],
        unique=True,
        postgresql_where=sa.text("email IS NOT NULL"),
    )
    op.create_table(
        "bookings",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("reason", sa.String(length=160), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("during", postgresql.TSTZRANGE(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), sa.Computed("lower(during)", persisted=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), sa.Computed("upper(during)", persisted=True), nullable=True),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column(
            "mode",
            sa.Enum("remote", "phone", "in_person", name="booking_mode"),
            server_default="remote",
            nullable=False,
        ),
        sa.Column("phone", sa.String(length=32), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("price_cents", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column(
            "billing",
            sa.Enum("individual", "corporate", name="billing_type"),
            server_default="individual",
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "pending",
                "confirmed",
                "in_progress",
                "completed",
                "cancelled",
                "no_show",
                "expired",
                name="booking_status",
            ),
            server_default="confirmed",
            nullable=False,
        ),
        sa.Column("hold_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_by", sa.Enum("coach", "client", name="cancelled_by"), nullable=True),
        sa.Column("cancellation_reason", sa.String(length=500), nullable=False),
        sa.Column("retained_cents", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        postgresql.ExcludeConstraint(
            (sa.literal_column("uuidrange(coach_id, coach_id, '[]')"), "="),
            (sa.column("during"), "&&"),
            where=sa.text("status IN ('pending', 'confirmed', 'in_progress')"),
            using="gist",
            name="ex_bookings_no_overlap",
        ),
        sa.CheckConstraint(
            "(status = 'cancelled') = (cancelled_at IS NOT NULL)", name=op.f("ck_bookings_cancelled_when")
        ),
        sa.CheckConstraint(
            "(status = 'pending') = (hold_expires_at IS NOT NULL)", name=op.f("ck_bookings_hold_has_end")
        ),
        sa.CheckConstraint(
            "NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during) AND upper(during) - lower(during) <= interval '12 hours'",
            name=op.f("ck_bookings_during_shape"),
        ),
        sa.CheckConstraint("price_cents >= 0 AND price_cents <= 10000000", name=op.f("ck_bookings_price_range")),
        sa.CheckConstraint("retained_cents BETWEEN 0 AND price_cents", name=op.f("ck_bookings_retained_range")),
        sa.ForeignKeyConstraint(
            ["coach_id", "client_id"],
            ["clients.coach_id", "clients.id"],
            name=op.f("fk_bookings_coach_id_client_id"),
            ondelete="NO ACTION",
        ),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name=op.f("fk_bookings_coach_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f("pk_bookings")),
    )
    op.create_index(
        "ix_bookings_coach_id_client_id_starts_at", "bookings", ["coach_id", "client_id", "starts_at"], unique=False
    )
    op.create_index("ix_bookings_coach_id_starts_at", "bookings", ["coach_id", "starts_at"], unique=False)
    op.create_index(
        "ix_bookings_ends_at",
        "bookings",
        ["ends_at"],
        unique=False,
        postgresql_where=sa.text("status IN ('confirmed', 'in_progress')"),
    )
    op.create_index(
        "ix_bookings_hold_expires_at",
        "bookings",
        ["hold_expires_at"],
        unique=False,
        postgresql_where=sa.text("status = 'pending'"),
    )
    op.create_table(
        "busy_blocks",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("during", postgresql.TSTZRANGE(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column(
            "source",
            sa.Enum("imported", "private", "time_off", name="busy_source"),
            server_default="private",
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name=op.f("fk_busy_blocks_coach_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f("pk_busy_blocks")),
    )
    op.create_index(
        "ix_busy_blocks_coach_id_during",
        "busy_blocks",
        [sa.literal_column("uuidrange(coach_id, coach_id, '[]')"), "during"],
        unique=False,
        postgresql_using="gist",
    )


def downgrade() -> None:
    """Drop them, with their enums."""
    op.drop_table("busy_blocks")
    op.drop_table("bookings")
    op.drop_table("clients")
    for enum in ("client_stage", "booking_mode", "billing_type", "booking_status", "cancelled_by", "busy_source"):
        op.execute(f"DROP TYPE {enum}")
    op.execute("DROP TYPE uuidrange")
