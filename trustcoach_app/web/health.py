"""GET /health: this process is alive. GET /health/ready: the whole machine does its work.

Load balancers and supervisors ask the first, monitors the second. Neither needs a session, so neither says more than
names, ages and counts.
"""

import asyncio
import logging
from datetime import timedelta
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from trustcoach_app import clock
from trustcoach_app.db.migrate import newest_revision
from trustcoach_app.db.principal import DOOR
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.machine import Heartbeat
from trustcoach_app.queues import QUEUES
from trustcoach_app.webhooks.refusals import refusals

PARTS = ("clock", *QUEUES)
"""What must beat: jobs/ writes these names."""

MAIL_SERVER = "smtp"
"""Under this name jobs/ writes why the mail server cannot be used; nothing there: it can."""

STALE_AFTER = timedelta(seconds=90)
"""Three missed beats."""

MAIL_SERVER_LATELY = timedelta(minutes=15)
"""It is asked every five."""

LONGEST_WAIT_OF_OTHERS = 300.0
"""Seconds, in a queue that we do not know."""

PATIENCE = 3.0
"""Seconds that the database has to answer."""

log = logging.getLogger(__name__)


async def alive(_: Request) -> JSONResponse:
    """200 as long as the process answers at all."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


async def ready(_: Request) -> JSONResponse:
    """200 when database, schema and jobs are as they should be, else 503; says which of them is not."""
    try:
        async with asyncio.timeout(PATIENCE), unit_of_work(DOOR) as db:
            report = await _report(db)
    except Exception as error:
        log.warning("not ready: the database does not answer (%s)", type(error).__name__)
        report = {"status": "unavailable", "database": "unreachable"}
    status_code = 200 if report["status"] == "ok" else 503
    return JSONResponse(report, status_code, headers={"Cache-Control": "no-store"})


async def _report(db: AsyncSession) -> dict[str, Any]:
    beats = {beat.name: beat for beat in await db.scalars(select(Heartbeat))}
    parts = {
        "migrations": await _migrations(db),
        "jobs": await _jobs(db, beats),
        "mail": _mail(beats.get(MAIL_SERVER)),
    }
    return {
        "status": "ok" if all(part["status"] == "ok" for part in parts.values()) else "degraded",
        "database": "ok",
        **parts,
        "queue": await _queue_depth(db),
        "webhooks": {"refused_this_hour": await refusals.this_hour(db, clock.now())},
        "rollup": await _rollup(db),
    }


async def _migrations(db: AsyncSession) -> dict[str, Any]:
    current, expected = await db.scalar(text("SELECT door_revision()")), newest_revision()
    return {"status": "ok" if current == expected else "outdated", "current": current, "expected": expected}


async def _jobs(db: AsyncSession, beats: dict[str, Heartbeat]) -> dict[str, Any]:
    """stale: a part has not beaten for a while. late: it beats, but a job that could run waits for too long."""
    now, waits = clock.now(), await _waits(db)
    ages = {part: round((now - beats[part].beat_at).total_seconds(), 1) if part in beats else None for part in PARTS}
    is_beating = all(age is not None and age < STALE_AFTER.total_seconds() for age in ages.values())
    is_late = any(wait > _longest_wait(queue) for queue, wait in waits.items())
    status = "stale" if not is_beating else "late" if is_late else "ok"
    return {"status": status, "seconds_since_beat": ages, "seconds_waited": waits}


async def _waits(db: AsyncSession) -> dict[str, float]:
    """By queue, how long its oldest job that could run has waited; also of queues that nobody works on any more."""
    found = (await db.execute(text("SELECT queue, seconds FROM door_queue_waits()"))).all()
    return {**dict.fromkeys(QUEUES, 0.0), **{row.queue: round(row.seconds, 1) for row in found}}


def _longest_wait(queue: str) -> float:
    return QUEUES[queue].longest_wait if queue in QUEUES else LONGEST_WAIT_OF_OTHERS


def _mail(said: Heartbeat | None) -> dict[str, str]:
    """What the mail server said at the last try, as far as one was made lately."""
    is_lately = said is not None and clock.now() - said.beat_at < MAIL_SERVER_LATELY
    reason = said.detail if said is not None and is_lately else ""
    return {"status": "refused", "reason": reason} if reason else {"status": "ok"}


async def _queue_depth(db: AsyncSession) -> dict[str, int]:
    row = (await db.execute(text("SELECT todo, doing, failed FROM door_queue_depth()"))).one()
    return {"todo": row.todo, "doing": row.doing, "failed": row.failed}


async def _rollup(db: AsyncSession) -> dict[str, float | int]:
    """The age of the oldest change that the figures do not show yet (0: they show all), and the drift of last night."""
    row = (await db.execute(text("SELECT waiting_since, drift FROM door_rollup()"))).one()
    behind = (clock.now() - row.waiting_since).total_seconds() if row.waiting_since else 0.0
    return {"seconds_behind": round(max(behind, 0.0), 1), "drift": row.drift}


ROUTES = [Route("/health", alive), Route("/health/ready", ready)]
