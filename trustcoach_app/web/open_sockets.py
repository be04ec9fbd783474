"""The websockets of this process: how many there are, of whom, and how much still waits to be read from each."""

import asyncio
import logging
from collections import Counter
from collections.abc import Coroutine
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

log = logging.getLogger(__name__)

MOST_UNREAD = 2_000_000
"""Characters that may wait for one tab. The fullest page is a fifth of it; a tab that comes back starts afresh."""

MOST_UNREAD_IN_ALL = 64_000_000
"""Beyond it the tab that has most waiting is ended."""

LINGER = 1.0
"""Seconds after which a call into the server that nobody waits for is given up."""


class Ended(Exception):
    """The socket has been ended from our side."""


@dataclass(eq=False)
class OpenSocket:
    """One of them, from its handshake to its end."""

    network: str
    has_connected: bool = False
    has_spoken: bool = False
    unread: int = 0
    heard_at: float = field(default_factory=monotonic)
    """Of the last whole message; answers to pings come every half minute."""

    ended: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def end(self, why: str) -> None:
        """Have it closed, whatever it is doing."""
        if not self.ended.done():
            log.warning("a socket was ended: %s", why, extra={"kind": why})
            self.ended.set_result(None)

    async def unless_ended(self, call: Coroutine[Any, Any, Any], patience: float | None = None) -> Any:
        """What a call into the server gives. Raises Ended when the socket is ended first, or TimeoutError.

        A call that is not waited for is given up only when the socket has been left: earlier, the server would first
        write what nobody reads, and keep the connection for as long as that takes.
        """
        doing = asyncio.ensure_future(call)
        try:
            await asyncio.wait((doing, self.ended), timeout=patience, return_when=asyncio.FIRST_COMPLETED)
        finally:
            if not doing.done():
                doing.add_done_callback(lambda left: left.cancelled() or left.exception())
                asyncio.get_running_loop().call_later(LINGER, doing.cancel)
        if doing.done():
            return doing.result()
        raise Ended if self.ended.done() else TimeoutError


class OpenSockets:
    """All of them."""

    def __init__(self) -> None:
        self._open: set[OpenSocket] = set()
        self._by_network: Counter[str] = Counter()
        self.unread = 0

    def __len__(self) -> int:
        return len(self._open)

    def of(self, network: str) -> int:
        """How many one network has open."""
        return self._by_network[network]

    def add(self, socket: OpenSocket) -> None:
        """Count it from now on."""
        self._open.add(socket)
        self._by_network[socket.network] += 1

    def remove(self, socket: OpenSocket) -> None:
        """Count it no longer."""
        self._open.discard(socket)
        self.unread -= socket.unread
        self._by_network[socket.network] -= 1
        if not self._by_network[socket.network]:
            del self._by_network[socket.network]

    def note_unread(self, socket: OpenSocket, characters: int) -> None:
        """So many more (or, below zero, fewer) wait to be read; ends whoever lets too many wait."""
        if socket not in self._open:
            return
        before = socket.unread
        socket.unread += characters
        self.unread += characters
        if characters > 0 and before > MOST_UNREAD:
            socket.end("it does not read what it asked for")
        elif characters > 0 and self.unread > MOST_UNREAD_IN_ALL:
            max(self._open, key=lambda other: other.unread).end("too much waits to be read, most of it by this one")

    def end_quiet(self, seconds: float) -> int:
        """End those that said nothing whole for so long; how many."""
        quiet = [socket for socket in self._open if monotonic() - socket.heard_at > seconds]
        for socket in quiet:
            socket.end("memory is short, and it says nothing")
        return len(quiet)


open_sockets = OpenSockets()
present_socket: ContextVar[OpenSocket | None] = ContextVar("present_socket", default=None)
"""The one whose message is being handled."""
