"""How many websockets there may be, how long one may say nothing, what it may say, how slowly it may read.

docs/limits.md has every number.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trustcoach_app.auth.visitor import visitor_of
from trustcoach_app.reflex_seams.protocol import CONNECT, ONE_PAGE, TOKEN
from trustcoach_app.web.open_files import most_open_files
from trustcoach_app.web.open_sockets import Ended, OpenSocket, open_sockets, present_socket
from trustcoach_app.web.socket_messages import NotSpoken, checked

log = logging.getLogger(__name__)

MOST_SOCKETS = 4_000
MOST_OF_A_NETWORK = 1_000
"""Of one address, or one /64 of IPv6: an office, a town behind one address of its mobile network."""

OTHER_FILES = 256
"""What else the process has open: connections of pages and to the database, logs, its own code."""

SECONDS_TO_SPEAK = 15.0
"""From the handshake to the page's first event. Reflex's client opens a socket up to ten seconds before it speaks."""

SECONDS_TO_READ = 60.0
"""For one message: a phone at the edge of its network takes ten."""

LARGEST_HANDSHAKE = 32_768
"""Bytes of its headers and query, which the page's State keeps."""

_TOKEN = re.compile(rf"(?:{ONE_PAGE})?[0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}")
TRY_AGAIN_LATER, POLICY = 1013, 1008


def most_sockets() -> int:
    """As many as the process may have files open, and no more than it has memory for."""
    return min(MOST_SOCKETS, max(most_open_files() - OTHER_FILES, 64))


class SocketLimits:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a websocket that may not open, watch one that does, leave other requests as they are."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        network = visitor_of(HTTPConnection(scope)).network
        if why := _refusal(scope, network):
            log.warning("a socket was refused: %s", why)
            await send({"type": "websocket.close", "code": TRY_AGAIN_LATER})
            return
        await self._serve(OpenSocket(network), scope, receive, send)

    async def _serve(self, socket: OpenSocket, scope: Scope, receive: Receive, send: Send) -> None:
        loop = asyncio.get_running_loop()
        open_sockets.add(socket)
        present_socket.set(socket)
        silence = loop.call_later(SECONDS_TO_SPEAK, _end_if_silent, socket)
        try:
            await self._app(scope, _receiving(socket, receive), _sending(socket, send))
        finally:
            silence.cancel()
            open_sockets.remove(socket)


def _refusal(scope: Scope, network: str) -> str:
    """Why a websocket may not open, "" when it may."""
    query, headers = scope["query_string"], scope["headers"]
    if len(query) + sum(len(name) + len(value) for name, value in headers) > LARGEST_HANDSHAKE:
        return "its handshake is too large"
    if not _TOKEN.fullmatch(next(iter(parse_qs(query.decode("latin-1")).get(TOKEN, [])), "")):
        return "it names no tab"
    limit = most_sockets()
    if len(open_sockets) >= limit:
        return f"{limit} are open"
    most = min(MOST_OF_A_NETWORK, limit // 2)
    return f"its network has {most} open" if open_sockets.of(network) >= most else ""


def _end_if_silent(socket: OpenSocket) -> None:
    if not socket.has_spoken:
        socket.end("it said nothing")


def _receiving(socket: OpenSocket, receive: Receive) -> Receive:
    """Hands on what a page may say; whatever else comes ends the socket."""

    async def next_message() -> Message:
        while True:
            try:
                message = await socket.unless_ended(_call(receive))
                socket.heard_at = monotonic()
                passed = _passed(socket, message)
            except (Ended, NotSpoken) as error:
                socket.end("it spoke as no page of ours does") if isinstance(error, NotSpoken) else None
                return {"type": "websocket.disconnect", "code": POLICY}
            if passed is not None:
                return passed

    return next_message


def _passed(socket: OpenSocket, message: Message) -> Message | None:
    """A message as it may be read; None for one to be left alone. Raises NotSpoken."""
    if message["type"] != "websocket.receive":
        return message
    text = message.get("text")
    if not isinstance(text, str) or not text:
        raise NotSpoken
    text = checked(text)
    if text is None:
        return None
    if text.startswith(CONNECT):
        if socket.has_connected:
            raise NotSpoken
        socket.has_connected = True
    return {"type": "websocket.receive", "text": text}


def _sending(socket: OpenSocket, send: Send) -> Send:
    """Counts what has been read, and gives up on a socket that does not read."""

    async def send_in_time(message: Message) -> None:
        try:
            await socket.unless_ended(_call(lambda: send(message)), SECONDS_TO_READ)
        except TimeoutError:
            socket.end("it read nothing for too long")
            raise Ended from None
        open_sockets.note_unread(socket, -len(message.get("text") or ""))

    return send_in_time


async def _call(function: Callable[[], Awaitable[Any]]) -> Any:
    """A coroutine, whatever the server's own kind of awaitable is."""
    return await function()
