"""Between the sockets and Reflex's queue: how many events wait, to whom an answer may go, what is left when a tab goes.

Reflex queues whatever a socket sends, answers whichever socket holds the token by then, lets answers that nobody reads
pile up, remembers a tab for an hour, and takes a socket that replaces a broken one for another tab's.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

import reflex as rx

from trustcoach_app.auth.login_sessions import cookie_name, cookie_value
from trustcoach_app.auth.visitor import network_of
from trustcoach_app.reflex_seams.connection import Emit, Receive, Sockets, present_address, size_of
from trustcoach_app.reflex_seams.memory import RememberedStates
from trustcoach_app.reflex_seams.protocol import ADDRESS, CLIENT_IP, GOT, HEADERS, NUMBER
from trustcoach_app.reflex_seams.replaced_sockets import ReplacedSockets
from trustcoach_app.web.closed_tabs import ClosedTabs
from trustcoach_app.web.open_sockets import open_sockets, present_socket
from trustcoach_app.web.socket_messages import LONGEST_MESSAGE

MOST_WAITING = 16
"""Events of one tab. More stay in the socket until there is room, so that a flood fills its sender's memory."""

LOOK_AGAIN = 0.02
"""Seconds."""


def guard_sockets(app: rx.App) -> ClosedTabs:
    """Put the rules of this module around the application's sockets. Once, after it is made."""
    sockets = Sockets(app)
    closed = ClosedTabs(RememberedStates(app), lambda token: bool(sockets.socket_of(token)))
    sockets.limit_messages(LONGEST_MESSAGE)
    sockets.queue_with(OutgoingQueue)
    sockets.wrap_receive(lambda receive: _when_there_is_room(sockets, receive))
    sockets.wrap_receive(lambda receive: _acknowledged(sockets, receive))
    sockets.wrap_emit(lambda emit: _to_who_asked(sockets, emit))
    sockets.before_close(lambda socket_id: _note_closed(sockets, closed, socket_id))
    ReplacedSockets(app, _session_in).begin()
    return closed


class OutgoingQueue(asyncio.Queue[Any]):
    """What waits to be sent to one socket, counted."""

    def __init__(self) -> None:
        super().__init__()
        self._socket = present_socket.get()

    def _put(self, item: Any) -> None:
        super()._put(item)
        if self._socket:
            open_sockets.note_unread(self._socket, size_of(item))


def _note_closed(sockets: Sockets, closed: ClosedTabs, socket_id: str) -> None:
    handshake = sockets.handshake_of(socket_id)
    network = network_of(str(handshake.get(CLIENT_IP, "")))
    closed.note(sockets.token_of(socket_id), _session(handshake), network)


def _when_there_is_room(sockets: Sockets, receive: Receive) -> Receive:
    async def receive_in_turn(socket_id: str, event: Any) -> None:
        token, socket = sockets.token_of(socket_id), present_socket.get()
        if not token or not isinstance(event, dict):
            return
        if socket:
            socket.has_spoken = True
        await room(sockets, token)
        await receive(socket_id, event)

    return receive_in_turn


def _acknowledged(sockets: Sockets, receive: Receive) -> Receive:
    """A page that counts its events is told which one arrived; it asks again on another socket when nobody tells it."""

    async def receive_and_say_so(socket_id: str, event: Any) -> None:
        number = event.get(ADDRESS, {}).get(NUMBER) if isinstance(event, dict) else None
        if number:
            await sockets.say(socket_id, GOT, number)
        await receive(socket_id, event)

    return receive_and_say_so


async def room(sockets: Sockets, token: str) -> None:
    """Wait, and so read nothing more from this socket, while too many of the tab's events wait for their turn."""
    while sockets.waiting_events(token) >= MOST_WAITING:  # noqa: ASYNC110  its queue tells nobody
        await asyncio.sleep(LOOK_AGAIN)


def _to_who_asked(sockets: Sockets, emit: Emit) -> Emit:
    async def emit_to_who_asked(update: Any, token: str) -> None:
        socket_id = sockets.socket_of(token)
        if socket_id and _session(sockets.handshake_of(socket_id)) == _session(present_address()):
            await emit(update, token)

    return emit_to_who_asked


def _session(address: Mapping[str, Any]) -> str:
    """The session cookie of the socket that an address belongs to; an answer is for the browser that asked."""
    return _session_in(address.get(HEADERS, {}))


def _session_in(headers: Mapping[str, str]) -> str:
    return cookie_value(headers.get("cookie", ""), cookie_name())
