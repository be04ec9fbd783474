"""One request of another program, from its first byte to our answer (__init__.py has the steps).

Whoever cannot prove itself learns nothing: the same 401 after the same work, whatever is wrong.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse

from trustcoach_app import clock
from trustcoach_app.db.principal import DOOR
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.logs import kind_and_places
from trustcoach_app.webhooks.allowance import Allowance
from trustcoach_app.webhooks.body import read_body
from trustcoach_app.webhooks.refusals import refusals
from trustcoach_app.webhooks.turns import turn

RETRY_AFTER = 5
"""Seconds after which something that failed on our side may be tried again."""

log = logging.getLogger(__name__)


class SendLater(Exception):
    """We cannot take it now. `str(later)` is a French sentence, `seconds` when to send it again."""

    def __init__(self, sentence: str, seconds: float) -> None:
        super().__init__(sentence)
        self.seconds = seconds


@dataclass(frozen=True)
class Delivery:
    """What came, proved."""

    request: Request
    sender: UUID
    body: bytes
    now: datetime


Prove = Callable[[AsyncSession, Request, bytes, datetime], Awaitable[UUID | None]]
"""Who it is; None: nobody. The session acts as DOOR."""

Receive = Callable[[Delivery], Awaitable[JSONResponse]]
"""Keeps it, enqueues the work, answers. Raises SendLater."""


async def take(
    request: Request, *, prove: Prove, receive: Receive, allowance: Allowance, most_bytes: int
) -> JSONResponse:
    """What `receive` answers; else 400, 401, 408, 413, or 429 and 503 when the same should be sent again."""
    try:
        delivery = await _proved(request, prove, most_bytes)
        if waits := allowance.wait(delivery.sender, (1, len(delivery.body)), delivery.now):
            raise SendLater(
                "Trop de requêtes à la fois\u202f: renvoyez la même requête après le délai de Retry-After.",
                waits.total_seconds(),
            )
        async with turn(delivery.sender):
            return await receive(delivery)
    except HTTPException as refusal:
        return answer(refusal.status_code, {"error": refusal.detail}, **(refusal.headers or {}))
    except SendLater as later:
        return answer(429, {"error": str(later)}, **{"Retry-After": str(ceil(later.seconds))})
    except ClientDisconnect:
        return answer(400, {"error": "La requête s’est interrompue."})
    except Exception as error:
        log.error("a request of a webhook could not be taken: %s", kind_and_places(error))
        sentence = "Le service est momentanément indisponible\u202f: renvoyez la même requête."
        return answer(503, {"error": sentence}, **{"Retry-After": str(RETRY_AFTER)})


async def _proved(request: Request, prove: Prove, most_bytes: int) -> Delivery:
    """Raises HTTPException 401 when it is not."""
    body, now = await read_body(request, most=most_bytes), clock.now()
    async with unit_of_work(DOOR) as db:
        sender = await prove(db, request, body, now)
        if sender is None:
            await refusals.note(db, now)
    if sender is None:
        raise HTTPException(401, "Secret ou signature non valable.", {"WWW-Authenticate": "Bearer"})
    return Delivery(request, sender, body, now)


def answer(status: int, said: dict[str, Any], **headers: str) -> JSONResponse:
    """JSON that nobody keeps."""
    return JSONResponse(said, status, headers={"Cache-Control": "no-store", **headers})
