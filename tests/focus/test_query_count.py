"""Focus reads the same number of statements however full the diary is."""

from datetime import timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.dialects.postgresql import Range

from tests.fixtures.practice import Practice, statements
from tests.focus.acting import call, page_of
from trustcoach_app import clock
from trustcoach_app.client_file.brief.state import BriefState
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.first_steps import register_first_steps
from trustcoach_app.focus.state import FocusState
from trustcoach_app.models.bookings import Booking
from trustcoach_app.models.clients import Client
from trustcoach_app.shell.first_hour import registered_steps

HALF_HOUR = timedelta(minutes=30)
STATEMENTS = 10
"""One of them asks for every step of the first hour."""


@pytest.fixture(autouse=True, scope="module")
def registered() -> None:
    """As the application does when it starts: Focus asks for the first hour's steps."""
    if not registered_steps():
        register_first_steps()


async def fill(practice: Practice, sessions: int, *, around_half_hours: int) -> None:
    """Sessions half an hour apart, each with a client of its own, some over and some ahead."""
    coach_id, now = practice.coach_id, clock.now()
    names = [f"Client {number}" for number in range(sessions)]
    clients = [{"id": new_id(), "name": name, "search_key": name, "sort_key": name} for name in names]
    async with unit_of_work(practice.principal) as db:
        await db.execute(insert(Client).values([{"coach_id": coach_id, **client} for client in clients]))
        for number, client in enumerate(clients):
            starts_at = now + (around_half_hours + number) * HALF_HOUR
            during = Range(starts_at, starts_at + HALF_HOUR)
            db.add(Booking(coach_id=coach_id, client_id=client["id"], during=during, timezone="Europe/Paris"))


async def refresh_statements(practice: Practice) -> tuple[int, int]:
    """How many statements a refresh runs, and how many sessions it shows."""
    page = await page_of(practice, FocusState)
    with statements() as seen:
        await call(FocusState.refresh, page)
    return len(seen), sum(len(day.cards) for day in page.view.days)


async def test_a_refresh_at_3_and_at_300_sessions(alice: Practice, bob: Practice) -> None:
    await fill(alice, 3, around_half_hours=1)
    await fill(bob, 300, around_half_hours=-205)
    few, shown = await refresh_statements(alice)
    many, shown_of_many = await refresh_statements(bob)
    assert (shown, shown_of_many) == (3, 95)
    assert few == many <= STATEMENTS


async def test_a_pre_brief_is_a_fixed_number_too(alice: Practice) -> None:
    page = await page_of(alice, BriefState)
    with statements() as seen:
        await call(BriefState.open, page, str(alice.client_id))
    assert len(seen) == 8
