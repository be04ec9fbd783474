"""The job queue: procrastinate's own schema, in a namespace of its own that only the jobs role enters."""

from procrastinate.schema import SchemaManager

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create it as the pinned release ships it; an upgrade of the package adds a migration with its own SQL."""
    op.execute("CREATE SCHEMA queue")
    op.execute("SET LOCAL search_path = queue")
    op.get_bind().exec_driver_sql(SchemaManager.get_schema().replace("%", "%%"))
    op.execute("SET LOCAL search_path = public")


def downgrade() -> None:
    """Drop the queue with everything in it."""
    op.execute("DROP SCHEMA queue CASCADE")
