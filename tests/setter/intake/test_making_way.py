"""What cannot be applied makes way: the rest goes on, and it is tried again by itself, later each time."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select
from sqlmodel import col

from tests.fixtures.practice import Practice
from tests.setter.intake.waiting import messages, received, run, unapplied
from trustcoach_app import clock
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.setter import InboundEvent
from trustcoach_app.setter.intake import batch
from trustcoach_app.setter.intake.apply import apply_events
from trustcoach_app.setter.intake.batch import LONGEST_WAIT, due_events, put_off
from trustcoach_app.setter.intake.events import SetterEvent
from trustcoach_app.setter.keys import event_key

HOUR = timedelta(hours=1)


def refusing(*keys: UUID) -> Callable[..., Awaitable[list[UUID]]]:
    """`apply_events`, with a bug that some events bring out."""
    poison = set(keys)

    async def apply(db: Any, *, coach_id: UUID, events: Sequence[SetterEvent], **arguments: Any) -> list[UUID]:
        if poison & {event_key(coach_id, event.event_id) for event in events}:
            raise ValueError("a bug")
        return await apply_events(db, coach_id=coach_id, events=events, **arguments)

    return apply


async def test_what_is_not_understood_any_more_waits_alone(alice: Practice, caplog: pytest.LogCaptureFixture) -> None:
    [strange, _] = await received(alice, "lead.won", "message.sent", enqueue=False, lead={})
    await run(alice)
    assert (await unapplied(alice), await messages(alice)) == (["lead.won"], [1])
    assert "1 events of practice" in caplog.text
    assert await alice.does(due_events, now=clock.now()) == []
    assert await alice.does(due_events, now=clock.now() + HOUR) == [strange]


async def test_what_fails_makes_way(alice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest of its batch goes on, and so does what comes later; it is tried again by itself."""
    before = await received(alice, "message.sent", "lead.won", "message.sent", enqueue=False)
    monkeypatch.setattr(batch, "apply_events", refusing(before[1]))
    await run(alice)
    await received(alice, "message.sent", enqueue=False)
    await run(alice)
    assert (await unapplied(alice), await messages(alice)) == (["lead.won"], [3])
    monkeypatch.undo()
    await run(alice)
    assert await unapplied(alice) == ["lead.won"], "it waits"
    later = clock.now() + HOUR
    monkeypatch.setattr(clock, "now", lambda: later)
    await run(alice)
    assert await unapplied(alice) == []


async def test_what_no_key_opens_makes_way_too(alice: Practice, people: Any) -> None:
    [sealed, _] = await received(alice, "lead.won", "message.sent", enqueue=False)
    other = Fernet(Fernet.generate_key()).encrypt(b"{}")
    people.owner.execute("UPDATE inbound_events SET body = %s WHERE id = %s", (other, sealed))
    await run(alice)
    assert (await unapplied(alice), await messages(alice)) == (["lead.won"], [1])


async def test_each_failure_waits_longer_up_to_an_hour(alice: Practice) -> None:
    keys, now = await received(alice, "lead.won", enqueue=False), clock.now()
    waits = list[timedelta]()
    for _ in range(20):
        await alice.does(put_off, keys=keys, now=now)
        async with unit_of_work(alice.principal) as db:
            later = await db.scalar(select(InboundEvent.next_attempt_at).where(col(InboundEvent.id) == keys[0]))
        assert later is not None
        waits.append(later - now)
    assert timedelta(seconds=1) <= waits[0] <= timedelta(seconds=2)
    assert LONGEST_WAIT / 2 <= min(waits[12:]) < max(waits[12:]) <= LONGEST_WAIT


async def test_a_database_that_goes_away_is_no_event_s_fault(alice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run fails as it is: nothing is put off for it."""
    await received(alice, "message.sent", enqueue=False)

    async def gone(*_: Any, **__: Any) -> None:
        raise psycopg.errors.AdminShutdown

    monkeypatch.setattr(batch, "apply_events", gone)
    with pytest.raises(psycopg.errors.AdminShutdown):
        await run(alice)
    monkeypatch.undo()
    await run(alice)
    assert await unapplied(alice) == []
