"""The measures of a goal as a line: where each point stands, the target across it, and what is said of it."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcoach_app.client_file.goals.course import HEIGHT, WIDTH, course
from trustcoach_app.client_file.goals.present import goal_line
from trustcoach_app.client_file.goals.views import Course
from trustcoach_app.db.types import new_id
from trustcoach_app.goals.queries import GoalWithMeasures
from trustcoach_app.models.goals import LARGEST_VALUE, Goal, GoalMeasurement

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def goal(target: float | None = None) -> Goal:
    """A goal out of ten."""
    keys = {"coach_id": new_id(), "client_id": new_id()}
    return Goal(**keys, title="Oser", unit="/10", start_date=date(2026, 1, 1), target_value=target)


def measures(*values: float, days: int = 1) -> list[GoalMeasurement]:
    """So many days apart, the last one now."""
    keys = {"coach_id": new_id(), "goal_id": new_id()}
    since = NOW - days * DAY * (len(values) - 1)
    return [
        GoalMeasurement(**keys, value=value, measured_at=since + place * days * DAY)
        for place, value in enumerate(values)
    ]


def test_each_measure_at_its_day_and_its_height() -> None:
    drawn = course(goal(10), measures(2, 6, 10), PARIS)
    assert (drawn.points, drawn.target_y) == ("0,36 50,20 100,4", "4")
    assert (drawn.last_x, drawn.last_y) == ("100", "4")
    assert drawn.words == "De 2 à 10 entre le 10 janv. et le 12 janv., 10 visés"


def test_a_target_far_off_and_one_below() -> None:
    assert course(goal(100), measures(0, 50), PARIS).points == "0,36 100,20"
    weight = course(goal(70), measures(90, 80), PARIS)
    assert (weight.points, weight.target_y) == ("0,4 100,20", "36")


def test_without_a_target_there_is_no_line_across() -> None:
    drawn = course(goal(), measures(1, 2), PARIS)
    assert (drawn.target_y, drawn.words) == ("", "De 1 à 2 entre le 11 janv. et le 12 janv.")


@pytest.mark.parametrize("values", [(), (5,)])
def test_fewer_than_two_are_no_line(values: tuple[float, ...]) -> None:
    assert course(goal(10), measures(*values), PARIS) == Course()


def test_all_the_same_and_all_at_once() -> None:
    assert course(goal(), measures(3, 3, 3), PARIS).points == "0,20 50,20 100,20"
    assert course(goal(), measures(1, 2, 3, days=0), PARIS).points == "0,36 50,20 100,4"


@given(
    st.lists(st.floats(-LARGEST_VALUE, LARGEST_VALUE), min_size=2, max_size=12),
    st.none() | st.floats(-LARGEST_VALUE, LARGEST_VALUE),
)
def test_whatever_is_measured_stays_in_the_box_and_in_order(values: list[float], target: float | None) -> None:
    drawn = course(goal(target), measures(*values), PARIS)
    points = [tuple(float(part) for part in point.split(",")) for point in drawn.points.split()]
    assert len(points) == len(values)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
    assert all(before[0] <= after[0] for before, after in pairwise(points))
    assert (drawn.target_y != "") is (target is not None)


def test_the_table_behind_says_every_point() -> None:
    line = goal_line(GoalWithMeasures(goal(10), measures(2, 6)), PARIS)
    assert [(row.when, row.value) for row in line.measures] == [("11 janv.", "2 sur 10"), ("12 janv.", "6 sur 10")]
    assert len(line.course.points.split()) == len(line.measures)
