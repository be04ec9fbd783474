"""Setter events over HTTP into leads, 100 a request, while the worker applies them. Baseline: one event a request.

python -m benchmarks.ingest, on the migrated database that DATABASE_URL names, with built pages.
"""

import asyncio
import os
import random
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from time import perf_counter
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import func, select
from sqlmodel import col

from benchmarks.report import report
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

PRACTICES = 5
LEADS = 50
"""In each practice."""
BATCHES, BATCH = 30, 100
"""Of each practice; the baseline sends as many requests."""
BASELINE = "one request and one job per event"
SENDERS = 8
KINDS = ("message.sent", "message.received", "message.sent", "message.received", "lead.qualified")
PATIENCE_S = 300.0


@dataclass(frozen=True)
class Setter:
    """One practice's address and secret."""

    coach_id: UUID
    secret: str


@dataclass(frozen=True)
class Run:
    """Events sent; seconds until the last was answered, and until the last was applied; events without their row."""

    sent: int
    accepting: float
    applying: float
    lost: int


async def main() -> None:
    """The baseline, then batches, each for practices of their own."""
    port = _free_port()
    web = web_command("127.0.0.1", port)
    with _running(web, PORT=str(port), **SERVE_THE_BUILD), _running([sys.executable, "-m", "jobs"]):
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as http:
            await _until_alive(http)
            await _ingest(http, batches=2, size=BATCH)
            single = await _ingest(http, batches=BATCHES, size=1)
            batch = await _ingest(http, batches=BATCHES, size=BATCH)
    for case, of_batch, of_single in (
        ("accepted", batch.sent / batch.accepting, single.sent / single.accepting),
        ("applied", batch.sent / batch.applying, single.sent / single.applying),
    ):
        report(
            "ingest", case, of_batch, "events/s", baseline=BASELINE, baseline_value=of_single, n=batch.sent, rate=True
        )
    report("ingest", "lost", batch.lost, "events", baseline=BASELINE, baseline_value=single.lost, n=batch.sent)


async def _ingest(http: httpx.AsyncClient, *, batches: int, size: int) -> Run:
    """Send so many batches to each of some new practices, from a few senders at once, and wait for the worker."""
    setters = [await _setter() for _ in range(PRACTICES)]
    requests = [(setter, [_event() for _ in range(size)]) for _ in range(batches) for setter in setters]
    left = iter(requests)
    began = perf_counter()
    await asyncio.gather(*(_send(http, left) for _ in range(SENDERS)))
    accepting = perf_counter() - began
    while await _count(setters, InboundEvent, col(InboundEvent.applied_at).is_(None)):
        if perf_counter() - began > PATIENCE_S:
            break
        await asyncio.sleep(0.1)
    applying, sent = perf_counter() - began, len(requests) * size
    kept = await _count(setters, LeadMessage) + await _count(setters, LeadEvent)
    return Run(sent, accepting, applying, sent - kept)


async def _send(http: httpx.AsyncClient, requests: Iterator[tuple[Setter, list[dict[str, Any]]]]) -> None:
    for setter, events in requests:
        answer = await http.post(
            "/webhooks/setter",
            params={"coach_id": str(setter.coach_id)},
            headers={"Authorization": f"Bearer {setter.secret}"},
            json=events,
        )
        if answer.status_code != httpx.codes.ACCEPTED:
            raise RuntimeError(f"the webhook answered {answer.status_code}")


def _event() -> dict[str, Any]:
    """What happened to one of the leads within the last day."""
    return {
        "event_id": str(new_id()),
        "type": random.choice(KINDS),
        "occurred_at": (clock.now() - timedelta(seconds=random.randrange(86_400))).isoformat(),
        "lead": {"user_id_instagram": f"1784140000000{random.randrange(LEADS)}", "first_name": "Marie", "age": 34},
        "data": {"text": "Bonjour, merci pour ton message. Quel est ton objectif pour les trois prochains mois ?"},
    }


async def _setter() -> Setter:
    """A new practice with a secret."""
    user_id, coach_id = new_id(), new_id()
    async with unit_of_work(Principal(Role.ADMIN, user_id=new_id())) as db:
        db.add(User(id=user_id, email=f"{user_id}@ingest.example", name="Alice Martin"))
        await db.flush()
        db.add(Coach(id=coach_id, user_id=user_id, slug=f"ingest-{coach_id}"))
    async with unit_of_work(in_practice(coach_id)) as db:
        return Setter(coach_id, await secrets.create(db, coach_id=coach_id, now=clock.now()))


async def _count(setters: list[Setter], model: type[InboundEvent | LeadMessage | LeadEvent], *which: Any) -> int:
    """Rows of these practices."""
    total = 0
    for setter in setters:
        async with unit_of_work(in_practice(setter.coach_id)) as db:
            query = select(func.count()).select_from(model).where(col(model.coach_id) == setter.coach_id, *which)
            total += await db.scalar(query) or 0
    return total


async def _until_alive(http: httpx.AsyncClient) -> None:
    async with asyncio.timeout(60):
        while True:
            try:
                await http.get("/health")
            except httpx.TransportError:
                await asyncio.sleep(0.2)
            else:
                return


@contextmanager
def _running(command: list[str], **environment: str) -> Iterator[None]:
    """A process of ours that ends with the block."""
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=sys.stderr) as process:
        try:
            yield
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    asyncio.run(main())
