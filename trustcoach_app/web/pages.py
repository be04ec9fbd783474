"""Where the built pages are found."""

from starlette.types import ASGIApp, Receive, Scope, Send

from trustcoach_app.web.security_headers import BUILD


class PagesAtTheirAddress:
    """ASGI middleware: answers `/x` with the page itself.

    The page lies in `/x/`, where Starlette would send the browser first: one more round trip whenever a page starts.
    Reads once which pages there are, when the server starts.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._pages = {f"/{page.parent.relative_to(BUILD).as_posix()}" for page in BUILD.rglob("index.html")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a page be asked for without its last slash."""
        if scope["type"] == "http" and scope["path"] in self._pages:
            scope = {**scope, "path": f"{scope['path']}/"}
        await self._app(scope, receive, send)
