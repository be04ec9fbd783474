"""How the setter's events come in, and how its figures are added up by day."""

import sqlalchemy as sa

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLES = (
    "kpi_states",
    "kpi_cells",
    "kpi_marks",
    "acquisition_costs",
    "refused_hooks",
    "dead_letters",
    "inbound_events",
    "setter_secrets",
    "setter_settings",
)
ENUMS = ("import_kind", "mark_family")
KIND = sa.Enum("planning", "leads", name="import_kind")


def upgrade() -> None:
    """Create the tables, and the column that says what an import holds."""
    _setter_settings()
    _setter_secrets()
    _inbound_events()
    _dead_letters()
    _refused_hooks()
    _acquisition_costs()
    _kpi_marks()
    _kpi_cells()
    _kpi_states()
    KIND.create(op.get_bind())
    op.add_column("imports", sa.Column("kind", KIND, server_default="planning", nullable=False))


def _setter_settings() -> None:
    op.create_table(
        "setter_settings",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("minutes_per_message", sa.SmallInteger(), nullable=False),
        sa.Column("silence_hours", sa.SmallInteger(), nullable=False),
        sa.Column("silence_alerted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("minutes_per_message BETWEEN 1 AND 60", name=op.f("ck_setter_settings_minutes_plausible")),
        sa.CheckConstraint("silence_hours BETWEEN 1 AND 720", name=op.f("ck_setter_settings_silence_plausible")),
        sa.ForeignKeyConstraint(
            ["coach_id"], ["coaches.id"], name=op.f("fk_setter_settings_coach_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("coach_id", name=op.f("pk_setter_settings")),
    )


def _setter_secrets() -> None:
    op.create_table(
        "setter_secrets",
        *_of_a_practice("setter_secrets"),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("hint", sa.String(length=12), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
    )


def _inbound_events() -> None:
    op.create_table(
        "inbound_events",
        *_of_a_practice("inbound_events"),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_index("ix_inbound_events_coach_id_batch_id", "inbound_events", ["coach_id", "batch_id"])
    op.create_index(
        "ix_inbound_events_coach_id_received_at", "inbound_events", ["coach_id", sa.literal_column("received_at DESC")]
    )
    op.create_index(
        "ix_inbound_events_unapplied", "inbound_events", ["received_at"], postgresql_where=sa.text("applied_at IS NULL")
    )


def _dead_letters() -> None:
    op.create_table(
        "dead_letters",
        *_of_a_practice("dead_letters"),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=500), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settlement", sa.String(length=20), nullable=False),
    )
    op.create_index(
        "ix_dead_letters_open", "dead_letters", ["received_at"], postgresql_where=sa.text("settled_at IS NULL")
    )
    op.create_index("uq_dead_letters_coach_id_digest", "dead_letters", ["coach_id", "digest"], unique=True)


def _refused_hooks() -> None:
    op.create_table(
        "refused_hooks",
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hour", name=op.f("pk_refused_hooks")),
    )


def _acquisition_costs() -> None:
    op.create_table(
        "acquisition_costs",
        *_of_a_practice("acquisition_costs"),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount_cents >= 0", name=op.f("ck_acquisition_costs_amount_positive")),
        sa.CheckConstraint("extract(day FROM month) = 1", name=op.f("ck_acquisition_costs_first_of_month")),
    )
    op.create_index(
        "uq_acquisition_costs_coach_id_month_source", "acquisition_costs", ["coach_id", "month", "source"], unique=True
    )


def _kpi_marks() -> None:
    op.create_table(
        "kpi_marks",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("family", sa.Enum("cohort", "sent", "stage", "call", name="mark_family"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("marked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("(at IS NULL) <> (client_id IS NULL)", name=op.f("ck_kpi_marks_instant_or_client")),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name=op.f("fk_kpi_marks_coach_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f("pk_kpi_marks")),
    )


def _kpi_cells() -> None:
    op.create_table(
        "kpi_cells",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("metric", sa.String(length=40), nullable=False),
        sa.Column("dimension", sa.String(length=80), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name=op.f("fk_kpi_cells_coach_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("coach_id", "timezone", "day", "metric", "dimension", name=op.f("pk_kpi_cells")),
    )


def _kpi_states() -> None:
    op.create_table(
        "kpi_states",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("last_updated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("drift", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name=op.f("fk_kpi_states_coach_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("coach_id", name=op.f("pk_kpi_states")),
    )


def _of_a_practice(table: str) -> list[sa.Column | sa.ForeignKeyConstraint | sa.PrimaryKeyConstraint]:
    return [
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name=op.f(f"fk_{table}_coach_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f(f"pk_{table}")),
    ]


def downgrade() -> None:
    """Drop them, with their enums."""
    op.drop_column("imports", "kind")
    for table in TABLES:
        op.drop_table(table)
    for enum in ENUMS:
        op.execute(f"DROP TYPE {enum}")
