"""A browser tab over a raw websocket: what it sends is its own choice, what it gets is kept word for word."""

import asyncio
import json
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import uuid4

import socketio

from tests.auth.handlers import handlers

NAMESPACE = "/_event"
QUIET = 0.2
"""Seconds without an answer after which nothing more is expected."""

NAMES = {handler.short: handler.name for handler in handlers()}
SAY = NAMES["shell_state.say"]
_numbers = count()


def is_empty(frame: dict[str, Any]) -> bool:
    """Whether an answer holds nothing at all."""
    return not frame.get("delta") and not frame.get("events")


@dataclass
class Tab:
    """One tab and everything that it was sent."""

    token: str
    path: str = "/"
    socket: socketio.AsyncClient = field(default_factory=lambda: socketio.AsyncClient(reconnection=False))
    frames: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    other_tokens: list[str] = field(default_factory=list[str])
    """What the server would have it be called instead: it takes the tab for a duplicate."""

    got: list[int] = field(default_factory=list[int])
    """Which of the events that it counted arrived."""

    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.socket.on("event", self._note, namespace=NAMESPACE)
        self.socket.on("new_token", self.other_tokens.append, namespace=NAMESPACE)
        self.socket.on("got", self.got.append, namespace=NAMESPACE)

    def _note(self, frame: dict[str, Any]) -> None:
        self.frames.append(frame)
        self.arrived.set()

    async def send(self, name: str, **payload: Any) -> None:
        """Send one event, by its full name."""
        await self._emit(name, payload, {})

    async def send_numbered(self, number: int, name: str, **payload: Any) -> None:
        """The same, as our pages do, which count what they send."""
        await self._emit(name, payload, {"number": number})

    async def _emit(self, name: str, payload: dict[str, Any], more: dict[str, Any]) -> None:
        address = {"pathname": self.path, "query": {}, "asPath": self.path, **more}
        await self.socket.emit("event", {"name": name, "payload": payload, "router_data": address}, namespace=NAMESPACE)

    async def answers(self, events: Iterable[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
        """Send events; every answer to them, in order."""
        before, marker = len(self.frames), f"fin-{next(_numbers)}"
        for name, payload in events:
            await self.send(name, **payload)
        await self.send(SAY, text=marker)
        await self._until(marker, before)
        return [frame for frame in self.frames[before:] if marker not in json.dumps(frame)]

    async def load(self) -> str:
        """Load the page as Reflex's client does, its on_load included; all that it was ever sent, as text."""
        before = len(self.frames)
        await self.send(NAMES["state.hydrate"])
        await self.send(NAMES["state.hydrate_and_load"], vars={}, hashes=[])
        await self._until('"is_hydrated_rx_state_": true', before)
        return self.heard

    async def _until(self, words: str, before: int) -> None:
        """Wait for an answer with these words, and then until nothing more comes."""
        async with asyncio.timeout(60):
            read = before
            while not any(words in json.dumps(frame) for frame in self.frames[read:]):
                read = len(self.frames)
                self.arrived.clear()
                await self.arrived.wait()
        seen = -1
        while seen != len(self.frames):
            seen = len(self.frames)
            await asyncio.sleep(QUIET)

    @property
    def heard(self) -> str:
        """All that the tab was ever sent, as text."""
        return json.dumps(self.frames, ensure_ascii=False)


@asynccontextmanager
async def tab(
    origin: str, *, session: str = "", path: str = "/", token: str = "", come_from: str = ""
) -> AsyncGenerator[Tab]:
    """An open tab, with or without a session cookie."""
    opened = Tab(token or str(uuid4()), path)
    headers = {"Origin": come_from or origin} | ({"Cookie": f"trustcoach_session={session}"} if session else {})
    try:
        await opened.socket.connect(
            f"{origin}/_event?token={opened.token}",
            transports=["websocket"],
            namespaces=[NAMESPACE],
            socketio_path="/_event",
            headers=headers,
        )
        yield opened
    finally:
        with suppress(Exception):
            await opened.socket.disconnect()
        if opened.socket.eio.http:  # it stays open where the connection was refused
            await opened.socket.eio.http.close()
