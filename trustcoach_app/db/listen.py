"""LISTEN: a connection of its own that hears what triggers notify."""

from typing import Any

import psycopg
from psycopg import sql

from trustcoach_app.db.engine import conninfo


async def listening(login: str, channel: str) -> psycopg.AsyncConnection[Any]:
    """A connection of `login` that listens, and notices within a minute that the other side is gone.

    Raises psycopg.Error while PostgreSQL is away.
    """
    connection = await psycopg.AsyncConnection.connect(
        conninfo(login),
        autocommit=True,
        application_name=channel,
        keepalives_idle=30,
        keepalives_interval=10,
        keepalives_count=3,
    )
    await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
    return connection
