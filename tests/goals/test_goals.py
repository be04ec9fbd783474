"""Setting a goal, and measuring it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.fixtures.practice import NOW, Practice
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict, InvalidInput, NotFound
from trustcoach_app.goals.queries import MOST_SHOWN, goals_of_client
from trustcoach_app.goals.service import (
    MOST_GOALS,
    MOST_MEASURES,
    GoalFields,
    add_goal,
    change_goal,
    measure_goal,
    remove_measure,
)
from trustcoach_app.models.goals import Goal, GoalCategory, GoalMeasurement, GoalStatus

DAY = timedelta(days=1)
TODAY = date(2026, 1, 12)


async def a_goal(practice: Practice, **wanted: Any) -> Goal:
    """A goal of the practice's client."""
    client_id = wanted.pop("client_id", practice.client_id)
    fields = GoalFields(**{"title": "Dormir mieux", "start_date": TODAY, **wanted})
    return await practice.does(add_goal, client_id=client_id, fields=fields, now=NOW)


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


async def test_a_goal_is_changed_and_says_when_it_was_reached(alice: Practice) -> None:
    goal = await a_goal(alice)
    reached = GoalFields("Dormir mieux", TODAY, unit="heures", status=GoalStatus.COMPLETED)
    await alice.does(change_goal, goal_id=goal.id, fields=reached, now=NOW)
    await alice.does(change_goal, goal_id=goal.id, fields=replace(reached, title="Dormir"), now=NOW + DAY)
    [row] = await alice.does(goals_of_client, client_id=alice.client_id)
    assert (row.goal.title, row.goal.unit, row.goal.completed_at) == ("Dormir", "heures", NOW)
    again = replace(reached, status=GoalStatus.IN_PROGRESS)
    await alice.does(change_goal, goal_id=goal.id, fields=again, now=NOW + DAY)
    [row] = await alice.does(goals_of_client, client_id=alice.client_id)
    assert (row.goal.status, row.goal.completed_at) == (GoalStatus.IN_PROGRESS, None)


async def test_a_measure_is_removed_and_only_that_one(alice: Practice) -> None:
    goal = await a_goal(alice)
    rows = [await alice.does(measure_goal, goal_id=goal.id, value=value, now=NOW) for value in (1, 2)]
    gone = await alice.does(remove_measure, measure_id=rows[0].id)
    assert (gone.value, gone.goal_id) == (1, goal.id)
    [row] = await alice.does(goals_of_client, client_id=alice.client_id)
    assert [measure.value for measure in row.measures] == [2]
    with pytest.raises(NotFound):
        await alice.does(remove_measure, measure_id=rows[0].id)


async def test_the_latest_measures_are_drawn_oldest_first(alice: Practice) -> None:
    goal = await a_goal(alice)
    for number in range(MOST_SHOWN + 2):
        await alice.does(measure_goal, goal_id=goal.id, value=number, now=NOW + number * DAY)
    [row] = await alice.does(goals_of_client, client_id=alice.client_id)
    assert [measure.value for measure in row.measures] == list(range(2, MOST_SHOWN + 2))


async def test_goals_and_measures_are_bounded(alice: Practice) -> None:
    goals = [await a_goal(alice) for _ in range(MOST_GOALS)]
    with pytest.raises(Conflict, match="50 objectifs au plus"):
        await a_goal(alice)
    async with unit_of_work(alice.principal) as db:
        key = {"coach_id": alice.principal.coach, "goal_id": goals[0].id}
        db.add_all([GoalMeasurement(**key, value=1.0, measured_at=NOW) for _ in range(MOST_MEASURES)])
    with pytest.raises(Conflict, match="500 mesures au plus"):
        await alice.does(measure_goal, goal_id=goals[0].id, value=1.0, now=NOW)


async def test_bob_changes_and_removes_nothing(alice: Practice, bob: Practice) -> None:
    goal = await a_goal(alice)
    measure = await alice.does(measure_goal, goal_id=goal.id, value=1.0, now=NOW)
    with pytest.raises(NotFound):
        await bob.does(change_goal, goal_id=goal.id, fields=GoalFields("x", TODAY), now=NOW)
    with pytest.raises(NotFound):
        await bob.does(remove_measure, measure_id=measure.id)
    assert await bob.does(goals_of_client, client_id=alice.client_id) == []
