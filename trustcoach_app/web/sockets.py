# pyright: reportPrivateUsage=false
"""Between the sockets and Reflex's queue: what may come in, how much at a time, and to whom an answer may go.

Reflex queues whatever a socket sends, writes an event that it does not know into the log with its headers, so with the
session cookie, and answers whichever socket holds the token by then. These three are closed here, for every page.
"""

import asyncio
import inspect
from collections.abc import Mapping
from typing import Any

from reflex.app import App
from reflex.state import StateUpdate
from reflex_base.event.context import EventContext
from reflex_base.event.processor import EventProcessor
from reflex_base.registry import RegisteredEventHandler, RegistrationContext

from trustcoach_app.auth.sessions import cookie_name, cookie_value

LARGEST_EVENT = 256 * 1024
"""Bytes. The longest note is 20,000 characters, 120 kB where each of them is written as an escape."""

MOST_WAITING = 16
"""Events of one tab. More stay in the socket until there is room, so that a flood fills its sender's memory."""

LOOK_AGAIN = 0.02
"""Seconds."""


def guard_sockets(app: App) -> None:
    """Put the rules of this module around the application's socket. Once, after it is made."""
    namespace, sio = app.event_namespace, app.sio
    assert namespace is not None
    assert sio is not None
    sio.eio.max_http_buffer_size = LARGEST_EVENT
    receive, answer = namespace.on_event, namespace.emit_update
    handlers = RegistrationContext.ensure_context().event_handlers

    async def on_event(sid: str, data: Any) -> None:
        if fits(data, handlers):
            await room(app.event_processor, namespace.sid_to_token.get(sid, ""))
            await receive(sid, data)

    async def emit_update(update: StateUpdate, token: str) -> None:
        sid = namespace.token_to_sid.get(token, "")
        if _session(namespace._static_router_data.get(sid, {})) == _session(EventContext.get().router_data):
            await answer(update, token)

    namespace.on_event, namespace.emit_update = on_event, emit_update


def fits(data: object, handlers: Mapping[str, RegisteredEventHandler]) -> bool:
    """Whether it is an event that exists, with the arguments that its handler takes."""
    if not isinstance(data, dict) or not isinstance(data.get("router_data", {}), dict):
        return False
    name, payload = data.get("name"), data.get("payload", {})
    registered = handlers.get(name) if isinstance(name, str) else None
    if registered is None or not isinstance(payload, dict):
        return False
    try:
        inspect.signature(registered.handler.fn).bind(None, **payload)
    except TypeError:
        return False
    return True


async def room(processor: EventProcessor, token: str) -> None:
    """Wait, and so read nothing more from this socket, while too many of the tab's events wait for their turn."""
    while len(processor._token_queues.get(token, ())) >= MOST_WAITING:  # noqa: ASYNC110  its queue tells nobody
        await asyncio.sleep(LOOK_AGAIN)


def _session(router_data: Mapping[str, Any]) -> str:
    """The session cookie of the socket that these data come from; an answer is for the browser that asked."""
    return cookie_value(router_data.get("headers", {}).get("cookie", ""), cookie_name())
