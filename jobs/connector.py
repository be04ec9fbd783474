"""The queue's way to PostgreSQL: a pool, and a connection for each worker that listens."""

import json
from typing import Any

import psycopg
from procrastinate import PsycopgConnector
from procrastinate.connector import LISTEN_TIMEOUT, Notify

from trustcoach_app.db.engine import JOBS, conninfo

RECONNECT_SECONDS = 5.0
"""That the pool tries by itself, later each time; after them, whoever asks for a connection makes it try at once."""

_LOOK = json.dumps({"type": "job_inserted", "job_id": 0})


class AttentiveConnector(PsycopgConnector):
    """procrastinate's, which forgot what was enqueued before it listened, or while it connected again."""

    async def _loop_notify(
        self,
        on_notification: Notify,
        connection: psycopg.AsyncConnection[Any],
        timeout: float = LISTEN_TIMEOUT,  # noqa: ASYNC109  its own
    ) -> None:
        """Say once, as soon as we hear, that there may be something."""
        await on_notification(channel="", payload=_LOOK)
        await super()._loop_notify(on_notification=on_notification, connection=connection, timeout=timeout)


connector = AttentiveConnector(
    conninfo=lambda: conninfo(JOBS),
    kwargs={
        "options": "-c search_path=queue",
        "application_name": "trustcoach jobs",
        "connect_timeout": 5,
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
    },
    min_size=1,
    max_size=10,
    timeout=10,
    reconnect_timeout=RECONNECT_SECONDS,
)
"""Of this process. Its figures are seconds."""
