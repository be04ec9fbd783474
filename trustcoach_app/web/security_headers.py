"""The headers of every answer: a strict content security policy, isolation, and how long a browser may keep it."""

from urllib.parse import urlsplit, urlunsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trustcoach_app.config import ROOT, settings
from trustcoach_app.reflex_seams.serving import BUILT_PAGES
from trustcoach_app.web.page_hashes import PageHashes

BUILD = ROOT / BUILT_PAGES

HASHED_FILES = "/assets/"
"""Vite puts a hash of the content into these names."""

A_YEAR = 31_536_000

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=(), payment=(), usb=(), browsing-topics=()",
}


def content_security_policy(hashes: frozenset[str]) -> str:
    """Scripts: ours, and the build's own inline ones. Styles may be inline, because emotion writes them at run time."""
    sockets = " ".join(origin.replace("http", "ws", 1) for origin in settings().origins)
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self'", *sorted(hashes))),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "media-src 'self' blob:",
            f"connect-src 'self' {sockets}",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def cache_control(path: str, headers: MutableHeaders) -> str:
    """For ever for what its name identifies; asked again for other files; not at all for pages and answers.

    A page that is not kept is not shown by the back button after sign-out, either.
    """
    if path.startswith(HASHED_FILES) and "etag" in headers:
        return f"public, max-age={A_YEAR}, immutable"
    is_page = headers.get("content-type", "").startswith("text/html")
    return "no-cache" if "etag" in headers and not is_page else "no-store"


def on_this_site(location: str, host: str) -> str:
    """A redirect to `host`, which the request named, as a path on whatever site the browser is on.

    `/x//y` → `/x//y/` comes with the scheme and host that this process was spoken to with: plain http behind a proxy,
    with a link's token in the query. A path that begins with two slashes would name a host again.
    """
    parts = urlsplit(location)
    if not parts.netloc or parts.netloc != host:
        return location
    return urlunsplit(("", "", "/" + parts.path.lstrip("/"), parts.query, ""))


class SecurityHeaders:
    """ASGI middleware. Reads the build's pages once, when the server starts. Routes may set headers of their own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._pages = PageHashes(BUILD)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add what the answer does not say itself."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(scope, message)
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _add(self, scope: Scope, message: Message) -> None:
        path, headers = scope["path"], MutableHeaders(scope=message)
        if "location" in headers:
            headers["Location"] = on_this_site(headers["Location"], Headers(scope=scope).get("host", ""))
        for name, value in FIXED.items():
            headers.setdefault(name, value)
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Content-Security-Policy", content_security_policy(self._pages.of(path)))
        succeeded = message["status"] < 400
        headers.setdefault("Cache-Control", cache_control(path, headers) if succeeded else "no-store")
        if settings().is_https:
            headers.setdefault("Strict-Transport-Security", f"max-age={A_YEAR}")
