# pyright: reportPrivateUsage=false
"""Tabs of a killed web process come back to another one with all that they knew.

Where several web processes share a Redis, Reflex notes there which of them holds a tab's socket, and takes a tab whose
note is still there for a duplicate: it gets a new token, and with it an empty page. A process that ends takes its notes
along; one that is killed leaves them for an hour. So each process stays subscribed to a channel of its own,
which Redis notices by itself, and before a tab is linked the note of a process without a subscription goes.
"""

import asyncio
import logging
import pickle
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from redis.asyncio.client import PubSub
from redis.exceptions import RedisError
from reflex.app import App
from reflex.utils.token_manager import RedisTokenManager, SocketRecord

LONGEST_SILENCE = 5.0
"""Seconds between attempts to reach Redis again."""

log = logging.getLogger(__name__)


@asynccontextmanager
async def own_sockets(app: App) -> AsyncGenerator[None]:
    """For `app.register_lifespan_task`: say that this process lives, and forget those that do not."""
    manager = app.event_namespace._token_manager if app.event_namespace else None
    if not isinstance(manager, RedisTokenManager):
        yield
        return
    link = manager.link_token_to_sid

    async def link_token_to_sid(token: str, sid: str) -> str | None:
        try:
            await forget_dead_owner(manager, token)
        except RedisError as error:
            log.warning("sockets: Redis went away (%s)", type(error).__name__)
        return await link(token, sid)

    manager.link_token_to_sid = link_token_to_sid
    async with manager.redis.pubsub() as subscription:
        await subscription.subscribe(channel_of(manager.instance_id))
        alive = asyncio.create_task(stay_subscribed(subscription))
        try:
            yield
        finally:
            manager.link_token_to_sid = link
            alive.cancel()
            await asyncio.gather(alive, return_exceptions=True)


def channel_of(instance_id: str) -> str:
    """Where a web process listens as long as it lives; nothing is ever said there."""
    return f"trustcoach_web_{instance_id}"


async def stay_subscribed(subscription: PubSub) -> None:
    """Hold the subscription, and take it up again after an interruption, as reading from it does."""
    while True:
        try:
            await subscription.get_message(timeout=None)
        except RedisError as error:
            log.warning("sockets: Redis went away (%s)", type(error).__name__)
            await asyncio.sleep(LONGEST_SILENCE)


async def forget_dead_owner(manager: RedisTokenManager, token: str) -> None:
    """Delete what is noted of a tab's socket when the process that held it does not live any more."""
    key = manager._get_redis_key(token)
    noted = await manager.redis.get(key)
    if noted is None:
        return
    record: SocketRecord = pickle.loads(noted)  # noqa: S301  Reflex wrote it, into a Redis that is ours alone
    [(_, listeners)] = await manager.redis.pubsub_numsub(channel_of(record.instance_id))
    if not listeners:
        await manager.redis.delete(key)
