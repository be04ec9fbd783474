"""Setting a goal, and measuring it."""

from datetime import date
from typing import Any

import pytest

from tests.fixtures.practice import NOW, Practice
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.goals.service import measure_goal, set_goal
from trustcoach_app.models.goals import Goal, GoalCategory, GoalStatus

TODAY = date(2026, 1, 12)


async def a_goal(practice: Practice, **wanted: Any) -> Goal:
    """A goal of the practice's client."""
    usual = {"client_id": practice.client_id, "title": "Dormir mieux", "start_date": TODAY}
    return await practice.does(set_goal, **{**usual, **wanted})


async def test_a_goal_is_in_progress(alice: Practice) -> None:
    row = await a_goal(
        alice, category=GoalCategory.PROFESSIONAL, target_value=8.0, unit="/10", target_date=date(2026, 6, 30)
    )
    assert (row.title, row.status, row.category) == ("Dormir mieux", GoalStatus.IN_PROGRESS, GoalCategory.PROFESSIONAL)
    assert (row.target_value, row.unit, row.target_date) == (8.0, "/10", date(2026, 6, 30))


@pytest.mark.parametrize(
    ("field", "wanted"),
    [
        ("title", {"title": " "}),
        ("title", {"title": "x" * 201}),
        ("description", {"description": "x" * 4001}),
        ("unit", {"unit": "x" * 41}),
        ("target_value", {"target_value": float("nan")}),
        ("target_date", {"target_date": date(2026, 1, 11)}),
    ],
)
async def test_names_the_wrong_field(alice: Practice, field: str, wanted: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as refused:
        await a_goal(alice, **wanted)
    assert set(refused.value.fields) == {field}


async def test_a_measure_says_when(alice: Practice) -> None:
    goal = await a_goal(alice)
    row = await alice.does(measure_goal, goal_id=goal.id, value=6.5, note=" mieux ", now=NOW)
    assert (row.value, row.note, row.measured_at) == (6.5, "mieux", NOW)
    for field, wanted in (("value", {"value": float("inf")}), ("note", {"value": 1.0, "note": "x" * 501})):
        with pytest.raises(InvalidInput) as refused:
            await alice.does(measure_goal, goal_id=goal.id, now=NOW, **wanted)
        assert set(refused.value.fields) == {field}


async def test_bob_reaches_neither(alice: Practice, bob: Practice) -> None:
    goal = await a_goal(alice)
    with pytest.raises(NotFound):
        await a_goal(bob, client_id=alice.client_id)
    with pytest.raises(NotFound):
        await bob.does(measure_goal, goal_id=goal.id, value=1.0, now=NOW)
