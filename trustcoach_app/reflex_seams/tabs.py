"""What live.py needs to know of the open tabs."""

import asyncio
from dataclasses import dataclass, replace
from typing import Any

import reflex as rx
from reflex_base.event import Event

from trustcoach_app.reflex_seams.connection import Sockets, present_address
from trustcoach_app.reflex_seams.handlers import events_of, load_event
from trustcoach_app.reflex_seams.protocol import CLIENT_IP, CLIENT_TOKEN, HEADERS, SOCKET_ID

_OF_THE_SOCKET = (SOCKET_ID, CLIENT_TOKEN, HEADERS, CLIENT_IP)


@dataclass(frozen=True)
class TabEvent:
    """An event for one tab, with the headers of the socket that asked for it: it is answered to no other."""

    token: str
    event: Event

    @property
    def socket_id(self) -> str:
        """The socket that asked for it."""
        return str(self.event.router_data.get(SOCKET_ID, ""))


class OpenTabs:
    """The tabs of this process."""

    def __init__(self, app: rx.App) -> None:
        self._sockets = Sockets(app)

    def is_connected(self, call: TabEvent) -> bool:
        """Whether the socket that asked is still there, in this process, and still this tab's."""
        return self._sockets.token_of(call.socket_id) == call.token

    async def enqueue(self, call: TabEvent) -> asyncio.Future[Any]:
        """Make the call; done when it has been handled."""
        return await self._sockets.enqueue(call.token, call.event)

    def call_of(self, token: str, handler: Any) -> TabEvent:
        """From a handler of the tab: a call of another one. It keeps the page that is open when it is made."""
        [event] = events_of(handler)
        here = present_address()
        return TabEvent(token, replace(event, router_data={key: here[key] for key in _OF_THE_SOCKET if key in here}))

    def reload_of(self, token: str) -> TabEvent:
        """From an event of the tab: what the tab would send when it comes back to the page that it is on."""
        return TabEvent(token, replace(load_event(), router_data=dict(present_address())))
