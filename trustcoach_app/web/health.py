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
from trustcoach_app.webhooks.refusals import refusals

PARTS = ("clock", "worker")
"""What must beat: jobs/ writes these names."""

STALE_AFTER = timedelta(seconds=90)
"""Three missed beats."""

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
    ages = await _ages(db)
    migrations = {"current": await db.scalar(text("SELECT door_revision()")), "expected": newest_revision()}
    is_schema_current = migrations["current"] == migrations["expected"]
    is_beating = all(age is not None and age < STALE_AFTER.total_seconds() for age in ages.values())
    return {
        "status": "ok" if is_schema_current and is_beating else "degraded",
        "database": "ok",
        "migrations": {**migrations, "status": "ok" if is_schema_current else "outdated"},
        "jobs": {"status": "ok" if is_beating else "stale", "seconds_since_beat": ages},
        "queue": await _queue_depth(db),
        "webhooks": {"refused_this_hour": await refusals.this_hour(db, clock.now())},
        "rollup": await _rollup(db),
    }


async def _ages(db: AsyncSession) -> dict[str, float | None]:
    """Seconds since each part's last beat; None: it never beat."""
    last = {beat.name: beat.beat_at for beat in await db.scalars(select(Heartbeat))}
    now = clock.now()
    return {part: round((now - last[part]).total_seconds(), 1) if part in last else None for part in PARTS}


async def _queue_depth(db: AsyncSession) -> dict[str, int]:
    row = (await db.execute(text("SELECT todo, doing, failed FROM door_queue_depth()"))).one()
    return {"todo": row.todo, "doing": row.doing, "failed": row.failed}


async def _rollup(db: AsyncSession) -> dict[str, float | int]:
    """The age of the oldest change that the figures do not show yet (0: they show all), and the drift of last night."""
    row = (await db.execute(text("SELECT waiting_since, drift FROM door_rollup()"))).one()
    behind = (clock.now() - row.waiting_since).total_seconds() if row.waiting_since else 0.0
    return {"seconds_behind": round(max(behind, 0.0), 1), "drift": row.drift}


ROUTES = [Route("/health", alive), Route("/health/ready", ready)]
