"""What was imported, row by row, and the calendars that are read again."""

import sqlalchemy as sa

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = ("imported_rows", "imports", "calendar_feeds")
MADE = {"booking_id": "bookings", "busy_block_id": "busy_blocks", "client_id": "clients"}


def upgrade() -> None:
    """Create the tables, and the column that says which calendar a busy block is read from."""
    op.create_table(
        "imports",
        *_of_a_practice("imports"),
        sa.Column("filename", sa.String(length=120), nullable=False),
        sa.Column(
            "status",
            sa.Enum("draft", "refused", "written", "undone", name="import_status"),
            server_default="draft",
            nullable=False,
        ),
        sa.Column("plan", sa.LargeBinary(), nullable=False),
        sa.Column("outcome", sa.String(length=300), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_table(
        "calendar_feeds",
        *_of_a_practice("calendar_feeds"),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("host", sa.String(length=253), nullable=False),
        sa.Column("etag", sa.String(length=300), nullable=False),
        sa.Column("last_modified", sa.String(length=100), nullable=False),
        sa.Column("polled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("succeeded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.String(length=300), nullable=False),
    )
    op.create_index("ix_calendar_feeds_polled_at", "calendar_feeds", ["polled_at"])
    _read_from_feeds()
    _imported_rows()


def _of_a_practice(table: str) -> list[sa.Column | sa.ForeignKeyConstraint | sa.PrimaryKeyConstraint]:
    return [
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name=op.f(f"fk_{table}_coach_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f(f"pk_{table}")),
    ]


def _read_from_feeds() -> None:
    op.add_column("busy_blocks", sa.Column("feed_id", sa.Uuid(), nullable=True))
    op.create_index(
        "ix_busy_blocks_coach_id_feed_id",
        "busy_blocks",
        ["coach_id", "feed_id"],
        postgresql_where=sa.text("feed_id IS NOT NULL"),
    )
    op.create_foreign_key(
        op.f("fk_busy_blocks_coach_id_feed_id"),
        "busy_blocks",
        "calendar_feeds",
        ["coach_id", "feed_id"],
        ["coach_id", "id"],
        ondelete="CASCADE",
    )


def _imported_rows() -> None:
    parents = {"import_id": "imports", **MADE}
    op.create_table(
        "imported_rows",
        *_of_a_practice("imported_rows"),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("uid", sa.String(length=500), nullable=False),
        sa.Column("recurrence", sa.String(length=40), nullable=False),
        *(sa.Column(column, sa.Uuid(), nullable=True) for column in MADE),
        sa.Column("made", sa.String(length=64), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                ["coach_id", column],
                [f"{table}.coach_id", f"{table}.id"],
                name=op.f(f"fk_imported_rows_coach_id_{column}"),
                ondelete="CASCADE",
            )
            for column, table in parents.items()
        ),
        sa.CheckConstraint(
            "num_nonnulls(booking_id, busy_block_id, client_id) <= 1", name=op.f("ck_imported_rows_one_thing")
        ),
    )
    op.create_index(
        "uq_imported_rows_coach_id_uid_recurrence",
        "imported_rows",
        ["coach_id", "uid", "recurrence"],
        unique=True,
        postgresql_where=sa.text("uid <> ''"),
    )
    op.create_index("ix_imported_rows_coach_id_import_id", "imported_rows", ["coach_id", "import_id"])
    for column in MADE:
        op.create_index(
            f"ix_imported_rows_coach_id_{column}",
            "imported_rows",
            ["coach_id", column],
            postgresql_where=sa.text(f"{column} IS NOT NULL"),
        )


def downgrade() -> None:
    """Drop them, with their enum."""
    op.drop_column("busy_blocks", "feed_id")
    for table in TABLES:
        op.drop_table(table)
    op.execute("DROP TYPE import_status")
