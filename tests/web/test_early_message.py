"""The early message of a websocket’s address becomes its first one; everything else stays as it is."""

from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from trustcoach_app.web.early_message import EarlyMessage

OPENING, LATER = {"type": "websocket.connect"}, {"type": "websocket.receive", "text": "2"}


async def heard(kind: str, query: str) -> list[Message]:
    """What an application behind it receives."""
    coming = iter((OPENING, LATER))
    found: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        while message := await receive():
            found.append(message)

    async def receive() -> Any:
        return next(coming, None)

    async def send(message: Message) -> None:
        raise AssertionError(message)

    await EarlyMessage(app)({"type": kind, "query_string": query.encode()}, receive, send)
    return found


async def test_it_comes_after_the_opening() -> None:
    early = {"type": "websocket.receive", "text": '40/_event,{"a": "é"}'}
    assert await heard("websocket", "token=x&hello=%7B%22a%22%3A+%22%C3%A9%22%7D") == [OPENING, early, LATER]


@pytest.mark.parametrize(
    ("kind", "query"), [("websocket", "token=x"), ("websocket", "hello="), ("http", "hello=%7B%7D")]
)
async def test_nothing_else_changes(kind: str, query: str) -> None:
    assert await heard(kind, query) == [OPENING, LATER]
