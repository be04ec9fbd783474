"""A websocket without a client in between: it says what it wants, reads when it wants, and need not finish."""

import asyncio
import json
import socket
import struct
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import aiohttp

from tests.auth.sockets import NAMES
from trustcoach_app.reflex_seams.protocol import ADDRESS, CONNECT, EVENT, NAME, PAYLOAD

ADDRESS_OF_LOGIN = {"pathname": "/login", "asPath": "/login"}
HYDRATE = NAMES["state.hydrate"]
SAY = NAMES["shell_state.say"]
ACCEPT = "dGhlIHNhbXBsZSBub25jZQ=="


def event(name: str, address: Any = ADDRESS_OF_LOGIN, **payload: Any) -> str:
    """A message with an event in it."""
    return EVENT + json.dumps(["event", {NAME: name, PAYLOAD: payload, ADDRESS: address}])


@dataclass
class Raw:
    """One websocket, read message by message."""

    socket: aiohttp.ClientWebSocketResponse
    heard: list[str] = field(default_factory=list[str])

    async def say(self, *messages: str | bytes) -> None:
        """Send what is said, whatever it is."""
        for message in messages:
            send = self.socket.send_bytes if isinstance(message, bytes) else self.socket.send_str
            await send(message)  # type: ignore[arg-type]

    async def hears(self, words: str) -> None:
        """Wait until a message has these words."""
        async with asyncio.timeout(30):
            while not any(words in message for message in self.heard):
                self.heard.append((await self.socket.receive()).data or "")
                assert not self.socket.closed, self.heard[-5:]

    async def is_ended(self, seconds: float = 30) -> bool:
        """Whether the server closes it within that time."""
        try:
            async with asyncio.timeout(seconds):
                async for message in self.socket:
                    self.heard.append(str(message.data))
        except TimeoutError:
            return False
        return True

    async def says(self, text: str) -> None:
        """The tab goes on: its own news come back to it."""
        await self.say(event(SAY, text=text))
        await self.hears(text)


@asynccontextmanager
async def raw(
    origin: str, *, connect: bool = True, token: str = "", cookie: str = "", **query: str
) -> AsyncGenerator[Raw]:
    """An open websocket, as a page of ours opens it."""
    asked = {"token": token or str(uuid4()), "EIO": "4", "transport": "websocket", **query}
    headers = {"Origin": origin, **({"Cookie": cookie} if cookie else {})}
    async with aiohttp.ClientSession() as session:
        opened = await session.ws_connect(f"{origin}/_event/", params=asked, headers=headers, max_msg_size=0)
        socket = Raw(opened)
        if connect:
            await socket.say(CONNECT + "{}")
            await socket.hears('"sid"')
        try:
            yield socket
        finally:
            await opened.close()


@contextmanager
def deaf(origin: str) -> Iterator[socket.socket]:
    """A socket whose sender never reads: as small a buffer as the system has."""
    address = urlsplit(origin)
    with socket.socket() as opened:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        opened.settimeout(30)
        opened.connect((address.hostname, address.port))
        opened.sendall(
            f"GET /_event/?token={uuid4()}&EIO=4&transport=websocket HTTP/1.1\r\nHost: {address.netloc}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {ACCEPT}\r\nSec-WebSocket-Version: 13\r\n"
            f"Origin: {origin}\r\n\r\n".encode()
        )
        yield opened


def frame(data: bytes, *, is_first: bool = True, is_last: bool = True) -> bytes:
    """One frame of a text message, whole or a part of it. The mask is zero, which masks nothing."""
    head = bytes([(0x80 if is_last else 0) | (0x01 if is_first else 0)])
    if len(data) < 126:
        size = bytes([0x80 | len(data)])
    elif len(data) < 65_536:
        size = bytes([0x80 | 126]) + struct.pack("!H", len(data))
    else:
        size = bytes([0x80 | 127]) + struct.pack("!Q", len(data))
    return head + size + bytes(4) + data
