"""Each handler of Focus on a practice of 2,000 clients and 50,000 bookings; and that queries do not grow with the rows.

python -m benchmarks.handlers, on the migrated database that DATABASE_URL names; its owner must be a superuser.
"""

import asyncio
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

import reflex as rx
from sqlalchemy import event

from benchmarks.report import percentile, report
from benchmarks.seed import Seeded, seed_practice
from trustcoach_app import clock
from trustcoach_app.auth.access import act
from trustcoach_app.db.engine import WEB, engine
from trustcoach_app.focus.booking.state import BookingFormState
from trustcoach_app.focus.brief.state import BriefState
from trustcoach_app.focus.state import FocusState

RUNS = 60
ROWS = (3, 300, 3_000)
CLIENTS, BOOKINGS = 2_000, 50_000
PARIS = ZoneInfo("Europe/Paris")
GAP_MINUTES = 10
"""What a seeded diary leaves free at the end of every hour: a new session fits in."""

Handler = Callable[[Seeded, int], Awaitable[Any]]


@dataclass(frozen=True)
class Figures:
    """What the runs of one handler took: milliseconds each, and SQL statements of the last one."""

    waits: list[float]
    queries: int


def on(state: type[rx.State]) -> Any:
    """A page's state, as a browser that has just come gets it."""
    return state(_reflex_internal_init=True)


async def refresh(_: Seeded, __: int) -> None:
    """Focus, on load and after each change."""
    await FocusState.refresh.fn(on(FocusState))


async def open_brief(practice: Seeded, _: int) -> None:
    """The pre-brief of somebody who is expected."""
    await BriefState.open.fn(on(BriefState), str(practice.client_id))


async def add(_: Seeded, __: int) -> None:
    """The booking dialog opens."""
    await BookingFormState.add.fn(on(BookingFormState))


async def look_up(_: Seeded, __: int) -> None:
    """A name is typed there."""
    await BookingFormState.look_up.fn(on(BookingFormState), "auber")


async def look_up_typo(_: Seeded, __: int) -> None:
    """A name is mistyped there."""
    await BookingFormState.look_up.fn(on(BookingFormState), "aubret")


async def save(_: Seeded, number: int) -> None:
    """The dialog is sent: a session for a new client in a free gap of the diary."""
    state = on(BookingFormState)
    await BookingFormState.save.fn(state, _form(clock.now(), number))
    if state.errors or state.problem:
        raise RuntimeError(f"the session was refused: {state.errors} {state.problem}")


HANDLERS: dict[str, Handler] = {
    "focus_refresh": refresh,
    "brief_open": open_brief,
    "booking_add": add,
    "booking_look_up": look_up,
    "booking_look_up_typo": look_up_typo,
    "booking_save": save,
}


def _form(now: datetime, number: int) -> dict[str, str]:
    local = (now.astimezone(PARIS) + timedelta(days=1, hours=number)).replace(minute=60 - GAP_MINUTES)
    return {
        "client": f"Nouveau Client {number}",
        "day": local.date().isoformat(),
        "hour": f"{local:%H:%M}",
        "minutes": str(GAP_MINUTES),
        "mode": "remote",
        "price": "80",
    }


async def measured(handler: Handler, practice: Seeded, numbers: Any, runs: int = RUNS) -> Figures:
    """Run a handler as the practice's coach, without what the guard and the browser add."""
    act(None, practice.coach)
    waits: list[float] = []
    with counted_statements() as statements:
        for _ in range(runs):
            statements.clear()
            began = perf_counter()
            await handler(practice, next(numbers))
            waits.append((perf_counter() - began) * 1000)
        return Figures(waits, len(statements))


@contextmanager
def counted_statements() -> Generator[list[str]]:
    """The SQL statements that run meanwhile, the one that takes the principal's role included."""
    seen: list[str] = []

    def note(*said: Any) -> None:
        seen.append(said[2])

    event.listen(engine(WEB).sync_engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine(WEB).sync_engine, "before_cursor_execute", note)


async def main() -> None:
    """Seed, warm up, and report each handler against itself on the smallest practice."""
    now = clock.now()
    small, *larger = [seed_practice(clients=min(rows, CLIENTS), bookings=rows, now=now) for rows in ROWS]
    full = seed_practice(clients=CLIENTS, bookings=BOOKINGS, now=now)
    for case, handler in HANDLERS.items():
        numbers = count()
        await measured(handler, small, numbers, 5)
        least = await measured(handler, small, numbers)
        for rows, practice in zip(ROWS[1:], larger, strict=True):
            queries = (await measured(handler, practice, numbers, 5)).queries
            _report(f"{case}_queries_{rows}", queries, "queries", f"{ROWS[0]} rows", least.queries, 1)
        most = await measured(handler, full, numbers)
        p95, of_least = percentile(most.waits, 95), percentile(least.waits, 95)
        _report(f"{case}_p95_ms", p95, "ms", f"{ROWS[0]} bookings", of_least, RUNS)
    await engine(WEB).dispose()


def _report(case: str, value: float, unit: str, baseline: str, baseline_value: float, n: int) -> None:
    report("handlers", case, value, unit, baseline=baseline, baseline_value=baseline_value, n=n)


if __name__ == "__main__":
    asyncio.run(main())
