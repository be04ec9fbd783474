"""Takes one file from a coach's own page, in memory, within bounds of size and time."""

import asyncio
from collections.abc import AsyncGenerator

from python_multipart.multipart import parse_options_header
from starlette.datastructures import Headers, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from trustcoach_app.auth.posts import HEADERS

ROUND_THE_FILE = 16 * 1024
"""What a multipart form adds to its one file."""
LONGEST_TYPE = 500
"""Of a form's Content-Type: its boundary has 256 characters at most."""
PATIENCE = 60.0
"""Seconds that a browser has to send its file."""


async def posted_file(request: Request, *, most_bytes: int, too_large: str) -> tuple[str, bytes]:
    """The name and bytes of the form's file, which may be a little over `most_bytes`. Raises 408, 413, 415 or 400."""
    _refuse_other_forms(request.headers.get("content-type", ""))
    try:
        async with asyncio.timeout(PATIENCE):
            body = await _bounded_body(request, most_bytes + ROUND_THE_FILE, too_large)
    except TimeoutError:
        raise HTTPException(408, "Le fichier n’est pas arrivé à temps.", HEADERS) from None
    return await asyncio.to_thread(lambda: asyncio.run(_file_of(request.headers, body)))


def _refuse_other_forms(content_type: str) -> None:
    """No browser names a charset here. The parser would take any that Python knows, and some (punycode) need minutes
    for one field of a megabyte, in a thread that nobody can end.
    """
    kind, parameters = parse_options_header(content_type[:LONGEST_TYPE])
    if len(content_type) > LONGEST_TYPE or kind != b"multipart/form-data" or b"charset" in parameters:
        raise HTTPException(415, "Fichier attendu.", HEADERS)


async def _file_of(headers: Headers, body: bytes) -> tuple[str, bytes]:
    """Its work grows with the body: it runs on a loop of its own, in a thread."""
    try:
        form = await MultiPartParser(headers, _once(body), max_files=1, max_fields=4).parse()
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


async def _bounded_body(request: Request, most: int, too_large: str) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise HTTPException(413, too_large, HEADERS)
    return bytes(body)
