# pyright: reportPrivateUsage=false, reportAttributeAccessIssue=false
"""The sockets of this process: which tab is behind which, what waits for it, what goes out to it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import reflex as rx
from reflex.state import StateUpdate
from reflex_base.event import Event
from reflex_base.event.context import EventContext

Receive = Callable[[str, Any], Awaitable[None]]
"""Takes in one event of a socket: the socket's id, the event's fields."""

Emit = Callable[[StateUpdate, str], Awaitable[None]]
"""Sends an update to a tab, by its token."""


class Sockets:
    """What Reflex knows of them, and the places where it takes in and gives out."""

    def __init__(self, app: rx.App) -> None:
        assert app.event_namespace is not None
        assert app.sio is not None
        self._app, self._namespace, self._engine = app, app.event_namespace, app.sio.eio

    def token_of(self, socket_id: str) -> str:
        """The tab behind a socket, "" when there is none."""
        return self._namespace.sid_to_token.get(socket_id, "")

    def socket_of(self, token: str) -> str:
        """The socket of a tab in this process, "" when it has none here."""
        record = self._namespace._token_manager.token_to_socket.get(token)
        return record.sid if record and record.instance_id == self._namespace._token_manager.instance_id else ""

    def handshake_of(self, socket_id: str) -> Mapping[str, Any]:
        """What the socket brought when it opened (protocol.HEADERS, protocol.CLIENT_IP); empty when it is gone."""
        return self._namespace._static_router_data.get(socket_id, {})

    def waiting_events(self, token: str) -> int:
        """How many events of a tab wait for their turn, the one that runs included."""
        return len(self._app.event_processor._token_queues.get(token, ()))

    async def enqueue(self, token: str, event: Event) -> asyncio.Future[Any]:
        """Have an event handled for a tab, as if it had sent it; done when it is."""
        return await self._app.event_processor.enqueue(token, event)

    async def say(self, socket_id: str, message: str, value: Any) -> None:
        """Send a message of ours to a socket."""
        await self._namespace.emit(message, value, to=socket_id)

    def limit_messages(self, characters: int) -> None:
        """Close a socket that sends a longer one; pages are told at their handshake."""
        self._engine.max_http_buffer_size = characters

    def queue_with(self, make_queue: Callable[[], asyncio.Queue[Any]]) -> None:
        """Let what goes out to each socket wait in a queue of ours. It is made while the socket's handshake runs."""
        self._engine.create_queue = make_queue

    def wrap_receive(self, wrapped: Callable[[Receive], Receive]) -> None:
        """Put something around the taking in of events."""
        self._namespace.on_event = wrapped(self._namespace.on_event)

    def wrap_emit(self, wrapped: Callable[[Emit], Emit]) -> None:
        """Put something around the sending of updates."""
        self._namespace.emit_update = wrapped(self._namespace.emit_update)

    def before_close(self, note: Callable[[str], None]) -> None:
        """Call `note` with the id of each socket that is about to be forgotten."""
        forget = self._namespace.on_disconnect

        def note_and_forget(socket_id: str, *reason: Any) -> Any:
            note(socket_id)
            return forget(socket_id)

        self._namespace.on_disconnect = note_and_forget


def size_of(packet: Any) -> int:
    """Characters of what a queue of `queue_with` holds: a packet, or None for the end."""
    if packet is None:
        return 0
    return 1 + len(packet.data) if isinstance(packet.data, str) else len(packet.encode())


def present_address() -> dict[str, Any]:
    """Of the event that is being handled: the page's address, and what belongs to its socket."""
    return EventContext.get().router_data


def present_token() -> str:
    """The tab whose event is being handled, "" outside of one."""
    try:
        return EventContext.get().token
    except LookupError:
        return ""
