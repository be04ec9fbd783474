"""Events of calendars outside have a table of their own: which calendar said what of them last, and what was made of it.

What imports made so far is carried over. Of a followed calendar nobody kept which block was which event, so each is read
again. Dry runs that nobody has confirmed yet are in a form that is no longer read: their files are to be sent again.
"""

import sqlalchemy as sa

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

SEND_AGAIN = "Ce fichier a été lu par une version précédente : envoyez-le de nouveau."


def upgrade() -> None:
    """Make the tables, fill them from `imported_rows`, and drop that."""
    op.add_column("imports", sa.Column("calendar", sa.String(length=200), server_default="", nullable=False))
    op.add_column("calendar_feeds", sa.Column("left_out", sa.LargeBinary(), nullable=True))
    own_address = sa.Column("own_address", sa.String(length=254), server_default="", nullable=False)
    op.add_column("calendar_feeds", own_address)
    op.execute(
        "UPDATE calendar_feeds f SET own_address = u.email FROM coaches c JOIN users u ON u.id = c.user_id "
        "WHERE c.id = f.coach_id"
    )
    _import_parts()
    _outside_events()
    _imported_clients()
    op.execute(
        "INSERT INTO outside_events (coach_id, id, created_at, provider, import_id, uid, recurrence, starts_at, ends_at, "
        "booking_id, busy_block_id, made) "
        "SELECT r.coach_id, r.id, r.created_at, 'file', r.import_id, r.uid, r.recurrence, "
        "coalesce(b.starts_at, lower(k.during)), coalesce(b.ends_at, upper(k.during)), "
        "r.booking_id, r.busy_block_id, r.made FROM imported_rows r "
        "LEFT JOIN bookings b ON b.coach_id = r.coach_id AND b.id = r.booking_id "
        "LEFT JOIN busy_blocks k ON k.coach_id = r.coach_id AND k.id = r.busy_block_id "
        "WHERE r.booking_id IS NOT NULL OR r.busy_block_id IS NOT NULL"
    )
    op.execute(
        "INSERT INTO imported_clients (coach_id, id, created_at, import_id, client_id, made) "
        "SELECT coach_id, id, created_at, import_id, client_id, made FROM imported_rows WHERE client_id IS NOT NULL"
    )
    op.drop_table("imported_rows")
    op.execute("UPDATE calendar_feeds SET etag = '', last_modified = '', polled_at = NULL")
    refused = sa.text("UPDATE imports SET status = 'refused', outcome = :why WHERE status = 'draft'")
    op.execute(refused.bindparams(why=SEND_AGAIN))


def _of_a_practice(table: str) -> list[sa.Column | sa.ForeignKeyConstraint | sa.PrimaryKeyConstraint]:
    return [
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.id"], name=op.f(f"fk_{table}_coach_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f(f"pk_{table}")),
    ]


def _of(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["coach_id", column],
        [f"{parent}.coach_id", f"{parent}.id"],
        name=op.f(f"fk_{table}_coach_id_{column}"),
        ondelete="CASCADE",
    )


def _import_parts() -> None:
    op.create_table(
        "import_parts",
        *_of_a_practice("import_parts"),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        _of("import_parts", "import_id", "imports"),
        sa.CheckConstraint("kind IN ('events', 'errors')", name=op.f("ck_import_parts_kind")),
    )
    columns = ["coach_id", "import_id", "kind", "number"]
    op.create_index("uq_import_parts_coach_id_import_id_kind_number", "import_parts", columns, unique=True)


