"""How the door takes a POST: from our own pages only, small, in time, as a plain form; and how it always answers."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl
from weakref import WeakValueDictionary

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from trustcoach_app import clock
from trustcoach_app.auth.cookies import FLASH, drop_cookie, own_cookie, set_cookie
from trustcoach_app.auth.flash import LASTS, Flash, to_cookie
from trustcoach_app.auth.visitor import Visitor, visitor_of
from trustcoach_app.config import settings
from trustcoach_app.origins import is_foreign

MOST_BYTES = 16 * 1024
MOST_FIELDS = 20
PATIENCE = 10.0
"""Seconds that a browser has to send its form."""

AT_A_TIME = 2
"""Posts from one network that are answered at once. They wait for each other in the throttle, and who waits in the
database holds a connection: many at the door would take them all and stop every other page."""

HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "strict-origin", "X-Content-Type-Options": "nosniff"}

log = logging.getLogger(__name__)

_networks: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()


@dataclass(frozen=True)
class Post:
    """One form that a visitor sent, at one instant."""

    visitor: Visitor
    form: dict[str, str]
    now: datetime

    def field(self, name: str) -> str:
        """A field's value, "" when it is not there."""
        return self.form.get(name, "")


Answer = Callable[[Post], Awaitable[Response]]


def post_route(path: str, answer: Answer, *, page: str) -> Route:
    """A route that takes POST only. When `answer` fails, the browser goes back to `page`, which says so."""

    async def endpoint(request: Request) -> Response:
        refuse_foreign(request)
        form = await read_form(request)
        visitor = visitor_of(request)
        try:
            async with _turn(visitor.network):
                response = await answer(Post(visitor, form, clock.now()))
        except Exception:
            log.exception("%s failed", path)
            response = back(page, Flash(page, "broken"))
        return _finished(response, visitor)

    return Route(path, endpoint, methods=["POST"])


def _turn(network: str) -> asyncio.Semaphore:
    """To wait on without a connection, in order."""
    turn = _networks.get(network)
    if turn is None:
        turn = _networks[network] = asyncio.Semaphore(AT_A_TIME)
    return turn


def _finished(response: Response, visitor: Visitor) -> Response:
    """With the door's headers, and without the saying that the page before has shown."""
    response.headers.update(HEADERS)
    says_something = any(name == b"set-cookie" and FLASH.encode() in value for name, value in response.raw_headers)
    if own_cookie(visitor.cookies, FLASH) and not says_something:
        drop_cookie(response, FLASH)
    return response


def go_to(path: str) -> Response:
    """After a POST, load a page of ours. `path` comes from paths.py or the code, never straight from a browser."""
    return RedirectResponse(path, 303)


def back(path: str, flash: Flash) -> Response:
    """Load a page that says something."""
    response = go_to(path)
    set_cookie(response, FLASH, to_cookie(flash), LASTS)
    return response


def refuse_foreign(request: Request) -> None:
    """Raises 403 unless one of our own pages sent the form: programs, which the house's guard lets pass, have none."""
    is_program = "origin" not in request.headers and request.headers.get("sec-fetch-site") != "same-origin"
    if is_program or is_foreign(request.scope, settings().origins):
        raise HTTPException(403, "Cette demande ne vient pas de nos pages.", HEADERS)


async def read_form(request: Request) -> dict[str, str]:
    """The fields of an url-encoded form; of a repeated one the last. Raises 408, 413, 415 or 400."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise HTTPException(415, "Formulaire attendu.", HEADERS)
    try:
        async with asyncio.timeout(PATIENCE):
            body = await _small_body(request)
    except TimeoutError:
        raise HTTPException(408, "Le formulaire n’est pas arrivé à temps.", HEADERS) from None
    try:
        fields = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError:
        raise HTTPException(400, "Formulaire illisible.", HEADERS) from None
    return {name: value.replace("\x00", "") for name, value in fields}


async def _small_body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise HTTPException(413, "Formulaire trop grand.", HEADERS)
    return bytes(body)
