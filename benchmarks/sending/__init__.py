"""Practices whose setters send events over HTTP, and what became of these in the database."""

import asyncio
import os
import random
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from time import perf_counter
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import func, select
from sqlmodel import col

from ops.processes import SERVE_THE_BUILD, web_command
from trustcoach_app import clock
from trustcoach_app.config import ROOT
from trustcoach_app.db.principal import Principal, Role, in_practice
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.lead_history import LeadEvent, LeadMessage
from trustcoach_app.models.people import Coach, User
from trustcoach_app.models.setter import InboundEvent
from trustcoach_app.setter.intake import secrets

LEADS = 50
"""In each practice."""
KINDS = ("message.sent", "message.received", "message.sent", "message.received", "lead.qualified")
PATIENCE_S = 300.0


@dataclass(frozen=True)
class Setter:
    """One practice's address and secret."""

    coach_id: UUID
    secret: str


Requests = Iterable[tuple[Setter, list[dict[str, Any]]]]


def event() -> dict[str, Any]:
    """What happened to one of the leads within the last day."""
    return {
        "event_id": str(new_id()),
        "type": random.choice(KINDS),
        "occurred_at": (clock.now() - timedelta(seconds=random.randrange(86_400))).isoformat(),
        "lead": {"user_id_instagram": f"1784140000000{random.randrange(LEADS)}", "first_name": "Marie", "age": 34},
        "data": {"text": "Bonjour, merci pour ton message. Quel est ton objectif pour les trois prochains mois ?"},
    }


async def new_setter() -> Setter:
    """A new practice with a secret."""
    user_id, coach_id = new_id(), new_id()
    async with unit_of_work(Principal(Role.ADMIN, user_id=new_id())) as db:
        db.add(User(id=user_id, email=f"{user_id}@ingest.example", name="Alice Martin"))
        await db.flush()
        db.add(Coach(id=coach_id, user_id=user_id, slug=f"ingest-{coach_id}"))
    async with unit_of_work(in_practice(coach_id)) as db:
        return Setter(coach_id, await secrets.issue_secret(db, coach_id=coach_id, now=clock.now()))


async def send(http: httpx.AsyncClient, requests: Requests, *, at_once: int) -> None:
    """Send them all, so many at once. Raises RuntimeError for one that is not taken."""
    left = iter(requests)

    async def send_what_is_left() -> None:
        for setter, events in left:
            if (status := await post(http, setter, events)) != httpx.codes.ACCEPTED:
                raise RuntimeError(f"the webhook answered {status}")

    await asyncio.gather(*(send_what_is_left() for _ in range(at_once)))


async def post(http: httpx.AsyncClient, setter: Setter, events: list[dict[str, Any]]) -> int:
    """One request; its status."""
    answer = await http.post(
        "/webhooks/setter",
        params={"coach_id": str(setter.coach_id)},
        headers={"Authorization": f"Bearer {setter.secret}"},
        json=events,
    )
    return answer.status_code


async def until_applied(setters: list[Setter], began: float) -> float:
    """Seconds since `began` when nothing of these practices waits any more, or when nobody would wait longer."""
    while await count(setters, InboundEvent, col(InboundEvent.applied_at).is_(None)):
        if perf_counter() - began > PATIENCE_S:
            break
        await asyncio.sleep(0.05)
    return perf_counter() - began


async def lost(setters: list[Setter], sent: int) -> int:
    """How many of the events sent left no row."""
    return sent - await count(setters, LeadMessage) - await count(setters, LeadEvent)


async def count(setters: list[Setter], model: type[InboundEvent | LeadMessage | LeadEvent], *which: Any) -> int:
    """Rows of these practices."""
    total = 0
    for setter in setters:
        async with unit_of_work(in_practice(setter.coach_id)) as db:
            query = select(func.count()).select_from(model).where(col(model.coach_id) == setter.coach_id, *which)
            total += await db.scalar(query) or 0
    return total


@contextmanager
def web_and_jobs() -> Iterator[str]:
    """Both processes, for the time of the block: the web's address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    web = web_command("127.0.0.1", port)
    with _running(web, PORT=str(port), **SERVE_THE_BUILD), _running([sys.executable, "-m", "jobs"]):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _running(command: list[str], **environment: str) -> Iterator[None]:
    """A process of ours that ends with the block."""
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=sys.stderr) as process:
        try:
            yield
        finally:
            process.terminate()


async def until_alive(http: httpx.AsyncClient) -> None:
    """Return when the web process answers."""
    async with asyncio.timeout(60):
        while True:
            try:
                await http.get("/health")
            except httpx.TransportError:
                await asyncio.sleep(0.2)
            else:
                return
