"""Sends a trial event through the real door: signed, over HTTP, to this server's own webhook."""

import asyncio
import json
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.auth import throttle
from trustcoach_app.db.types import new_id
from trustcoach_app.errors import Conflict
from trustcoach_app.models.setter import OF_TRIALS, TRIAL_ID, InboundEvent
from trustcoach_app.outgoing.network import OutsideTransactions
from trustcoach_app.setter.intake.routes import PATH
from trustcoach_app.webhooks.signature import signed_headers

SECONDS = 15
LONGEST_SENTENCE = 300
UNREACHABLE = "Le serveur n’a pas pu joindre sa propre adresse. Réessayez, puis prévenez le support."


@dataclass(frozen=True)
class DoorAnswer:
    """What the webhook said. `status` 0: nothing, because it could not be reached."""

    status: int
    sentence: str = ""
    """Why it refused, in French; empty where it took the event."""

    @property
    def is_accepted(self) -> bool:
        """Whether the event is in the ledger."""
        return self.status == HTTPStatus.ACCEPTED and not self.sentence


def trial_event(now: datetime) -> dict[str, Any]:
    """What is sent: somebody whom nobody knows writes for the first time."""
    return {
        "event_id": f"essai:{new_id()}",
        "type": "message.received",
        "occurred_at": now.isoformat(),
        "lead": {
            "user_id_instagram": TRIAL_ID,
            "first_name": "Camille",
            "last_name": "Essai",
            "instagram_username": "camille.essai",
        },
        "data": {"text": "Bonjour, ceci est un événement d’essai."},
    }


async def take_turn(db: AsyncSession, *, coach_id: UUID, now: datetime) -> None:
    """Count one trial. `db` acts as DOOR. Raises Conflict where there were too many of late."""
    if wait := await throttle.take(db, throttle.trial_buckets(str(coach_id)), now):
        seconds = max(1, round(wait.total_seconds()))
        raise Conflict(f"Trop d’essais de suite\u202f: réessayez dans {seconds}\u202fs.")


async def send_trial(*, address: str, coach_id: UUID, secret: str, now: datetime) -> DoorAnswer:
    """Post a trial event to the webhook at `address`, this server's own. Never inside a unit of work.

    A real request over HTTP: where it is refused, so would be the setter's own.
    """
    body = json.dumps(trial_event(now)).encode()
    headers = {"Content-Type": "application/json", **signed_headers(secret.encode(), body, now)}
    try:
        async with asyncio.timeout(SECONDS), httpx.AsyncClient(transport=OutsideTransactions()) as http:
            said = await http.post(address + PATH, params={"coach_id": str(coach_id)}, content=body, headers=headers)
    except (TimeoutError, httpx.HTTPError):
        return DoorAnswer(0, UNREACHABLE)
    return DoorAnswer(said.status_code, _refusal(said))


def _refusal(said: httpx.Response) -> str:
    """The sentence of a refusal, or of an event that could not be understood."""
    try:
        answer = said.json()
        problems = [letter["problem"] for letter in answer.get("dead_letters", [])]
        sentence = answer.get("error") or (problems[0] if problems else "")
    except (ValueError, AttributeError, KeyError, TypeError):
        sentence = "La réponse du serveur n’est pas lisible."
    if not sentence and said.status_code != HTTPStatus.ACCEPTED:
        sentence = "Le serveur a refusé l’événement sans dire pourquoi."
    return str(sentence)[:LONGEST_SENTENCE]


async def forget_trials(db: AsyncSession, *, coach_id: UUID) -> None:
    """Remove the lead that trials made. Their events stay in the ledger, like all that came in."""
    event = InboundEvent
    these = (col(event.coach_id) == coach_id, text(OF_TRIALS), col(event.applied_at).is_not(None))
    statement = update(event).where(*these).values(trial_lead=None)
    await db.execute(statement.execution_options(synchronize_session=False))
