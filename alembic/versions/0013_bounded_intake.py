"""What waits in the setter's ledger is the queue, what is kept of a practice is weighed, and jobs have queues by kind."""

import sqlalchemy as sa

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

EVENTS = "inbound_events"


def upgrade() -> None:
    """Every event that waits is due at once; jobs of the one queue go, since each is enqueued again by what it is for."""
    op.add_column(EVENTS, sa.Column("size", sa.Integer(), server_default="0", nullable=False))
    op.execute("UPDATE inbound_events SET size = octet_length(body)")
    op.add_column(EVENTS, sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False))
    op.add_column(EVENTS, sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=True))
    op.drop_index("ix_inbound_events_coach_id_batch_id", EVENTS)
    op.drop_index("ix_inbound_events_unapplied", EVENTS)
    op.drop_column(EVENTS, "batch_id")
    for name, condition in (("unapplied", "applied_at IS NULL"), ("applied", "applied_at IS NOT NULL")):
        where = sa.text(condition)
        op.create_index(f"ix_{EVENTS}_{name}", EVENTS, ["coach_id", "received_at", "id"], postgresql_where=where)
    _intake_volumes()
    op.execute("DELETE FROM queue.procrastinate_jobs WHERE queue_name = 'default'")


def _intake_volumes() -> None:
    op.create_table(
        "intake_volumes",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("ledger_bytes", sa.BigInteger(), nullable=False),
        sa.Column("letters_left_out", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("left_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["coach_id"], ["coaches.id"], name=op.f("fk_intake_volumes_coach_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("coach_id", name=op.f("pk_intake_volumes")),
    )
    op.execute(
        "INSERT INTO intake_volumes (coach_id, ledger_bytes) "
        "SELECT coach_id, sum(size) FROM inbound_events GROUP BY coach_id"
    )


def downgrade() -> None:
    """One batch a practice for what waits; its job is found by the floor."""
    op.drop_table("intake_volumes")
    for name in ("unapplied", "applied"):
        op.drop_index(f"ix_{EVENTS}_{name}", EVENTS)
    op.add_column(EVENTS, sa.Column("batch_id", sa.Uuid(), nullable=True))
    op.execute("UPDATE inbound_events SET batch_id = coach_id")
    op.alter_column(EVENTS, "batch_id", nullable=False)
    op.create_index("ix_inbound_events_coach_id_batch_id", EVENTS, ["coach_id", "batch_id"])
    op.create_index(
        "ix_inbound_events_unapplied", EVENTS, ["received_at"], postgresql_where=sa.text("applied_at IS NULL")
    )
    for column in ("size", "attempts", "next_attempt_at"):
        op.drop_column(EVENTS, column)
    op.execute("DELETE FROM queue.procrastinate_jobs")
