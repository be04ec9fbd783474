"""Two clients become one: what was merged, and which rows it moved."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

ADDRESS = "uq_clients_coach_id_email"


def upgrade() -> None:
    """Two tables; nobody is merged yet. The address of a merged client no longer stands in anybody's way."""
    op.create_table(
        "client_merges",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("merged_id", sa.Uuid(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("before", JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("after", JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.CheckConstraint("survivor_id <> merged_id", name=op.f("ck_client_merges_two")),
        sa.ForeignKeyConstraint(
            ["coach_id"], ["coaches.id"], name=op.f("fk_client_merges_coach_id"), ondelete="CASCADE"
        ),
        *(
            sa.ForeignKeyConstraint(
                ["coach_id", column],
                ["clients.coach_id", "clients.id"],
                name=op.f(f"fk_client_merges_coach_id_{column}"),
                ondelete="NO ACTION",
            )
            for column in ("survivor_id", "merged_id")
        ),
        sa.PrimaryKeyConstraint("coach_id", "id", name=op.f("pk_client_merges")),
    )
    op.create_index("ix_client_merges_coach_id_survivor_id", "client_merges", ["coach_id", "survivor_id", "merged_at"])
    op.create_index("ix_client_merges_coach_id_merged_id", "client_merges", ["coach_id", "merged_id"])
    op.create_index("ix_client_merges_merged_at", "client_merges", ["merged_at"])
    op.create_table(
        "client_merge_rows",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("merge_id", sa.Uuid(), nullable=False),
        sa.Column("table_name", sa.String(length=63), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["coach_id"], ["coaches.id"], name=op.f("fk_client_merge_rows_coach_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["coach_id", "merge_id"],
            ["client_merges.coach_id", "client_merges.id"],
            name=op.f("fk_client_merge_rows_coach_id_merge_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("coach_id", "merge_id", "table_name", "row_id", name=op.f("pk_client_merge_rows")),
    )
    op.create_index(
        "ix_clients_coach_id_merged_into",
        "clients",
        ["coach_id", "merged_into"],
        postgresql_where=sa.text("merged_into IS NOT NULL"),
    )
    _address("email IS NOT NULL AND merged_into IS NULL")


def downgrade() -> None:
    """What was merged stays so; it cannot be undone any more. A merged client gives up an address that another has."""
    op.execute(
        "UPDATE clients m SET email = NULL WHERE m.merged_into IS NOT NULL AND EXISTS (SELECT FROM clients c "
        "WHERE c.coach_id = m.coach_id AND c.email = m.email AND c.id <> m.id "
        "AND (c.merged_into IS NULL OR c.id < m.id))"
    )
    _address("email IS NOT NULL")
    op.drop_index("ix_clients_coach_id_merged_into", table_name="clients")
    op.drop_table("client_merge_rows")
    op.drop_table("client_merges")


def _address(condition: str) -> None:
    op.drop_index(ADDRESS, table_name="clients")
    op.create_index(ADDRESS, "clients", ["coach_id", "email"], unique=True, postgresql_where=sa.text(condition))
