"""The tables of planning: types, reasons, hours, exceptions, rules and series; and what a booking keeps of them."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

FILED = {"type_id": "appointment_types", "reason_id": "appointment_reasons", "series_id": "booking_series"}
BUFFERS = ("buffer_before_minutes", "buffer_after_minutes")
TABLES = (
    "booking_series",
    "weekly_hours",
    "planning_settings",
    "date_exceptions",
    "appointment_types",
    "appointment_reasons",
)


def upgrade() -> None:
    """Create the tables, and the columns of bookings that point at them."""
    op.create_table(
        "appointment_reasons",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("label", sa.String(length=160), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["coach_id"], ["coaches.id"], name=op.f("fk_appointment_reasons_coach_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f("pk_appointment_reasons")),
    )
    op.create_index(
        "uq_appointment_reasons_coach_id_label",
        "appointment_reasons",
        ["coach_id", sa.literal_column("lower(label)")],
        unique=True,
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.create_table(
        "appointment_types",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("minutes", sa.SmallInteger(), nullable=False),
        sa.Column(
            "colour",
            sa.Enum(
                "blue",
                "indigo",
                "violet",
                "pink",
                "red",
                "orange",
                "amber",
                "green",
                "teal",
                "grey",
                name="appointment_colour",
            ),
            server_default="blue",
            nullable=False,
        ),
        sa.Column("price_cents", sa.Integer(), nullable=False),
        sa.Column("description", sa.String(length=500), nullable=False),
        sa.Column(
            "modes",
            postgresql.ARRAY(postgresql.ENUM("remote", "phone", "in_person", name="booking_mode", create_type=False)),
            nullable=False,
        ),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("cardinality(modes) > 0", name=op.f("ck_appointment_types_some_mode")),
        sa.CheckConstraint("minutes BETWEEN 5 AND 720", name=op.f("ck_appointment_types_minutes_range")),
        sa.CheckConstraint("price_cents BETWEEN 0 AND 10000000", name=op.f("ck_appointment_types_price_range")),
        sa.ForeignKeyConstraint(
            ["coach_id"], ["coaches.id"], name=op.f("fk_appointment_types_coach_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f("pk_appointment_types")),
    )
    op.create_index(
        "uq_appointment_types_coach_id_name",
        "appointment_types",
        ["coach_id", sa.literal_column("lower(name)")],
        unique=True,
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.create_table(
        "date_exceptions",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=True),
        sa.Column("closes", sa.Time(), nullable=True),
        sa.Column("label", sa.String(length=160), nullable=False),
        sa.CheckConstraint("opens <> closes OR opens = '00:00'", name=op.f("ck_date_exceptions_some_time")),
        sa.CheckConstraint("(opens IS NULL) = (closes IS NULL)", name=op.f("ck_date_exceptions_both_or_neither")),
        sa.ForeignKeyConstraint(
            ["coach_id"], ["coaches.id"], name=op.f("fk_date_exceptions_coach_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f("pk_date_exceptions")),
    )
    op.create_index("ix_date_exceptions_coach_id_day", "date_exceptions", ["coach_id", "day"], unique=False)
    op.create_table(
        "planning_settings",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("buffer_before_minutes", sa.SmallInteger(), nullable=False),
        sa.Column("buffer_after_minutes", sa.SmallInteger(), nullable=False),
        sa.Column("minimum_notice_minutes", sa.Integer(), nullable=False),
        sa.Column("horizon_days", sa.SmallInteger(), nullable=False),
        sa.Column("slot_interval_minutes", sa.SmallInteger(), nullable=False),
        sa.Column("most_sessions_a_day", sa.SmallInteger(), nullable=True),
        sa.Column("holidays_country", sa.String(length=2), nullable=False),
        sa.CheckConstraint("holidays_country ~ '^([A-Z]{2})?$'", name=op.f("ck_planning_settings_country_shape")),
        sa.CheckConstraint(
            "buffer_after_minutes BETWEEN 0 AND 240", name=op.f("ck_planning_settings_buffer_after_range")
        ),
        sa.CheckConstraint(
            "buffer_before_minutes BETWEEN 0 AND 240", name=op.f("ck_planning_settings_buffer_before_range")
        ),
        sa.CheckConstraint("horizon_days BETWEEN 1 AND 730", name=op.f("ck_planning_settings_horizon_range")),
        sa.CheckConstraint(
            "minimum_notice_minutes BETWEEN 0 AND 43200", name=op.f("ck_planning_settings_minimum_notice_range")
        ),
        sa.CheckConstraint(
            "most_sessions_a_day BETWEEN 1 AND 50", name=op.f("ck_planning_settings_most_sessions_range")
        ),
        sa.CheckConstraint(
            "slot_interval_minutes BETWEEN 5 AND 240", name=op.f("ck_planning_settings_slot_interval_range")
        ),
        sa.ForeignKeyConstraint(
            ["coach_id"], ["coaches.id"], name=op.f("fk_planning_settings_coach_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("coach_id", name=op.f("pk_planning_settings")),
    )
    op.create_table(
        "weekly_hours",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint("opens <> closes OR opens = '00:00'", name=op.f("ck_weekly_hours_some_time")),
        sa.CheckConstraint("valid_from <= valid_until", name=op.f("ck_weekly_hours_valid_in_order")),
        sa.CheckConstraint("weekday BETWEEN 1 AND 7", name=op.f("ck_weekly_hours_iso_weekday")),
        sa.ForeignKeyConstraint(
            ["coach_id"], ["coaches.id"], name=op.f("fk_weekly_hours_coach_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f("pk_weekly_hours")),
    )
    op.create_index(
        "ix_weekly_hours_coach_id_weekday_opens", "weekly_hours", ["coach_id", "weekday", "opens"], unique=False
    )
    op.create_table(
        "booking_series",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("frequency", sa.Enum("weekly", "biweekly", "monthly", name="series_frequency"), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("occurrences", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("occurrences BETWEEN 2 AND 104", name=op.f("ck_booking_series_occurrences_range")),
        sa.ForeignKeyConstraint(
            ["coach_id", "client_id"],
            ["clients.coach_id", "clients.id"],
            name=op.f("fk_booking_series_coach_id_client_id"),
            ondelete="NO ACTION",
        ),
        sa.ForeignKeyConstraint(
            ["coach_id"], ["coaches.id"], name=op.f("fk_booking_series_coach_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f("pk_booking_series")),
    )
    op.create_index("ix_booking_series_coach_id_client_id", "booking_series", ["coach_id", "client_id"], unique=False)
    for column, table in FILED.items():
        op.add_column("bookings", sa.Column(column, sa.Uuid(), nullable=True))
        op.create_index(
            f"ix_bookings_coach_id_{column}",
            "bookings",
            ["coach_id", column],
            postgresql_where=sa.text(f"{column} IS NOT NULL"),
        )
        op.create_foreign_key(
            op.f(f"fk_bookings_coach_id_{column}"),
            "bookings",
            table,
            ["coach_id", column],
            ["coach_id", "id"],
            ondelete="NO ACTION",
        )
    for column in BUFFERS:
        op.add_column("bookings", sa.Column(column, sa.SmallInteger(), server_default="0", nullable=False))
        name = op.f(f"ck_bookings_{column.replace('minutes', 'range')}")
        op.create_check_constraint(name, "bookings", f"{column} BETWEEN 0 AND 240")


def downgrade() -> None:
    """Drop them, with their enums."""
    for column in (*FILED, *BUFFERS):
        op.drop_column("bookings", column)
    for table in TABLES:
        op.drop_table(table)
    for enum in ("appointment_colour", "series_frequency"):
        op.execute(f"DROP TYPE {enum}")
