"""What is set up can be removed, and comes back from the toast that says so, as it was."""

from datetime import date, time
from typing import Any

import pytest

from tests.fixtures.practice import Practice
from tests.focus.acting import call, page_of, take_offer
from trustcoach_app.availability import queries
from trustcoach_app.availability.schedule import Range
from trustcoach_app.availability.service import set_exception
from trustcoach_app.errors import Conflict, NotFound
from trustcoach_app.planning.settings.hours.state import DateState, RangeState
from trustcoach_app.planning.settings.reasons.state import ReasonState
from trustcoach_app.planning.settings.types.state import TypeState

A_TYPE = {"name": "Bilan", "minutes": "90", "colour": "teal", "price": "120,50", "description": "Deux\nlignes"}
FORMS: tuple[tuple[Any, Any, dict[str, str]], ...] = (
    (TypeState, queries.appointment_types, {**A_TYPE, "mode_phone": "on", "mode_remote": "on"}),
    (ReasonState, queries.reasons, {"label": "Prise de poste"}),
    (
        RangeState,
        queries.weekly_hours,
        {"weekday": "3", "opens": "09:00", "closes": "00:30", "valid_from": "2026-01-01", "valid_until": ""},
    ),
)


def said_of(row: Any) -> dict[str, Any]:
    """All that a person sees of a row."""
    return {name: value for name, value in row.model_dump().items() if name not in ("id", "created_at", "position")}


@pytest.mark.parametrize(("state", "rows", "sent"), FORMS)
async def test_a_removed_row_comes_back_as_it_was(alice: Practice, state: Any, rows: Any, sent: dict[str, str]) -> None:
    page = await page_of(alice, state)
    await call(state.open, page, "")
    await call(state.save, page, sent)
    [row] = await alice.does(rows)
    await call(state.remove, page, str(row.id))
    assert await alice.does(rows) == []
    await take_offer(page)
    [back] = await alice.does(rows)
    assert said_of(back) == said_of(row)


async def test_a_date_that_differs_comes_back_with_its_two_ranges(alice: Practice) -> None:
    day, page = date(2026, 1, 14), await page_of(alice, DateState)
    ranges = [Range(time(9), time(12)), Range(time(14), time(18))]
    await alice.does(set_exception, day=day, ranges=ranges, label="Formation")
    await call(DateState.remove, page, "2026-01-14")
    assert await alice.does(queries.exceptions_on, day=day) == []
    await take_offer(page)
    rows = await alice.does(queries.exceptions_on, day=day)
    assert [(row.opens, row.closes, row.label) for row in rows] == [
        (time(9), time(12), "Formation"),
        (time(14), time(18), "Formation"),
    ]


async def test_a_second_range_is_refused_beside_its_own_fields(alice: Practice) -> None:
    page = await page_of(alice, DateState)
    await call(DateState.open, page, "")
    hours = {"opens": "09:00", "closes": "09:00", "opens_again": "14:00", "closes_again": "14:00"}
    await call(DateState.save, page, {"day": "2026-01-14", "kind": "open", **hours})
    assert set(page.errors) == {"closes", "closes_again"}


@pytest.mark.parametrize(("state", "rows", "sent"), FORMS)
async def test_a_dialog_that_is_shut_writes_nothing(
    alice: Practice, state: Any, rows: Any, sent: dict[str, str]
) -> None:
    """Which row was meant is not known any more: to add one instead would be wrong."""
    with pytest.raises(Conflict, match="saisie"):
        await call(state.save, await page_of(alice, state), sent)
    assert await alice.does(rows) == []


@pytest.mark.parametrize(("state", "rows", "sent"), FORMS)
async def test_another_practices_row_does_not_exist(
    alice: Practice, bob: Practice, state: Any, rows: Any, sent: dict[str, str]
) -> None:
    page = await page_of(bob, state)
    await call(state.open, page, "")
    await call(state.save, page, sent)
    [row] = await bob.does(rows)
    page = await page_of(alice, state)
    for handler in (state.open, state.remove):
        with pytest.raises(NotFound):
            await call(handler, page, str(row.id))
    assert len(await bob.does(rows)) == 1
