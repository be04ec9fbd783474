"""POST /planning/import: takes one file from a coach's own page and answers with the page that shows its dry run."""

import asyncio
import logging
from collections.abc import AsyncGenerator

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from trustcoach_app import clock
from trustcoach_app.auth.paths import LOGIN, with_query
from trustcoach_app.auth.posts import HEADERS, go_to, refuse_foreign
from trustcoach_app.auth.sessions import find_session
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.planning.importing.uploads import refuse, take

PATH = "/planning/import"
PAGE = "/dashboard/coach/planning/importer"
MOST_BYTES = 5 * 1024 * 1024
ROUND_THE_FILE = 16 * 1024
"""What a multipart form adds to its one file."""
PATIENCE = 60.0
"""Seconds that a browser has to send its file."""

log = logging.getLogger(__name__)


async def upload(request: Request) -> Response:
    """Keep a dry run of the file, then show it. Raises 403 for other sites, 413, 415, 408 and 400."""
    refuse_foreign(request)
    signed_in = await find_session("; ".join(request.headers.getlist("cookie")), clock.now())
    if signed_in is None or Role.COACH not in signed_in.roles:
        return _sent_to(signed_in.home if signed_in else with_query(LOGIN, suite=PAGE))
    who = signed_in.acting_as(Role.COACH)
    name, content = await _one_file(request)
    import_id = await _take(who, name, content)
    return _sent_to(with_query(PAGE, fichier=str(import_id)))


async def _take(who: Principal, name: str, content: bytes) -> object:
    if len(content) > MOST_BYTES:
        return await refuse(who, filename=name, why="Ce fichier dépasse 5 Mo.")
    try:
        return await take(who, filename=name, content=content, now=clock.now())
    except Exception:
        log.exception("an upload failed")
        return await refuse(who, filename=name, why="Ce fichier n’a pas pu être lu : exportez-le de nouveau.")


async def _one_file(request: Request) -> tuple[str, bytes]:
    """The name and bytes of the form's file, held in memory: it is small."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "multipart/form-data":
        raise HTTPException(415, "Fichier attendu.", HEADERS)
    try:
        async with asyncio.timeout(PATIENCE):
            body = await _small_body(request)
    except TimeoutError:
        raise HTTPException(408, "Le fichier n’est pas arrivé à temps.", HEADERS) from None
    try:
        form = await MultiPartParser(request.headers, _once(body), max_files=1, max_fields=4).parse()
    except (MultiPartException, KeyError, ValueError):
        raise HTTPException(400, "Formulaire illisible.", HEADERS) from None
    try:
        file = form.get("fichier")
        if not isinstance(file, UploadFile):
            raise HTTPException(400, "Fichier attendu.", HEADERS)
        return file.filename or "", await file.read()
    finally:
        await form.close()


async def _once(body: bytes) -> AsyncGenerator[bytes]:
    yield body


async def _small_body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES + ROUND_THE_FILE:
            raise HTTPException(413, "Ce fichier dépasse 5 Mo.", HEADERS)
    return bytes(body)


def _sent_to(path: str) -> Response:
    response = go_to(path)
    response.headers.update(HEADERS)
    return response


ROUTES: list[BaseRoute] = [Route(PATH, upload, methods=["POST"])]
