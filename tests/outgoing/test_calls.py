"""The four steps, with the outbox as the intents and a callee that does what a test wants."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg.rows import dict_row

from trustcoach_app.db import unit_of_work as unit
from trustcoach_app.db.engine import JOBS as JOBS_LOGIN
from trustcoach_app.db.principal import JOBS
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import is_inside_unit_of_work, unit_of_work
from trustcoach_app.models.machine import OutboxMail
from trustcoach_app.outgoing.calls import LONGEST_REASON, CallRefused, CallResult, LeasedCall, OutgoingCalls, make_next

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
CALLS = OutgoingCalls(
    OutboxMail,
    done="sent_at",
    lease=timedelta(minutes=5),
    tried_for=3 * DAY,
    first_wait=timedelta(seconds=30),
    longest_wait=timedelta(hours=1),
)


class Intents:
    """The table, as its owner sees it."""

    def __init__(self, owner: psycopg.Connection[Any]) -> None:
        self.owner = owner

    def write(self, *, due_at: datetime = NOON, queued_at: datetime = NOON) -> UUID:
        key = new_id()
        self.owner.execute(
            "INSERT INTO outbox (id, recipient, subject, body, queued_at, next_attempt_at, attempts, last_error) "
            "VALUES (%s, 'a@example.org', 's', '', %s, %s, 0, '')",
            (key, queued_at, due_at),
        )
        return key

    def row(self, key: UUID) -> dict[str, Any]:
        found = self.owner.execute("SELECT * FROM outbox WHERE id = %s", [key]).fetchone()
        assert found is not None
        return found


@pytest.fixture
def intents(owner_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Intents]:
    """None at first; this process as the jobs' login."""
    monkeypatch.setattr(unit, "_login", JOBS_LOGIN)
    with psycopg.connect(owner_url, autocommit=True, row_factory=dict_row) as owner:
        owner.execute("TRUNCATE outbox")
        yield Intents(owner)
        owner.execute("TRUNCATE outbox")


def saying(*answers: Exception | None) -> tuple[Callable[[LeasedCall], Awaitable[None]], list[LeasedCall]]:
    """A callee that answers in turn, and what it was asked."""
    left, asked = list(answers), list[LeasedCall]()

    async def call(claim: LeasedCall) -> None:
        assert not is_inside_unit_of_work()
        asked.append(claim)
        if left and (error := left.pop(0)):
            raise error

    return call, asked


async def make(call: Callable[[LeasedCall], Awaitable[None]], now: datetime = NOON) -> CallResult | None:
    return await make_next(CALLS, JOBS, call, now=lambda: now)


async def test_what_waits_longest_is_called_first_and_marked(intents: Intents) -> None:
    later, first = intents.write(), intents.write(due_at=NOON - SECOND)
    call, asked = saying()
    assert await make(call) == CallResult(LeasedCall((first,), 1))
    assert intents.row(first)["sent_at"] == NOON
    assert await make(call) == CallResult(LeasedCall((later,), 1))
    assert await make(call) is None
    assert [claim.key for claim in asked] == [(first,), (later,)]


async def test_nothing_is_called_before_its_hour_nor_after_its_time(intents: Intents) -> None:
    intents.write(due_at=NOON + SECOND)
    intents.write(queued_at=NOON - 3 * DAY)
    call, asked = saying()
    assert await make(call) is None
    assert await make(call, NOON + SECOND) is not None
    assert len(asked) == 1


async def test_ten_at_once_call_once(intents: Intents) -> None:
    intents.write()
    call, asked = saying()
    made = await asyncio.gather(*(make(call) for _ in range(10)))
    assert (len(asked), made.count(None)) == (1, 9)


async def test_a_claim_without_an_outcome_lapses_with_its_lease(intents: Intents) -> None:
    """Whoever made it may have died before the call, or after."""
    key = intents.write()
    async with unit_of_work(JOBS) as db:
        lost = await CALLS.lease_next(db, now=NOON)
    call, _ = saying()
    assert await make(call, NOON + CALLS.lease - SECOND) is None
    assert await make(call, NOON + CALLS.lease) == CallResult(LeasedCall((key,), 2))
    assert lost is not None
    async with unit_of_work(JOBS) as db:
        await CALLS.mark_refused(db, lost, CallRefused("late"), now=NOON + CALLS.lease)
    assert intents.row(key)["last_error"] == "", "a claim that lapsed has no say any more"


async def test_a_refusal_waits_longer_each_time(intents: Intents) -> None:
    key, now = intents.write(), NOON
    call, _ = saying(*(CallRefused("busy") for _ in range(10)))
    for attempt in range(1, 11):
        made = await make(call, now)
        assert made is not None
        assert made.refusal is not None
        row = intents.row(key)
        most = min(CALLS.first_wait * 2 ** (attempt - 1), CALLS.longest_wait)
        assert (row["attempts"], row["last_error"], row["sent_at"]) == (attempt, "busy", None)
        assert most / 2 <= row["next_attempt_at"] - now <= most
        now = row["next_attempt_at"]


async def test_what_is_refused_for_good_is_not_tried_again(intents: Intents) -> None:
    intents.write()
    call, _ = saying(CallRefused("no such user", for_good=True))
    await make(call)
    assert await make(call, NOON + 3 * DAY - SECOND) is None
    assert await make(call, NOON + 3 * DAY) is None


async def test_whatever_a_call_raises_is_an_outcome(intents: Intents) -> None:
    """By its kind: what it says may be personal. The others have their turn."""
    broken, fine = intents.write(due_at=NOON - SECOND), intents.write()
    call, _ = saying(ValueError("claire.moreau@example.org"), CallRefused("x" * 500))
    for key, reason in ((broken, "ValueError"), (fine, "x" * LONGEST_REASON)):
        await make(call)
        assert intents.row(key)["last_error"] == reason
