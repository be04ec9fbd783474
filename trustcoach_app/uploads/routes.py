"""The way in: one file from a coach's own page, answered with the page that shows its dry run."""

import logging
from datetime import datetime
from typing import Protocol
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trustcoach_app import clock
from trustcoach_app.auth.coach_requests import acting_coach, sent_to
from trustcoach_app.auth.paths import with_query
from trustcoach_app.auth.posts import refuse_foreign
from trustcoach_app.db.principal import Principal
from trustcoach_app.uploads.posted import posted_file
from trustcoach_app.uploads.room import room_for

log = logging.getLogger(__name__)


class Take(Protocol):
    """Reads a file and keeps a dry run of it, or why there is none; the upload's id."""

    async def __call__(self, who: Principal, *, filename: str, content: bytes, now: datetime) -> UUID: ...


class Refuse(Protocol):
    """Keeps why a file was not even read; the upload's id."""

    async def __call__(self, who: Principal, *, filename: str, why: str) -> UUID: ...


def upload_route(path: str, *, page: str, most_mb: int, take: Take, refuse: Refuse) -> Route:
    """POST of a file of at most so many MiB. Answers 403 to other sites, and 413, 415, 408, 429 and 400."""
    most_bytes, too_large = most_mb * 1024 * 1024, f"Ce fichier dépasse {most_mb} Mo\u202f: partagez-le en plusieurs."

    async def upload(request: Request) -> Response:
        refuse_foreign(request)
        who = await acting_coach(request, page=page)
        if isinstance(who, Response):
            return who
        with room_for(who.coach):
            name, content = await posted_file(request, most_bytes=most_bytes, too_large=too_large)
            return sent_to(with_query(page, fichier=str(await stored(who, name, content))))

    async def stored(who: Principal, name: str, content: bytes) -> UUID:
        if len(content) > most_bytes:
            return await refuse(who, filename=name, why=too_large)
        try:
            return await take(who, filename=name, content=content, now=clock.now())
        except Exception:
            log.exception("an upload failed")
            return await refuse(who, filename=name, why="Ce fichier n’a pas pu être lu\u202f: exportez-le de nouveau.")

    return Route(path, upload, methods=["POST"])
