"""A price that nobody said is none: imported sessions at 0 are « à tarifer », not « Offerte ». And a coach's first hour.

An import could not be priced anywhere, and wrote 0. Sessions that a coach made keep what she saw: 0 is offered.
Who has held a session already is not new: the list of the first hour waits to be asked for.
"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The column may be empty; of nothing priced nothing is retained."""
    op.alter_column("bookings", "price_cents", nullable=True)
    _replace_check("retained_cents BETWEEN 0 AND coalesce(price_cents, 0)")
    op.execute(
        "UPDATE bookings b SET price_cents = NULL WHERE b.price_cents = 0 AND EXISTS "
        "(SELECT FROM outside_events e WHERE e.coach_id = b.coach_id AND e.booking_id = b.id)"
    )

    settled = sa.Column("settled_steps", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False)
    op.add_column("coaches", settled)
    op.execute(
        "UPDATE coaches c SET settled_steps = '{all}' WHERE EXISTS "
        "(SELECT FROM bookings b WHERE b.coach_id = c.id AND b.status = 'completed')"
    )


def downgrade() -> None:
    """What nobody priced is 0 again."""
    op.drop_column("coaches", "settled_steps")
    op.execute("UPDATE bookings SET price_cents = 0 WHERE price_cents IS NULL")
    _replace_check("retained_cents BETWEEN 0 AND price_cents")
    op.alter_column("bookings", "price_cents", nullable=False)


def _replace_check(condition: str) -> None:
    name = op.f("ck_bookings_retained_range")
    op.drop_constraint(name, "bookings")
    op.create_check_constraint(name, "bookings", condition)
