"""POST /webhooks/setter?coach_id=<uuid>: takes a setter's events, or with `&dry_run=1` says what it would do.
GET /webhooks/setter/openapi.json: their contract.

A practice that is not there, closed or without a secret gets the same 401 as a wrong secret, after the same work.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.setter.intake.dead_letters import NewDeadLetter
from trustcoach_app.setter.intake.ledger import BodyReading, LedgerFull, Receipt, read_aside, receive
from trustcoach_app.setter.intake.openapi import document
from trustcoach_app.setter.intake.secrets import is_proved
from trustcoach_app.webhooks.allowance import MIB, allowance
from trustcoach_app.webhooks.reception import Delivery, SendLater, answer, take
from trustcoach_app.webhooks.signature import read_proof

PATH = "/webhooks/setter"
MOST_BYTES = MIB
BACKLOG_SECONDS = 60
"""Until a ledger that is full of what still waits is worth another try."""

NOBODY = UUID(int=0)


async def take_events(request: Request) -> JSONResponse:
    """202 with what became of each event; webhooks/reception.py has the other answers."""
    return await take(request, prove=_prove, receive=_receive, allowance=allowance, most_bytes=MOST_BYTES)


async def _prove(db: AsyncSession, request: Request, body: bytes, now: datetime) -> UUID | None:
    """The practice whose secret was used."""
    coach_id, headers = _coach(request), request.headers
    proof = read_proof(
        headers.getlist("authorization"),
        headers.getlist("x-trustcoach-signature"),
        headers.getlist("x-trustcoach-timestamp"),
    )
    return coach_id if await is_proved(db, coach_id=coach_id, proof=proof, body=body, now=now) else None


def _coach(request: Request) -> UUID:
    """The practice that the address names; else one that nobody has."""
    try:
        return UUID(request.query_params.get("coach_id", ""))
    except ValueError:
        return NOBODY


async def _receive(delivery: Delivery) -> JSONResponse:
    reading, now = await read_aside(delivery.body, now=delivery.now), delivery.now
    if delivery.request.query_params.get("dry_run") == "1":
        return _tried(reading)
    try:
        async with unit_of_work(Principal(Role.HOOK, coach_id=delivery.sender)) as db:
            return _received(await receive(db, coach_id=delivery.sender, reading=reading, now=now))
    except LedgerFull:
        sentence = "Trop d’événements attendent encore d’être pris en compte : renvoyez la même requête plus tard."
        raise SendLater(sentence, BACKLOG_SECONDS) from None


def _received(receipt: Receipt) -> JSONResponse:
    if receipt.unreadable:
        return answer(400, {"error": receipt.unreadable})
    said = {"accepted": receipt.accepted, "duplicates": receipt.duplicates, "dead_letters": _problems(receipt.letters)}
    return answer(202, said)


def _tried(reading: BodyReading) -> JSONResponse:
    if reading.unreadable:
        return answer(400, {"error": reading.unreadable})
    return answer(200, {"understood": len(reading.events), "dead_letters": _problems(reading.letters)})


def _problems(letters: tuple[NewDeadLetter, ...]) -> list[dict[str, Any]]:
    return [{"index": letter.index, "problem": letter.problem} for letter in letters]


async def show_contract(_: Request) -> JSONResponse:
    """The OpenAPI document, for anybody."""
    return JSONResponse(document(), headers={"Cache-Control": "public, max-age=3600"})


ROUTES: list[BaseRoute] = [
    Route(PATH, take_events, methods=["POST"]),
    Route(f"{PATH}/openapi.json", show_contract, methods=["GET"]),
]
