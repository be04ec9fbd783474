"""Asked to stop at whatever moment: no request is lost, so that nothing has to be ended by force."""

import asyncio

import pytest

from jobs.connector import connector
from jobs.queue import queue
from jobs.worker import work
from trustcoach_app.queues import TIMELY

TURNS = 12
"""Of the event loop: more than a connection takes from who gives it back to who waits for it."""


@pytest.mark.parametrize("turns", range(TURNS))
async def test_a_worker_that_gets_its_connection_as_it_is_cancelled_ends(database: str, turns: int) -> None:
    """It waits for the pool's next one, as at a start with several queues: there a cancellation was swallowed."""
    async with queue.open_async():
        taken = [await connector.pool.getconn() for _ in range(connector.pool.max_size)]
        working = asyncio.create_task(work(TIMELY))
        while not connector.pool.get_stats().get("requests_waiting"):  # noqa: ASYNC110  the very turn
            await asyncio.sleep(0)
        giving = asyncio.create_task(connector.pool.putconn(taken[0]))
        for _ in range(turns):
            await asyncio.sleep(0)
        working.cancel()
        for connection in taken[1:]:
            await connector.pool.putconn(connection)
        ended, _ = await asyncio.wait({working}, timeout=10)
        working.cancel()
        await asyncio.wait({working, giving})
    assert ended
