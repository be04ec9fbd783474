"""A rate or a price that nobody said is absent, not 0; and a coach's photo."""

import sqlalchemy as sa

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

MADE_WITHOUT_A_RATE = ("Séance de coaching", "Séance approfondie")
"""The types that a practice starts with, whose price is its coach's rate."""


def upgrade() -> None:
    """A practice that was opened before its rate was known got these types at 0 €, which nobody meant."""
    op.alter_column("coaches", "hourly_rate_cents", nullable=True)
    op.alter_column("appointment_types", "price_cents", nullable=True)
    unpriced = sa.text(
        "UPDATE appointment_types t SET price_cents = NULL FROM coaches c "
        "WHERE c.id = t.coach_id AND c.hourly_rate_cents = 0 AND t.price_cents = 0 AND t.name = ANY (:names)"
    )
    op.get_bind().execute(unpriced, {"names": list(MADE_WITHOUT_A_RATE)})
    op.execute("UPDATE coaches SET hourly_rate_cents = NULL WHERE hourly_rate_cents = 0")
    op.create_table(
        "coach_photos",
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("image", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("octet_length(image) <= 262144", name=op.f("ck_coach_photos_image_size")),
        sa.ForeignKeyConstraint(
            ["coach_id"], ["coaches.id"], name=op.f("fk_coach_photos_coach_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("coach_id", name=op.f("pk_coach_photos")),
    )


def downgrade() -> None:
    """As it was: what is absent becomes 0 again."""
    op.drop_table("coach_photos")
    op.execute("UPDATE appointment_types SET price_cents = 0 WHERE price_cents IS NULL")
    op.execute("UPDATE coaches SET hourly_rate_cents = 0 WHERE hourly_rate_cents IS NULL")
    op.alter_column("appointment_types", "price_cents", nullable=False)
    op.alter_column("coaches", "hourly_rate_cents", nullable=False)
