"""The first hour: a list that ticks itself off, is put away and brought back (decision 57)."""

from datetime import date, time, timedelta

import pytest

from tests.availability.practice import types_of
from tests.bookings.diary import given
from tests.fixtures.practice import NOW, Practice
from tests.focus.acting import call, page_of
from trustcoach_app.availability.holidays import public_holidays
from trustcoach_app.availability.hours import HoursFields
from trustcoach_app.availability.queries import planning_settings
from trustcoach_app.availability.service import ensure_defaults, replace_hours
from trustcoach_app.availability.slot_queries import slots_for_type
from trustcoach_app.bookings.rules import Actor
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import NotFound
from trustcoach_app.first_steps import STEPS, register_first_steps
from trustcoach_app.focus.state import FocusState
from trustcoach_app.models.people import Coach
from trustcoach_app.shell.first_hour import registered_steps

KEYS = [step.key for step in STEPS]


@pytest.fixture(autouse=True, scope="module")
def registered() -> None:
    """As the application does when it starts; here it may have been started by another test, or not."""
    if not registered_steps():
        register_first_steps()


async def open_steps(practice: Practice) -> list[str]:
    page = await page_of(practice, FocusState)
    await call(FocusState.refresh, page)
    return [row.key for row in page.first_hour.steps if not row.is_done]


async def set_coach(practice: Practice, **values: object) -> None:
    async with unit_of_work(practice.principal) as db:
        coach = await db.get(Coach, practice.coach_id)
        assert coach is not None
        for name, value in values.items():
            setattr(coach, name, value)


async def new(practice: Practice) -> None:
    await set_coach(practice, hourly_rate_cents=None)
    await practice.does(ensure_defaults)


async def test_a_new_coach_has_everything_before_her(alice: Practice) -> None:
    await new(alice)
    assert [step.key for step in registered_steps()] == KEYS
    assert await open_steps(alice) == KEYS == ["rate", "hours", "import", "session", "setter"]


async def test_each_step_ticks_itself_off(alice: Practice) -> None:
    await new(alice)
    await set_coach(alice, hourly_rate_cents=9000)
    assert await open_steps(alice) == KEYS[1:]
    await alice.does(replace_hours, ranges=[HoursFields(2, time(10), time(12))])
    assert await open_steps(alice) == KEYS[2:]
    await given(alice, NOW + timedelta(days=400), now=NOW)
    assert await open_steps(alice) == ["import", "setter"]


async def test_what_is_right_already_is_settled_by_hand_and_the_list_goes(alice: Practice) -> None:
    await new(alice)
    page = await page_of(alice, FocusState)
    await call(FocusState.refresh, page)
    for number, key in enumerate(KEYS):
        assert page.first_hour.is_shown
        await call(FocusState.settle_step, page, key)
        assert page.first_hour.progress == f"{number + 1} sur 5"
    assert (page.first_hour.is_shown, page.first_hour.is_put_away) == (False, False)


async def test_it_is_put_away_and_brought_back_as_it_was(alice: Practice) -> None:
    await new(alice)
    page = await page_of(alice, FocusState)
    await call(FocusState.settle_step, page, "hours")
    await call(FocusState.put_steps_away, page)
    assert (page.first_hour.is_shown, page.first_hour.is_put_away) == (False, True)
    await call(FocusState.bring_steps_back, page)
    assert page.first_hour.is_shown
    assert await open_steps(alice) == ["rate", "import", "session", "setter"]


@pytest.mark.parametrize("key", ["all", "", "x"])
async def test_a_step_that_does_not_exist_is_refused(alice: Practice, key: str) -> None:
    page = await page_of(alice, FocusState)
    with pytest.raises(NotFound):
        await call(FocusState.settle_step, page, key)


async def test_what_another_coach_did_ticks_nothing_off(alice: Practice, bob: Practice) -> None:
    await new(alice)
    await bob.does(ensure_defaults)
    await given(bob, NOW + timedelta(days=400), now=NOW)
    await bob.does(replace_hours, ranges=[])
    assert await open_steps(alice) == KEYS


async def test_public_holidays_are_closed_from_the_start(alice: Practice) -> None:
    """25 December is offered to nobody before its coach says so."""
    await alice.does(ensure_defaults)
    assert (await alice.does(planning_settings)).holidays_country == "FR"
    christmas = date(2026, 12, 25)
    assert christmas in public_holidays("FR", 2026)
    kind = (await types_of(alice))["Séance de coaching"]
    days = {"first": christmas - timedelta(days=1), "last": christmas}
    now = NOW + timedelta(days=340)
    free = await alice.does(slots_for_type, type_id=kind.id, now=now, by=Actor.COACH, **days)
    assert {slot.starts_at.date() for slot in free} == {days["first"]}


async def test_elsewhere_nothing_is_closed_by_guessing(alice: Practice) -> None:
    await set_coach(alice, timezone="America/Montreal")
    await alice.does(ensure_defaults)
    assert (await alice.does(planning_settings)).holidays_country == ""
