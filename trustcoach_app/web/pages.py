"""Where the built pages are found."""

from pathlib import Path

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from trustcoach_app.config import settings
from trustcoach_app.web.security_headers import BUILD

KIT = "/kit"
"""The design system's pages. A build that was made for development holds them wherever it is served."""


class PagesAtTheirAddress:
    """ASGI middleware: answers `/x` with the page itself, and 404 for pages that are not for users.

    A page lies in `/x/`, where Starlette would send the browser first: one more round trip whenever a page starts.
    Reads once which pages there are, when the server starts.
    """

    def __init__(self, app: ASGIApp, build: Path = BUILD) -> None:
        self._app = app
        self._pages = {f"/{page.parent.relative_to(build).as_posix()}" for page in build.rglob("index.html")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a page be asked for without its last slash."""
        if scope["type"] == "http" and is_kit(scope["path"]) and not settings().shows_kit:
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
            return
        if scope["type"] == "http" and scope["path"] in self._pages:
            scope = {**scope, "path": f"{scope['path']}/"}
        await self._app(scope, receive, send)


def is_kit(path: str) -> bool:
    """Whether a path is one of the kit's, however it is written; the build has a `/kit.html`, too."""
    parts = [part for part in path.split("/") if part]
    return bool(parts) and parts[0].split(".")[0] == KIT.strip("/")
