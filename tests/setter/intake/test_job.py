"""From the ledger to the leads: enqueued with the ledger, applied once, and never lost."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from procrastinate.jobs import Job
from procrastinate.retry import RetryDecision
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

from jobs.apply_setter_events import LeftOver, MakeWay, apply_setter_events, find_lost_setter_events
from jobs.queue import queue
from tests.fixtures.practice import Practice
from tests.setter.intake.story import told
from trustcoach_app import clock
from trustcoach_app.db import unit_of_work as unit
from trustcoach_app.db.engine import JOBS as JOBS_LOGIN
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.setter import InboundEvent
from trustcoach_app.setter.intake import batch
from trustcoach_app.setter.intake.batch import apply_batch
from trustcoach_app.setter.keys import event_key

Jobs = Callable[[], list[tuple[str, str]]]
WAITING = "SELECT lock, args->>'batch_id' FROM queue.procrastinate_jobs WHERE task_name = 'apply_setter_events'"


@pytest.fixture
async def jobs(alice: Practice, owner_url: str) -> AsyncIterator[Jobs]:
    """The queue, emptied; its jobs for the ledger, each its lock and its batch."""
    with psycopg.connect(owner_url, autocommit=True, options="-c search_path=public,queue") as owner:
        owner.execute("TRUNCATE procrastinate_jobs CASCADE")
        async with queue.open_async():
            yield lambda: owner.execute(WAITING + " AND args->>'coach_id' = %s", [str(alice.coach_id)]).fetchall()
        owner.execute("TRUNCATE procrastinate_jobs CASCADE")


async def received(
    practice: Practice, *kinds: str, at: datetime | None = None, enqueue: bool = True, **changed: Any
) -> UUID:
    """What the webhook does: a batch in the ledger, and its job."""
    batch_id, now = uuid4(), at or clock.now()
    async with unit_of_work(Principal(Role.HOOK, coach_id=practice.coach_id)) as db:
        for kind in kinds:
            event_id = str(uuid4())
            said = {"event_id": event_id, "type": kind, "occurred_at": now.isoformat(), "data": {"text": "Bonjour"}}
            body = json.dumps({**said, "lead": {"user_id_instagram": "1"}, **changed})
            key = event_key(practice.coach_id, event_id)
            row = {"coach_id": practice.coach_id, "id": key, "batch_id": batch_id, "type": kind, "body": body}
            await db.execute(insert(InboundEvent).values(**row, received_at=now))
            changed = {}
        if enqueue:
            await db.execute(text("SELECT hook_enqueue(:batch_id)"), {"batch_id": batch_id})
    return batch_id


async def unapplied(practice: Practice) -> list[str]:
    """The types of what waits in the ledger."""
    waits = col(InboundEvent.coach_id) == practice.coach_id, col(InboundEvent.applied_at).is_(None)
    async with unit_of_work(practice.principal) as db:
        return list(await db.scalars(select(InboundEvent.type).where(*waits)))


async def run(practice: Practice, batch_id: UUID) -> None:
    """What the worker does with the job of a batch."""
    await apply_setter_events(coach_id=str(practice.coach_id), batch_id=str(batch_id))


async def test_a_batch_is_enqueued_with_the_ledger(alice: Practice, jobs: Jobs) -> None:
    batch_id = await received(alice, "message.sent", "message.received")
    assert jobs() == [(f"setter:{alice.coach_id}", str(batch_id))]


async def test_a_ledger_that_is_not_kept_enqueues_nothing(alice: Practice, jobs: Jobs) -> None:
    with suppress(ZeroDivisionError):
        async with unit_of_work(Principal(Role.HOOK, coach_id=alice.coach_id)) as db:
            await db.execute(text("SELECT hook_enqueue(:batch_id)"), {"batch_id": uuid4()})
            raise ZeroDivisionError
    assert jobs() == []


async def test_only_a_webhook_of_a_practice_enqueues(alice: Practice, jobs: Jobs) -> None:
    for principal in (Principal(Role.HOOK), alice.principal):
        with pytest.raises(DBAPIError):
            async with unit_of_work(principal) as db:
                await db.execute(text("SELECT hook_enqueue(:batch_id)"), {"batch_id": uuid4()})
    assert jobs() == []


async def test_the_worker_applies_what_came_in(alice: Practice, jobs: Jobs) -> None:
    await received(alice, "message.sent", "message.received")
    await received(alice, "lead.qualified")
    await queue.run_worker_async(wait=False, delete_jobs="successful", install_signal_handlers=False)
    [lead] = (await told(alice)).leads
    assert (lead["status"], lead["messages_out"], lead["messages_in"]) == ("qualified", 1, 1)
    assert (jobs(), await unapplied(alice)) == ([], [])


async def test_ten_tasks_apply_one_batch_at_once(alice: Practice) -> None:
    batch_id, now = await received(alice, "message.sent", "message.sent", enqueue=False), clock.now()
    left = await asyncio.gather(*(alice.does(apply_batch, batch_id=batch_id, now=now) for _ in range(10)))
    assert left == [0] * 10
    assert [lead["messages_out"] for lead in (await told(alice)).leads] == [2]
    assert await unapplied(alice) == []


async def test_another_practice_cannot_apply_it(alice: Practice, bob: Practice) -> None:
    batch_id = await received(alice, "message.sent", enqueue=False)
    assert await bob.does(apply_batch, batch_id=batch_id, now=clock.now()) == 0
    assert await unapplied(alice) == ["message.sent"]


async def test_what_is_not_understood_any_more_waits_alone(alice: Practice) -> None:
    batch_id = await received(alice, "lead.won", "message.sent", enqueue=False, lead={})
    with pytest.raises(LeftOver):
        await run(alice, batch_id)
    assert await unapplied(alice) == ["lead.won"]
    assert [lead["messages_out"] for lead in (await told(alice)).leads] == [1]


async def test_a_batch_that_fails_stays_and_makes_way(
    alice: Practice, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing, fine = await received(alice, "lead.won"), await received(alice, "message.sent")

    async def fail(*_: Any, **__: Any) -> None:
        raise ValueError("a bug")

    monkeypatch.setattr(batch, "apply_events", fail)
    with pytest.raises(ValueError, match="a bug"):
        await run(alice, failing)
    monkeypatch.undo()
    assert sorted(await unapplied(alice)) == ["lead.won", "message.sent"]
    job = Job(id=1, queue="default", lock=jobs()[0][0], queueing_lock=None, task_name="a", attempts=1)
    job = job.evolve(task_kwargs={"batch_id": str(failing)})
    decision = MakeWay().get_retry_decision(exception=ValueError(), job=job)
    assert isinstance(decision, RetryDecision)
    assert decision.lock == f"setter:{failing}"
    await run(alice, fine)
    assert await unapplied(alice) == ["lead.won"]


async def test_the_floor_finds_what_was_lost(alice: Practice, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    long_ago = clock.now() - timedelta(seconds=40)
    await received(alice, "lead.won", enqueue=False)
    lost = await received(alice, "message.sent", "message.sent", at=long_ago, enqueue=False)
    monkeypatch.setattr(unit, "_login", JOBS_LOGIN)
    await find_lost_setter_events()
    await find_lost_setter_events()
    assert jobs() == [(f"setter:{alice.coach_id}", str(lost))]
