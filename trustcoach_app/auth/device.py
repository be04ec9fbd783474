"""Device cookies: a browser in which a person signed in before has its own throttle lane (throttle.py).

The cookie is a random id and, for each of the last few people who signed in there, a keyed hash of id and person. It
opens nothing: whoever steals it may try passwords at the lane's own rate.
"""

import re
import secrets
from datetime import timedelta
from uuid import UUID

from starlette.responses import Response

from trustcoach_app.auth.cookies import DEVICE, own_cookie, set_cookie
from trustcoach_app.db.secrets import keyed_hash

LASTS = timedelta(days=365)
MOST_PEOPLE = 5
_SHAPE = re.compile(r"[\w-]{22}(\.[0-9a-f]{32}){0,5}")


def device_of(cookies: str, user_id: UUID | None) -> str:
    """The id of the browser, if this person signed in there before; else ""."""
    device, people = _parts(cookies)
    return device if user_id and _mark(device, user_id) in people else ""


def remember_device(response: Response, cookies: str, user_id: UUID) -> None:
    """Note on an answer that this person signed in from this browser."""
    device, people = _parts(cookies)
    mine = _mark(device, user_id)
    marks = [mine, *(mark for mark in people if mark != mine)][:MOST_PEOPLE]
    set_cookie(response, DEVICE, ".".join((device, *marks)), LASTS)


def _parts(cookies: str) -> tuple[str, list[str]]:
    """Id and marks; a fresh id where there is none or where it is not one of ours."""
    value = own_cookie(cookies, DEVICE)
    if not _SHAPE.fullmatch(value):
        return secrets.token_urlsafe(16), []
    device, *people = value.split(".")
    return device, people


def _mark(device: str, user_id: UUID) -> str:
    return keyed_hash(f"{device}\n{user_id}", "device")[:32]
