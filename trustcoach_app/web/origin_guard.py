"""Only our own pages may open a websocket here or send anything but a GET; what Reflex opens by default is closed.

Sits in front of everything, so that no route has to remember it.
"""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from trustcoach_app.config import settings
from trustcoach_app.origins import is_foreign
from trustcoach_app.reflex_seams.protocol import ENDPOINTS

READING = {"GET", "HEAD", "OPTIONS"}


def is_unused(path: str) -> bool:
    """Whether a path belongs to an endpoint of Reflex: no page of ours needs one, and /_upload took anybody's files."""
    return any(path == endpoint or path.startswith(f"{endpoint}/") for endpoint in ENDPOINTS)


class OriginGuard:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or answer 404 for what is closed and 403 for whom it is not meant."""
        if scope["type"] == "http" and is_unused(scope["path"]):
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
        elif scope["type"] == "http" and scope["method"] not in READING and is_foreign(scope, settings().origins):
            await PlainTextResponse("Forbidden", 403)(scope, receive, send)
        elif scope["type"] == "websocket" and is_foreign(scope, settings().origins):
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._app(scope, receive, send)
