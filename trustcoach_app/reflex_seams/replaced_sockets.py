# pyright: reportPrivateUsage=false, reportAttributeAccessIssue=false
"""A tab keeps its State when its socket is replaced.

Reflex takes a second socket with the same token for a duplicated tab and gives it a new token, so an empty State. But a
page makes its token for itself alone (assets/shell/early_socket.jsx): its second socket is the same page, whose first
one broke without anybody telling the server. Only who opened the first one may replace it.
"""

import asyncio
import hashlib
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs

from redis.exceptions import RedisError
from reflex.app import App, _decode_asgi_headers
from reflex.utils.token_manager import RedisTokenManager, SocketRecord

from trustcoach_app.reflex_seams.protocol import HEADERS, ONE_PAGE, TOKEN

OwnerOf = Callable[[Mapping[str, str]], str]
"""Who opened a socket, by the headers of its handshake; "" when nobody can tell."""


class ReplacedSockets:
    """Whose socket is replaced by whose."""

    def __init__(self, app: App, owner_of: OwnerOf) -> None:
        assert app.event_namespace is not None
        self._app, self._namespace, self._owner_of = app, app.event_namespace, owner_of
        self._ending: set[asyncio.Task[None]] = set()

    def begin(self) -> None:
        """Stand before Reflex's own linking of tabs and sockets. Once, after the application is made."""
        connect = self._namespace.on_connect

        async def on_connect(socket_id: str, handshake: dict[str, Any], auth: Any = None) -> None:
            token = (parse_qs(handshake.get("QUERY_STRING", "")).get(TOKEN) or [""])[0]
            owner = self._owner_of(_headers(handshake)) if token.startswith(ONE_PAGE) else ""
            if owner and await self._is_of(token, owner):
                await self._replace(token, socket_id)
            await connect(socket_id, handshake, auth)
            if owner and self._namespace.sid_to_token.get(socket_id) == token:
                await self._note_owner(token, owner)

        self._namespace.on_connect = on_connect

    async def _is_of(self, token: str, owner: str) -> bool:
        """Whether the tab's present socket, in this process or another one, was opened by the same."""
        manager = self._namespace._token_manager
        before = manager.token_to_socket.get(token)
        if before is not None and before.instance_id == manager.instance_id:
            headers = self._namespace._static_router_data.get(before.sid, {}).get(HEADERS, {})
            return owner == self._owner_of(headers)
        if not isinstance(manager, RedisTokenManager):
            return False
        try:
            noted = await manager.redis.get(_key(token))
        except RedisError:
            return False
        return noted is not None and noted.decode() == _digest(owner)

    async def _replace(self, token: str, socket_id: str) -> None:
        manager = self._namespace._token_manager
        before, record = (
            manager.token_to_socket.get(token),
            SocketRecord(instance_id=manager.instance_id, sid=socket_id),
        )
        manager.token_to_socket[token], manager.sid_to_token[socket_id] = record, token
        if isinstance(manager, RedisTokenManager):
            await manager._store_socket_record(token, record)
        if before is not None:
            manager.sid_to_token.pop(before.sid, None)
            if before.instance_id == manager.instance_id:
                self._end(before.sid)

    def _end(self, socket_id: str) -> None:
        """Close the earlier socket. It may be one that takes nothing any more: nobody waits for it."""
        sio = self._app.sio
        assert sio is not None
        transport = sio.eio.sockets.get(sio.manager.eio_sid_from_sid(socket_id, self._namespace.namespace))
        if transport is not None:
            task = asyncio.create_task(transport.close(wait=False))
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)

    async def _note_owner(self, token: str, owner: str) -> None:
        """For the other processes; this one has the handshake."""
        manager = self._namespace._token_manager
        if isinstance(manager, RedisTokenManager):
            try:
                await manager.redis.set(_key(token), _digest(owner), ex=manager.token_expiration)
            except RedisError:
                return


def _headers(handshake: Mapping[str, Any]) -> dict[str, str]:
    return _decode_asgi_headers(handshake.get("asgi.scope", {}).get("headers", []))


def _key(token: str) -> str:
    return f"trustcoach_page_owner_{token}"


def _digest(owner: str) -> str:
    return hashlib.sha256(owner.encode()).hexdigest()
