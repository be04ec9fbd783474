"""A request's body, within bounded memory and time."""

import asyncio

from starlette.exceptions import HTTPException
from starlette.requests import Request

PATIENCE = 10.0
"""Seconds that a sender has for its body."""


async def read_body(request: Request, *, most: int) -> bytes:
    """All of it. Raises HTTPException 413 with the chunk that goes beyond `most` bytes, 408 when it is late."""
    body = bytearray()
    try:
        async with asyncio.timeout(PATIENCE):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    raise HTTPException(413, f"La requête dépasse {_mib(most)} : envoyez moins d’événements à la fois.")
    except TimeoutError:
        raise HTTPException(408, "La requête n’est pas arrivée à temps.") from None
    return bytes(body)


def _mib(size: int) -> str:
    return f"{size // (1024 * 1024)} Mio"
