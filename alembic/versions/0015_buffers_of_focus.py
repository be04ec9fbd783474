"""What is still to come of the sessions that Focus booked gets the coach's buffers, as the planning's always had.

Focus had a form of its own, without type and without buffers: a client was offered a slot inside the coach's pause.
Imported sessions keep none, the past stays as it was, and so does whoever was made a client.
"""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of sessions without type or buffers that are planned or held and begin later; imported ones are left alone."""
    op.execute(
        "UPDATE bookings b SET buffer_before_minutes = s.buffer_before_minutes, "
        "buffer_after_minutes = s.buffer_after_minutes FROM planning_settings s "
        "WHERE s.coach_id = b.coach_id AND b.type_id IS NULL AND b.status IN ('confirmed', 'pending') "
        "AND b.buffer_before_minutes = 0 AND b.buffer_after_minutes = 0 AND lower(b.during) > now() "
        "AND NOT EXISTS (SELECT FROM imported_rows i WHERE i.coach_id = b.coach_id AND i.booking_id = b.id)"
    )


def downgrade() -> None:
    """Nobody knows any more which had none."""
