"""Each handler of Focus and of the clients on a practice of 2,000 clients and 50,000 bookings, and the list of leads
with 100,000 of them; and that queries do not grow with the rows.

python -m benchmarks.handlers, on the migrated database that DATABASE_URL names; its owner must be a superuser.
"""

import asyncio
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from time import perf_counter
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

import reflex as rx
from sqlalchemy import event, select
from sqlmodel import col

from benchmarks.clients_of_handlers import CLIENT_HANDLERS
from benchmarks.report import percentile, report
from benchmarks.seed import Seeded, seed_practice
from benchmarks.seed.setter import MESSAGES_A_LEAD, seed_setters
from trustcoach_app import clock
from trustcoach_app.appointments.wizard.state import LAST_STEP, WizardState
from trustcoach_app.appointments.wizard.views import DaySlots
from trustcoach_app.auth.access import act
from trustcoach_app.client_file.brief.state import BriefState
from trustcoach_app.db.engine import WEB, engine
from trustcoach_app.db.principal import Principal, in_practice
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.focus.state import FocusState
from trustcoach_app.models.leads import Lead
from trustcoach_app.reflex_seams.gate import new_tree
from trustcoach_app.setter.leads.address import Filter
from trustcoach_app.setter.leads.queries.leads import PAGE
from trustcoach_app.setter.leads.state import LeadsState
from trustcoach_app.setter.rollup.run import roll_up

RUNS = 60
ROWS = (3, 300, 3_000)
CLIENTS, BOOKINGS = 2_000, 50_000
LEADS_OF_ONE = 100_000
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
    return new_tree(state)


async def refresh(_: Seeded, __: int) -> None:
    """Focus, on load and after each change."""
    await FocusState.refresh.fn(on(FocusState))


async def open_brief(practice: Seeded, _: int) -> None:
    """The pre-brief of somebody who is expected."""
    await BriefState.open.fn(on(BriefState), str(practice.client_id))


async def open_wizard(_: Seeded, __: int) -> None:
    """The wizard opens."""
    await WizardState.open_wizard.fn(on(WizardState), "")


async def look_up(_: Seeded, __: int) -> None:
    """A name is typed there."""
    await WizardState.look_up.fn(on(WizardState), "auber")


async def look_up_typo(_: Seeded, __: int) -> None:
    """A name is mistyped there."""
    await WizardState.look_up.fn(on(WizardState), "aubret")


async def choose_type(_: Seeded, number: int) -> None:
    """Its second step is left: the free slots of a month."""
    state, sent = await _wizard(number)
    await WizardState.forward.fn(state, sent)


async def book(_: Seeded, number: int) -> None:
    """Its last step is sent: a session for a new client in a free gap of the diary."""
    state, sent = await _wizard(number)
    state.type_id, state.slots, state.step = sent["type_id"], DaySlots(day=sent["day"]), LAST_STEP
    await WizardState.forward.fn(state, sent)
    if state.errors or state.problem:
        raise RuntimeError(f"the session was refused: {state.errors} {state.problem}")


async def _wizard(number: int) -> tuple[Any, dict[str, str]]:
    """The open wizard with somebody new, and what its form holds."""
    state = on(WizardState)
    await WizardState.open_wizard.fn(state, "")
    local = (clock.now().astimezone(PARIS) + timedelta(days=1, hours=3 * number)).replace(minute=60 - GAP_MINUTES)
    sent = {"client": f"Nouveau Client {number}", "type_id": state.types[0].id, "mode": "remote", "price": "80"}
    await WizardState.forward.fn(state, sent)
    return state, {**sent, "day": local.date().isoformat(), "other_hour": f"{local:%H:%M}"}


LEADS = {
    "leads_first": {},
    "leads_status": {"statut": "qualified"},
    "leads_to_follow_up": {"relance": "1"},
    "leads_source": {"source": "story"},
    "leads_rare_word": {"q": "lead42"},
    "leads_frequent_word": {"q": "marie"},
    "leads_page_100": {},
}
"""Addresses of the list."""


async def list_leads(asked: dict[str, str]) -> None:
    """The list of leads, on load and after each change."""
    state = on(LeadsState)
    state._asked = asked
    await LeadsState.refresh.fn(state)


HANDLERS: dict[str, Handler] = {
    "focus_refresh": refresh,
    "brief_open": open_brief,
    "wizard_open": open_wizard,
    "wizard_look_up": look_up,
    "wizard_look_up_typo": look_up_typo,
    "wizard_slots": choose_type,
    "wizard_book": book,
    **CLIENT_HANDLERS,
}


async def measured(handler: Handler, practice: Seeded, numbers: Any, runs: int = RUNS) -> Figures:
    """Run a handler as the practice's coach, without what the guard and the browser add."""
    act(None, practice.coach)
    return await timed(lambda: handler(practice, next(numbers)), runs)


async def timed(run: Callable[[], Awaitable[Any]], runs: int = RUNS) -> Figures:
    """So many runs by whoever acts."""
    waits: list[float] = []
    with counted_statements() as statements:
        for _ in range(runs):
            statements.clear()
            began = perf_counter()
            await run()
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
    await leads(now)
    await engine(WEB).dispose()


async def leads(now: datetime) -> None:
    """The list of leads, in turn with few and with many."""
    few, many = [await _with_leads(number, now) for number in (ROWS[0], LEADS_OF_ONE)]
    for case, asked in LEADS.items():
        figures: list[Figures] = []
        for practice in (few, many):
            act(None, practice)
            place = {"apres": await _row_of(practice, 99 * PAGE)} if case == "leads_page_100" else asked
            await timed(partial(list_leads, place), 10)
            figures.append(await timed(partial(list_leads, place)))
        least, most = figures
        _report(f"{case}_queries", most.queries, "queries", f"{ROWS[0]} leads", least.queries, 1)
        p95s = percentile(most.waits, 95), percentile(least.waits, 95)
        _report(f"{case}_p95_ms", p95s[0], "ms", f"{ROWS[0]} leads", p95s[1], RUNS)


async def _with_leads(number: int, now: datetime) -> Principal:
    seeded = seed_setters(messages=number * MESSAGES_A_LEAD, now=now, practices=1)
    practice = in_practice(seeded.coach_ids[0])
    async with unit_of_work(practice) as db:
        await roll_up(db, coach_id=practice.coach, now=now)
    return practice


async def _row_of(practice: Principal, place: int) -> str:
    """The address of a row of the list, as `apres` names it; empty where there is none."""
    key = col(Lead.active_at), col(Lead.id)
    order = select(*key).where(col(Lead.coach_id) == practice.coach).order_by(*(column.desc() for column in key))
    async with unit_of_work(practice) as db:
        row = (await db.execute(order.offset(place).limit(1))).one_or_none()
    return dict(parse_qsl(urlsplit(Filter().href(apres=(row[0], row[1]))).query))["apres"] if row else ""


def _report(case: str, value: float, unit: str, baseline: str, baseline_value: float, n: int) -> None:
    report("handlers", case, value, unit, baseline=baseline, baseline_value=baseline_value, n=n)


if __name__ == "__main__":
    asyncio.run(main())