def _outside_events() -> None:
    parents = {
        "import_id": "imports",
        "feed_id": "calendar_feeds",
        "booking_id": "bookings",
        "busy_block_id": "busy_blocks",
    }
    op.create_table(
        "outside_events",
        *_of_a_practice("outside_events"),
        sa.Column("provider", sa.String(length=20), nullable=False),
        *(sa.Column(column, sa.Uuid(), nullable=True) for column in ("import_id", "feed_id")),
        sa.Column("uid", sa.String(length=500), nullable=False),
        sa.Column("recurrence", sa.String(length=40), nullable=False),
        sa.Column("sequence", sa.Integer(), server_default="0", nullable=False),
        sa.Column("etag", sa.String(length=200), server_default="", nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("standing", sa.String(length=20), server_default="here", nullable=False),
        *(sa.Column(column, sa.Uuid(), nullable=True) for column in ("booking_id", "busy_block_id")),
        sa.Column("made", sa.String(length=64), server_default="", nullable=False),
        *(_of("outside_events", column, parent) for column, parent in parents.items()),
        sa.CheckConstraint("provider IN ('file', 'feed')", name=op.f("ck_outside_events_provider")),
        sa.CheckConstraint(
            "standing IN ('here', 'cancelled', 'declined', 'free', 'gone', 'kept')",
            name=op.f("ck_outside_events_standing"),
        ),
        sa.CheckConstraint("num_nonnulls(import_id, feed_id) = 1", name=op.f("ck_outside_events_one_origin")),
        sa.CheckConstraint("num_nonnulls(booking_id, busy_block_id) <= 1", name=op.f("ck_outside_events_one_thing")),
    )
    _index("uid_recurrence", ["uid", "recurrence"], "feed_id IS NULL", unique=True)
    _index("feed_id_uid_recurrence", ["feed_id", "uid", "recurrence"], "feed_id IS NOT NULL", unique=True)
    for column in ("import_id", "booking_id", "busy_block_id"):
        _index(column, [column], f"{column} IS NOT NULL")
    withdrawn = sa.text("standing NOT IN ('here', 'kept')")
    op.create_index("ix_outside_events_withdrawn", "outside_events", ["coach_id"], postgresql_where=withdrawn)


def _index(name: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    op.create_index(
        f"{'uq' if unique else 'ix'}_outside_events_coach_id_{name}",
        "outside_events",
        ["coach_id", *columns],
        unique=unique,
        postgresql_where=sa.text(where),
    )


def _imported_clients() -> None:
    op.create_table(
        "imported_clients",
        *_of_a_practice("imported_clients"),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("made", sa.String(length=64), nullable=False),
        _of("imported_clients", "import_id", "imports"),
        _of("imported_clients", "client_id", "clients"),
    )
    op.create_index("ix_imported_clients_coach_id_import_id", "imported_clients", ["coach_id", "import_id"])
    op.create_index(
        "ix_imported_clients_coach_id_client_id",
        "imported_clients",
        ["coach_id", "client_id"],
        postgresql_where=sa.text("client_id IS NOT NULL"),
    )


def downgrade() -> None:
    """One table of rows again; what is known of followed calendars is read again."""
    made = {"import_id": "imports", "booking_id": "bookings", "busy_block_id": "busy_blocks", "client_id": "clients"}
    op.create_table(
        "imported_rows",
        *_of_a_practice("imported_rows"),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("uid", sa.String(length=500), nullable=False),
        sa.Column("recurrence", sa.String(length=40), nullable=False),
        *(sa.Column(column, sa.Uuid(), nullable=True) for column in ("booking_id", "busy_block_id", "client_id")),
        sa.Column("made", sa.String(length=64), nullable=False),
        *(_of("imported_rows", column, parent) for column, parent in made.items()),
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
    for column in ("booking_id", "busy_block_id", "client_id"):
        where = sa.text(f"{column} IS NOT NULL")
        op.create_index(
            f"ix_imported_rows_coach_id_{column}", "imported_rows", ["coach_id", column], postgresql_where=where
        )
    op.execute(
        "INSERT INTO imported_rows (coach_id, id, created_at, import_id, uid, recurrence, booking_id, busy_block_id, made) "
        "SELECT coach_id, id, created_at, import_id, uid, recurrence, booking_id, busy_block_id, made "
        "FROM outside_events WHERE import_id IS NOT NULL"
    )
    op.execute(
        "INSERT INTO imported_rows (coach_id, id, created_at, import_id, uid, recurrence, client_id, made) "
        "SELECT coach_id, id, created_at, import_id, '', '', client_id, made FROM imported_clients"
    )
    for table in ("outside_events", "imported_clients", "import_parts"):
        op.drop_table(table)
    op.drop_column("calendar_feeds", "left_out")
    op.drop_column("calendar_feeds", "own_address")
    op.drop_column("imports", "calendar")
