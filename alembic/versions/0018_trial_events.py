"""The ledger names whom an event is about, and keeps the lead that came of a trial event.

Events from before stay without a name: what they say rests encrypted, and no migration holds the keys.
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0018"
down_revision = "0020"
branch_labels = None
depends_on = None

EVENTS = "inbound_events"


def upgrade() -> None:
    """Two columns, and an index for the few events that are trials."""
    op.add_column(EVENTS, sa.Column("instagram_id", sa.String(length=64), server_default="", nullable=False))
    op.add_column(EVENTS, sa.Column("trial_lead", postgresql.JSONB(), nullable=True))
    op.create_index(
        "ix_inbound_events_trials",
        EVENTS,
        ["coach_id", sa.text("received_at DESC")],
        postgresql_where=sa.text("instagram_id = 'trustcoach-essai'"),
    )


def downgrade() -> None:
    """A trial event that waits would become a lead: it goes."""
    op.execute("DELETE FROM inbound_events WHERE instagram_id = 'trustcoach-essai'")
    op.drop_index("ix_inbound_events_trials", EVENTS)
    op.drop_column(EVENTS, "trial_lead")
    op.drop_column(EVENTS, "instagram_id")
