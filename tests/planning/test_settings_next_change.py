"""The settings' preview turns over by itself: until `next_change`, no word of the page changes while no row does."""

from datetime import UTC, datetime, time, timedelta

import pytest

from tests.availability.practice import types_of
from tests.fixtures.practice import Practice
from tests.fixtures.watching import watched
from tests.focus.acting import call, page_of
from tests.planning.test_calendar_words import PARIS
from trustcoach_app import clock
from trustcoach_app.availability.hours import HoursFields
from trustcoach_app.availability.service import ensure_defaults, replace_hours
from trustcoach_app.days import next_midnight
from trustcoach_app.planning.settings.facts import setup_facts
from trustcoach_app.planning.settings.present import next_change, setup_view
from trustcoach_app.planning.settings.state import SetupState
from trustcoach_app.planning.settings.views import SetupView

TICK = timedelta(seconds=1)
MONDAY = datetime(2026, 1, 12, 8, 10, tzinfo=UTC)


async def read(practice: Practice, now: datetime) -> tuple[SetupView, datetime]:
    facts = await practice.does(setup_facts, previewed="", now=now)
    return setup_view(facts, "types"), next_change(facts, now).astimezone(UTC)


@pytest.mark.parametrize(
    "hours", [[HoursFields(1, time(9), time(12))], [HoursFields(1, time(22, 30), time(0, 30))], []]
)
async def test_no_word_changes_before_and_one_does_then(alice: Practice, hours: list[HoursFields]) -> None:
    await alice.does(ensure_defaults)
    assert await types_of(alice)
    await alice.does(replace_hours, ranges=hours)
    now, turns = MONDAY, 0
    while now < MONDAY + timedelta(days=1):
        shown, due = await read(alice, now)
        assert due > now
        assert (await read(alice, due - TICK))[0] == shown
        turns += (await read(alice, due))[0] != shown
        now = due
    assert turns >= 1


async def test_the_day_turns_at_midnight_of_the_coach(alice: Practice) -> None:
    await alice.does(ensure_defaults)
    await alice.does(replace_hours, ranges=[])
    evening = datetime(2026, 1, 12, 20, tzinfo=UTC)
    assert (await read(alice, evening))[1] == datetime(2026, 1, 12, 23, tzinfo=UTC)


async def test_the_page_asks_for_it(alice: Practice) -> None:
    page = await page_of(alice, SetupState)
    with watched() as seen:
        await call(SetupState.load, page)
    due = seen[str(alice.coach_id)]
    assert due is not None
    assert due <= next_midnight(clock.now(), PARIS)
