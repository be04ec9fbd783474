"""POST /webhooks/setter?coach_id=<uuid>: takes a setter's events, or with `&dry_run=1` says what it would do.
GET /webhooks/setter/openapi.json: their contract.

What comes is read into bounded memory and time, proved on its raw bytes before anything parses it, kept, and answered
202; the work is a job's. Whoever cannot prove itself learns nothing: a practice that is not there, closed or without a
secret gets the same 401 after the same work.
"""

import asyncio
import logging
from math import ceil
from typing import Any
from uuid import UUID

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from trustcoach_app import clock
from trustcoach_app.db.principal import DOOR, Principal, Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.setter.intake.ledger import Letter, Reading, Receipt, read_aside, receive
from trustcoach_app.setter.intake.openapi import document
from trustcoach_app.setter.intake.secrets import is_proved, read_claim
from trustcoach_app.webhooks.allowance import MIB, allowance
from trustcoach_app.webhooks.refusals import refusals

PATH = "/webhooks/setter"
MOST_BYTES = MIB
PATIENCE = 10.0
"""Seconds that a sender has for its body."""

RETRY_AFTER = "5"
NOBODY = UUID(int=0)

log = logging.getLogger(__name__)


async def take_events(request: Request) -> JSONResponse:
    """202 with what became of each event; 400, 401, 408, 413; 429 or 503 when it should be sent again."""
    try:
        return await _take(request)
    except HTTPException as refusal:
        return _answer(refusal.status_code, {"error": refusal.detail})
    except ClientDisconnect:
        return _answer(400, {"error": "La requête s’est interrompue."})
    except Exception:
        log.exception("events could not be taken")
        sentence = "Le service est momentanément indisponible : renvoyez la même requête."
        return _answer(503, {"error": sentence}, **{"Retry-After": RETRY_AFTER})


async def _take(request: Request) -> JSONResponse:
    body, now = await _body(request), clock.now()
    coach_id = _coach(request)
    headers = request.headers
    claim = read_claim(
        headers.getlist("authorization"),
        headers.getlist("x-trustcoach-signature"),
        headers.getlist("x-trustcoach-timestamp"),
    )
    async with unit_of_work(DOOR) as db:
        if not await is_proved(db, coach_id=coach_id, claim=claim, body=body, now=now):
            await refusals.note(db, now)
            return _answer(401, {"error": "Secret ou signature non valable."}, **{"WWW-Authenticate": "Bearer"})
    if waits := allowance.wait(coach_id, (1, len(body)), now):
        sentence = "Trop de requêtes à la fois : renvoyez la même requête après le délai de Retry-After."
        return _answer(429, {"error": sentence}, **{"Retry-After": str(ceil(waits.total_seconds()))})
    if request.query_params.get("dry_run") == "1":
        return _tried(await read_aside(body, now=now))
    async with unit_of_work(Principal(Role.HOOK, coach_id=coach_id)) as db:
        receipt = await receive(db, coach_id=coach_id, body=body, now=now)
    return _received(receipt)


def _coach(request: Request) -> UUID:
    """The practice that the address names; else one that nobody has."""
    try:
        return UUID(request.query_params.get("coach_id", ""))
    except ValueError:
        return NOBODY


async def _body(request: Request) -> bytes:
    body = bytearray()
    try:
        async with asyncio.timeout(PATIENCE):
            async for chunk in request.stream():
                body += chunk
                if len(body) > MOST_BYTES:
                    raise HTTPException(413, "La requête dépasse 1 Mio : envoyez moins d’événements à la fois.")
    except TimeoutError:
        raise HTTPException(408, "La requête n’est pas arrivée à temps.") from None
    return bytes(body)


def _received(receipt: Receipt) -> JSONResponse:
    if receipt.unreadable:
        return _answer(400, {"error": receipt.unreadable})
    said = {"accepted": receipt.accepted, "duplicates": receipt.duplicates, "dead_letters": _problems(receipt.letters)}
    return _answer(202, said)


def _tried(reading: Reading) -> JSONResponse:
    if reading.unreadable:
        return _answer(400, {"error": reading.unreadable})
    return _answer(200, {"understood": len(reading.events), "dead_letters": _problems(reading.letters)})


def _problems(letters: tuple[Letter, ...]) -> list[dict[str, Any]]:
    return [{"index": letter.index, "problem": letter.problem} for letter in letters]


def _answer(status: int, said: dict[str, Any], **headers: str) -> JSONResponse:
    return JSONResponse(said, status, headers={"Cache-Control": "no-store", **headers})


async def show_contract(_: Request) -> JSONResponse:
    """The OpenAPI document, for anybody."""
    return JSONResponse(document(), headers={"Cache-Control": "public, max-age=3600"})


ROUTES: list[BaseRoute] = [
    Route(PATH, take_events, methods=["POST"]),
    Route(f"{PATH}/openapi.json", show_contract, methods=["GET"]),
]
