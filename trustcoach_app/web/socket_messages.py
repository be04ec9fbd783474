"""The messages that a page's websocket may carry. Whatever else comes is no page of ours, and ends the socket.

Everything is read here, before Socket.IO or Reflex see it, and written anew for them: they buffer attachments without
limit, call any function of theirs that a message names, and log what they cannot read.
"""

import json
from collections.abc import Callable
from typing import Any, NoReturn

from trustcoach_app.reflex_seams.protocol import (
    CLIENT_ERROR,
    CLOSE,
    CONNECT,
    DISCONNECT,
    EVENT,
    FIRST_EVENT,
    PONG,
    STATE_EVENT,
    STATE_SCHEMA,
)
from trustcoach_app.web.event_claims import NotAnEvent, an_event, without_surrogates

LONGEST_MESSAGE = 256 * 1024
"""Characters. The longest note is 20,000, 120 kB where each of them is written as an escape."""

LONGEST_REPORT = 300
LONGEST_SCHEMA = 64
"""Characters of what a browser says went wrong, and of a hash."""

REPORT = ("error_type", "message", "substate")


class NotSpoken(Exception):
    """No page of ours says this."""


def checked(message: str) -> str | None:
    """What to pass on of a message; None when there is nothing. Raises NotSpoken."""
    if message in (PONG, CLOSE, DISCONNECT):
        return message
    if len(message) > LONGEST_MESSAGE:
        raise NotSpoken
    for start, reader in ((CONNECT, _connect), (EVENT, _event)):
        if message.startswith(start):
            read = reader(_json(message.removeprefix(start) or "null"))
            return None if read is None else start + json.dumps(read, ensure_ascii=False, separators=(",", ":"))
    raise NotSpoken


def _json(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise NotSpoken from None


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _connect(claimed: Any) -> dict[str, Any]:
    """The opening: a page that was built for other States is told so, whatever its event was."""
    if not isinstance(claimed, dict):
        return {}
    opening: dict[str, Any] = {}
    schema = claimed.get(STATE_SCHEMA)
    if isinstance(schema, str) and len(schema) <= LONGEST_SCHEMA:
        opening[STATE_SCHEMA] = without_surrogates(schema)
    if (event := _or_none(an_event, claimed.get(FIRST_EVENT))) is not None:
        opening[FIRST_EVENT] = event
    return opening


def _event(claimed: Any) -> list[Any] | None:
    if not isinstance(claimed, list) or not claimed or claimed[0] not in (STATE_EVENT, CLIENT_ERROR):
        raise NotSpoken
    reader = an_event if claimed[0] == STATE_EVENT else _report
    read = _or_none(reader, claimed[1] if len(claimed) == 2 else None)
    return None if read is None else [claimed[0], read]


def _report(claimed: object) -> dict[str, str]:
    if not isinstance(claimed, dict):
        raise NotAnEvent
    said = {key: claimed[key] for key in REPORT if isinstance(claimed.get(key), str)}
    return {key: without_surrogates(text)[:LONGEST_REPORT] for key, text in said.items()}


def _or_none(reader: Callable[[object], dict[str, Any]], claimed: object) -> dict[str, Any] | None:
    try:
        return reader(claimed)
    except NotAnEvent:
        return None
