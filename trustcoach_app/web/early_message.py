"""A page's websocket may bring its first message in its address (assets/shell/early_socket.jsx).

The server begins at the handshake: that the socket is open is heard late in a page that is still being built.
"""

from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trustcoach_app.reflex_seams.protocol import CONNECT

PARAMETER = "hello"


class EarlyMessage:
    """ASGI middleware: hands it on as the first message, so that it passes every guard that a message passes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Leave every other request as it is."""
        is_socket = scope["type"] == "websocket"
        early = parse_qs(scope["query_string"].decode("latin-1")).get(PARAMETER) if is_socket else None
        await self._app(scope, _then(receive, CONNECT + early[0]) if early else receive, send)


def _then(receive: Receive, text: str) -> Receive:
    """The opening, then the early message, then whatever else comes."""
    messages = iter((None, {"type": "websocket.receive", "text": text}))

    async def receive_in_turn() -> Message:
        return next(messages, None) or await receive()

    return receive_in_turn
