"""The build's scripts and styles, answered out of memory: they never change while the server runs."""

from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from trustcoach_app.web.security_headers import BUILD, HASHED_FILES

MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css"}

SIDECARS = {"br": ".br", "gzip": ".gz"}
"""What the build has compressed, the smallest first."""


class BuiltFiles:
    """ASGI middleware: a page asks for a dozen of these at once, and each would go through the disk and a thread.

    Reads them once, when the server starts.
    """

    def __init__(self, app: ASGIApp, build: Path = BUILD) -> None:
        self._app = app
        files = [file for file in (build / HASHED_FILES.strip("/")).glob("*") if file.suffix in MEDIA_TYPES]
        self._forms = {f"{HASHED_FILES}{file.name}": _forms(file) for file in files}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is known, pass on everything else."""
        known = scope["type"] == "http" and scope["method"] == "GET" and self._forms.get(scope["path"])
        if not known:
            await self._app(scope, receive, send)
            return
        accepted = {name.strip() for name in Headers(scope=scope).get("accept-encoding", "").split(",")}
        form = next(known[name] for name in known if name in accepted or not name)
        await form(scope, receive, send)


def _forms(file: Path) -> dict[str, Response]:
    """The answers with one file, by their encoding; as it is at last, for whoever accepts nothing else."""
    found = {name: file.with_name(file.name + end) for name, end in SIDECARS.items()}
    forms = {
        name: _answer(file, sidecar, {"Content-Encoding": name}) for name, sidecar in found.items() if sidecar.exists()
    }
    return {**forms, "": _answer(file, file, {})}


def _answer(file: Path, content: Path, headers: dict[str, str]) -> Response:
    headers = {**headers, "ETag": f'"{content.name}"', "Vary": "Accept-Encoding"}
    return Response(content.read_bytes(), media_type=MEDIA_TYPES[file.suffix], headers=headers)
