"""A page's websocket may bring the page's first words in its address (assets/shell/early_socket.jsx).

The server begins at the handshake: that the socket is open is heard late in a page that is still being built.
"""

from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

NAME = "hello"
CONNECT = "40/_event,"
"""Engine.IO's message, Socket.IO's CONNECT, Reflex's namespace."""


class FirstWords:
    """ASGI middleware: hands them on as the first message, so that they pass every guard that a message passes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Leave every other request as it is."""
        said = parse_qs(scope["query_string"].decode("latin-1")).get(NAME) if scope["type"] == "websocket" else None
        await self._app(scope, _then(receive, CONNECT + said[0]) if said else receive, send)


def _then(receive: Receive, words: str) -> Receive:
    """The opening, then the words, then whatever else comes."""
    messages = iter((None, {"type": "websocket.receive", "text": words}))

    async def receive_in_turn() -> Message:
        return next(messages, None) or await receive()

    return receive_in_turn
