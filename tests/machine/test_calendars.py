"""Turns between coaches: one's slow calendars keep nobody else's waiting. Real servers, a real queue and its worker."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

import psycopg
import pytest
from aiohttp import web
from sqlalchemy import select
from sqlmodel import col

from jobs import poll_calendars as job
from jobs.queue import queue
from jobs.worker import work
from tests.eventually import eventually
from tests.fixtures.practice import Practice
from trustcoach_app import clock
from trustcoach_app.config import settings
from trustcoach_app.db import unit_of_work as unit
from trustcoach_app.db.engine import JOBS as JOBS_LOGIN
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.importing.feeds import MOST_FEEDS, TOO_LATE, add_feed, lease_due_feed
from trustcoach_app.integrations.calendar_feed import client
from trustcoach_app.models.importing import CalendarFeed
from trustcoach_app.queues import CALENDARS

EMPTY = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t\r\nEND:VCALENDAR\r\n"


@dataclass
class Server:
    """Answers at once below /quick, and below /slow when a test lets it; who hung up is inside no more."""

    url: str = ""
    released: asyncio.Event = field(default_factory=asyncio.Event)
    inside: int = 0
    most: int = 0

    async def answer(self, request: web.Request) -> web.Response:
        if request.path.startswith("/slow"):
            self.inside += 1
            self.most = max(self.most, self.inside)
            try:
                await self.released.wait()
            finally:
                self.inside -= 1
        return web.Response(body=EMPTY)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """The server, on a port of its own."""
    served, app = Server(), web.Application()
    app.router.add_get("/{path:.*}", served.answer)
    runner = web.AppRunner(app, handler_cancellation=True)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    served.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield served
    served.released.set()
    await runner.cleanup()


@pytest.fixture
async def worker(owner_url: str, application: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """The workers of the calendars, over an empty queue; nobody follows any yet, loopback counts as public, and a slow
    server may take a minute.
    """
    monkeypatch.setattr(settings(), "local_feeds", True)
    monkeypatch.setattr(client, "SECONDS", 60)
    with psycopg.connect(owner_url, autocommit=True, options="-c search_path=public,queue") as owner:
        owner.execute("DELETE FROM calendar_feeds")
        owner.execute("TRUNCATE procrastinate_jobs CASCADE")
        async with queue.open_async():
            working = asyncio.create_task(work(CALENDARS))
            yield
            working.cancel()
            with suppress(asyncio.CancelledError):
                await working
        owner.execute("TRUNCATE procrastinate_jobs CASCADE")


async def follow(practice: Practice, server: Server, kind: str, count: int) -> None:
    """So many calendars of one coach."""
    for number in range(count):
        await practice.does(add_feed, name=f"{kind} {number}", address=f"{server.url}/{kind}/{number}.ics")


async def read(practice: Practice) -> int:
    """How many of a coach's calendars were read."""
    async with unit_of_work(practice.principal) as db:
        query = select(CalendarFeed).where(
            col(CalendarFeed.coach_id) == practice.coach_id, col(CalendarFeed.succeeded_at).is_not(None)
        )
        return len((await db.scalars(query)).all())


async def problems(practice: Practice) -> list[str]:
    """What a coach reads of each."""
    async with unit_of_work(practice.principal) as db:
        return [feed.problem for feed in await db.scalars(select(CalendarFeed))]


async def look(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock's run, as the jobs' login."""
    with monkeypatch.context() as patch:
        patch.setattr(unit, "_login", JOBS_LOGIN)
        await job.poll_calendars()


async def test_one_coach_s_slow_calendars_keep_nobody_waiting(
    alice: Practice, bob: Practice, server: Server, worker: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And are read one at a time, all of them in the end."""
    await follow(alice, server, "slow", MOST_FEEDS)
    await follow(bob, server, "quick", MOST_FEEDS)
    await look(monkeypatch)
    await eventually(lambda: read(bob), MOST_FEEDS)
    assert (await read(alice), server.most) == (0, 1)
    server.released.set()
    await eventually(lambda: read(alice), MOST_FEEDS)
    assert server.most == 1


async def test_a_reading_that_takes_too_long_is_ended_and_said(
    alice: Practice, server: Server, worker: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next one has its turn, and this one in a quarter of an hour."""
    monkeypatch.setattr(job, "SECONDS", 8)
    await follow(alice, server, "slow", 1)
    await follow(alice, server, "quick", 1)
    await look(monkeypatch)
    await eventually(lambda: read(alice), 1)
    assert sorted(await problems(alice)) == ["", TOO_LATE]
    assert await alice.does(lease_due_feed, now=clock.now()) is None


async def test_each_calendar_is_claimed_once_a_quarter_of_an_hour(
    alice: Practice, server: Server, worker: None
) -> None:
    """However many ask at once: a crash costs one turn."""
    await follow(alice, server, "quick", 2)
    now = clock.now()
    claims = await asyncio.gather(*(alice.does(lease_due_feed, now=now) for _ in range(6)))
    assert len({claim for claim in claims if claim}) == len([claim for claim in claims if claim]) <= 2
    while await alice.does(lease_due_feed, now=now):
        pass
    assert await alice.does(lease_due_feed, now=now + timedelta(minutes=14)) is None
    assert await alice.does(lease_due_feed, now=now + timedelta(minutes=15)) is not None
