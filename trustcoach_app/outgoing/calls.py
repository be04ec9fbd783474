"""Intents of calls as rows, and what becomes of them (__init__.py says how the four steps go together)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, inspect, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel

from trustcoach_app.db.principal import Principal
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.outgoing.backoff import wait_after

LONGEST_REASON = 200


class CallRefused(Exception):
    """It was not done. `reason` is a kind and a code, never somebody's text: those quote addresses and more."""

    def __init__(self, reason: str, *, for_good: bool = False, is_about_callee: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.for_good = for_good
        """Trying again would get the same answer."""
        self.is_about_callee = is_about_callee
        """The next call would fare no better."""


@dataclass(frozen=True)
class LeasedCall:
    """One intent that is ours until its lease ends."""

    key: tuple[Any, ...]
    """The row's primary key."""
    attempt: int
    """Counted from 1."""


@dataclass(frozen=True)
class OutgoingCalls:
    """The intents in one table, and how patient one is with the callee.

    The table has the columns queued_at, next_attempt_at, attempts, last_error, and one that says when it was done.
    """

    model: type[SQLModel]
    done: str
    """The name of the column that says when."""
    lease: timedelta
    """How long a lease keeps others away: well above what one call may take. A lease without an outcome lapses."""
    tried_for: timedelta
    """After this nobody waits for it any more."""
    first_wait: timedelta
    longest_wait: timedelta

    async def lease_next(self, db: AsyncSession, *, now: datetime) -> LeasedCall | None:
        """Take the intent that waits longest and is due; None when there is none."""
        columns, keys = self._table.c, self._keys
        due = (
            select(*keys)
            .where(columns[self.done].is_(None), columns.next_attempt_at <= now)
            .where(columns.queued_at > now - self.tried_for)
            .order_by(columns.next_attempt_at)
            .limit(1)
            .with_for_update(skip_locked=True)
            .cte("due")
        )
        lease = (
            update(self._table)
            .where(*(key == due.c[key.name] for key in keys))
            .values(attempts=columns.attempts + 1, next_attempt_at=now + self.lease)
            .returning(columns.attempts, *keys)
        )
        leased = (await db.execute(lease)).one_or_none()
        return LeasedCall(tuple(leased[1:]), leased.attempts) if leased else None

    async def mark_done(self, db: AsyncSession, leased: LeasedCall, *, now: datetime) -> None:
        """It is done. One that another lease already marked keeps its hour."""
        done = update(self._table).where(*self._is(leased), self._table.c[self.done].is_(None))
        await db.execute(done.values({self.done: now, "last_error": ""}))

    async def mark_refused(self, db: AsyncSession, leased: LeasedCall, refusal: CallRefused, *, now: datetime) -> None:
        """It is not: say why, and when to try again (never, when the answer would be the same).

        A lease that lapsed, and was followed by another, has no say any more.
        """
        wait = wait_after(leased.attempt, first=self.first_wait, longest=self.longest_wait)
        mine = update(self._table).where(*self._is(leased), self._table.c.attempts == leased.attempt)
        next_attempt_at = now + (self.tried_for if refusal.for_good else wait)
        await db.execute(mine.values(next_attempt_at=next_attempt_at, last_error=refusal.reason[:LONGEST_REASON]))

    @property
    def _table(self) -> Table:
        table = inspect(self.model).local_table
        assert isinstance(table, Table)
        return table

    @property
    def _keys(self) -> tuple[ColumnElement[Any], ...]:
        return tuple(self._table.primary_key)

    def _is(self, leased: LeasedCall) -> list[ColumnElement[bool]]:
        return [column == value for column, value in zip(self._keys, leased.key, strict=True)]


@dataclass(frozen=True)
class CallResult:
    """What became of one call."""

    leased: LeasedCall
    refusal: CallRefused | None = None


async def make_next(
    calls: OutgoingCalls, who: Principal, call: Callable[[LeasedCall], Awaitable[None]], *, now: Callable[[], datetime]
) -> CallResult | None:
    """Lease, call, write the outcome: two short transactions as `who`, and `call` between them. None: nothing is due.

    Whatever `call` raises is an outcome: one intent that cannot even be read does not keep the others waiting.
    """
    async with unit_of_work(who) as db:
        leased = await calls.lease_next(db, now=now())
    if leased is None:
        return None
    try:
        await call(leased)
    except Exception as error:
        refusal = error if isinstance(error, CallRefused) else CallRefused(type(error).__name__)
        async with unit_of_work(who) as db:
            await calls.mark_refused(db, leased, refusal, now=now())
        return CallResult(leased, refusal)
    async with unit_of_work(who) as db:
        await calls.mark_done(db, leased, now=now())
    return CallResult(leased)
