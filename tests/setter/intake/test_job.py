"""From the ledger to the leads: enqueued with the ledger, applied once, and never lost."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from jobs import apply_setter_events as job
from jobs.queue import queue
from jobs.worker import work
from tests.eventually import eventually
from tests.fixtures.practice import Practice
from tests.setter.intake.story import told
from tests.setter.intake.waiting import messages, received, run, unapplied
from trustcoach_app import clock
from trustcoach_app.db import unit_of_work as unit
from trustcoach_app.db.engine import JOBS as JOBS_LOGIN
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.setter import InboundEvent
from trustcoach_app.queues import TIMELY
from trustcoach_app.setter.intake import batch
from trustcoach_app.setter.intake.batch import apply_waiting, due_events, put_off

Jobs = Callable[[], list[tuple[Any, ...]]]
WAITING = "SELECT queue_name, lock, queueing_lock FROM queue.procrastinate_jobs WHERE task_name = 'apply_setter_events'"
HOUR = timedelta(hours=1)


@pytest.fixture
async def jobs(alice: Practice, owner_url: str) -> AsyncIterator[Jobs]:
    """The queue, emptied; the practice's jobs for the ledger, each its queue and its locks."""
    with psycopg.connect(owner_url, autocommit=True, options="-c search_path=public,queue") as owner:
        owner.execute("TRUNCATE procrastinate_jobs CASCADE")
        async with queue.open_async():
            yield lambda: owner.execute(WAITING + " AND args->>'coach_id' = %s", [str(alice.coach_id)]).fetchall()
        owner.execute("TRUNCATE procrastinate_jobs CASCADE")


def one_job(practice: Practice) -> list[tuple[str, str, str]]:
    """What waits in the queue for a practice, however much waits in its ledger."""
    return [("timely", f"setter:{practice.coach_id}", f"setter:{practice.coach_id}")]


async def test_events_are_enqueued_with_the_ledger(alice: Practice, jobs: Jobs) -> None:
    await received(alice, "message.sent", "message.received")
    assert jobs() == one_job(alice)


async def test_however_many_come_one_run_waits(alice: Practice, jobs: Jobs) -> None:
    """Also when they come at once."""
    await asyncio.gather(*(received(alice, "message.sent") for _ in range(10)))
    assert jobs() == one_job(alice)
    await run(alice)
    assert (await messages(alice), await unapplied(alice)) == ([10], [])


async def test_a_ledger_that_is_not_kept_enqueues_nothing(alice: Practice, jobs: Jobs) -> None:
    with suppress(ZeroDivisionError):
        async with unit_of_work(Principal(Role.HOOK, coach_id=alice.coach_id)) as db:
            await db.execute(text("SELECT hook_enqueue()"))
            raise ZeroDivisionError
    assert jobs() == []


async def test_only_a_webhook_of_a_practice_enqueues(alice: Practice, jobs: Jobs) -> None:
    for principal in (Principal(Role.HOOK), alice.principal):
        with pytest.raises(DBAPIError):
            async with unit_of_work(principal) as db:
                await db.execute(text("SELECT hook_enqueue()"))
    assert jobs() == []


async def test_a_run_that_has_begun_waits_for_who_relied_on_it(alice: Practice, jobs: Jobs) -> None:
    """A request finds a job that waits, and commits after that has begun: it is seen all the same."""
    await received(alice, "message.sent")
    async with unit_of_work(Principal(Role.HOOK, coach_id=alice.coach_id)) as db:
        key = uuid4()
        said = {"event_id": "late", "type": "message.sent", "occurred_at": clock.now().isoformat()}
        body = json.dumps({**said, "data": {"text": "Bonjour"}, "lead": {"user_id_instagram": "1"}})
        row = {"coach_id": alice.coach_id, "id": key, "type": "message.sent", "body": body, "received_at": clock.now()}
        await db.execute(insert(InboundEvent).values(**row))
        await db.execute(text("SELECT hook_enqueue()"))
        running = asyncio.create_task(run(alice))
        done, _ = await asyncio.wait([running], timeout=0.5)
        assert not done
    await running
    assert (await messages(alice), await unapplied(alice)) == ([2], [])


