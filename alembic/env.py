"""Runs the migrations as the owner, then declares who may touch what, all in one transaction."""

from sqlalchemy import Connection, create_engine, pool
from sqlmodel import SQLModel

import trustcoach_app.models  # noqa: F401  fills SQLModel.metadata and the access registry
from alembic import context
from trustcoach_app.db.apply_access import apply_access, drop_access
from trustcoach_app.db.engine import given_url


def _run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=SQLModel.metadata, transaction_per_migration=False)
    with context.begin_transaction():
        drop_access(connection)
        context.run_migrations()
        is_newest = context.get_context().get_current_revision() == context.get_head_revision()
        apply_access(connection, is_newest=is_newest)


given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    with create_engine(given_url(), poolclass=pool.NullPool).connect() as own:
        _run(own)
        own.commit()