async def test_the_worker_applies_what_came_in(alice: Practice, jobs: Jobs) -> None:
    await received(alice, "message.sent", "message.received")
    await received(alice, "lead.qualified")
    await queue.run_worker_async(wait=False, delete_jobs="successful", install_signal_handlers=False)
    [lead] = (await told(alice)).leads
    assert (lead["status"], lead["messages_out"], lead["messages_in"]) == ("qualified", 1, 1)
    assert (jobs(), await unapplied(alice)) == ([], [])


async def test_a_burst_needs_no_poll(alice: Practice, jobs: Jobs) -> None:
    """Requests that come while a run works are another run's, which is found when the first one ends."""
    worker = asyncio.create_task(work(TIMELY, poll_seconds=3600))
    try:
        for _ in range(30):
            await received(alice, "message.sent")
        await eventually(lambda: unapplied(alice), [])
        await eventually(lambda: _returned(jobs()), [])
    finally:
        worker.cancel()
        with suppress(asyncio.CancelledError):
            await worker
    assert await messages(alice) == [30]


async def _returned(value: Any) -> Any:
    return value


async def test_ten_tasks_apply_the_same_events_at_once(alice: Practice) -> None:
    keys, now = await received(alice, "message.sent", "message.sent", enqueue=False), clock.now()
    left = await asyncio.gather(*(alice.does(apply_waiting, keys=keys, now=now) for _ in range(10)))
    assert left == [0] * 10
    assert await messages(alice) == [2]
    assert await unapplied(alice) == []


async def test_another_practice_cannot_apply_them(alice: Practice, bob: Practice) -> None:
    keys = await received(alice, "message.sent", enqueue=False)
    assert await bob.does(due_events, now=clock.now()) == []
    assert await bob.does(apply_waiting, keys=keys, now=clock.now()) == 0
    assert await unapplied(alice) == ["message.sent"]


async def test_more_than_one_transaction_holds_are_applied_in_one_run(
    alice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By count and by bytes; the longest waiting first, and one at least however long it is."""
    keys = await received(alice, *(["message.sent"] * 7), enqueue=False)
    monkeypatch.setattr(batch, "MOST_EVENTS", 3)
    assert len(await alice.does(due_events, now=clock.now())) == 3
    monkeypatch.setattr(batch, "MOST_BYTES", 1)
    [first] = await alice.does(due_events, now=clock.now())
    assert first in keys
    await run(alice)
    assert (await messages(alice), await unapplied(alice)) == ([7], [])


async def test_a_run_leaves_the_rest_to_another_one(
    alice: Practice, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that one practice's backlog does not keep the others' waiting."""
    await received(alice, *(["message.sent"] * 5), enqueue=False)
    monkeypatch.setattr(batch, "MOST_EVENTS", 1)
    monkeypatch.setattr(job, "ROUNDS", 3)
    await run(alice)
    assert (len(await unapplied(alice)), jobs()) == (2, one_job(alice))
    await run(alice)
    assert await unapplied(alice) == []


async def test_the_floor_finds_what_was_lost(alice: Practice, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what was put off, once its hour has come; each practice once."""
    later = await received(alice, "lead.won", enqueue=False)
    await alice.does(put_off, keys=later, now=clock.now() + HOUR)
    await look(monkeypatch)
    assert jobs() == []
    await received(alice, "message.sent", "message.sent", enqueue=False)
    await look(monkeypatch)
    await look(monkeypatch)
    assert jobs() == one_job(alice)


async def look(monkeypatch: pytest.MonkeyPatch) -> None:
    """The floor's run, as the jobs' login."""
    with monkeypatch.context() as patch:
        patch.setattr(unit, "_login", JOBS_LOGIN)
        await job.find_waiting_setter_events()
