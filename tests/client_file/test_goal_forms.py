"""What the forms of a goal and a measure send: whatever arrives becomes values or sentences."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcoach_app.client_file.goals.form import goal_fields, measure_fields, measured_at, typed_number
from trustcoach_app.errors import InvalidInput
from trustcoach_app.models.goals import GoalCategory, GoalStatus

NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)
GOAL = {"title": "Oser", "category": "personal", "status": "in_progress", "start_date": "2026-01-12"}


def refused(read: Any, sent: dict[str, Any]) -> set[str]:
    """The fields that were refused."""
    with pytest.raises(InvalidInput) as told:
        read(sent)
    return set(told.value.fields)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("7,5", 7.5), (" 1 200 ", 1200), ("1\u202f200,5", 1200.5), ("-3", -3), ("0.25", 0.25), ("10", 10)],
)
def test_numbers_as_people_type_them(typed: str, value: float) -> None:
    assert measure_fields({"value": typed}) == (value, "")


@pytest.mark.parametrize("typed", ["", "beaucoup", "nan", "inf", "-inf", "1e400", "1000000001", "9" * 400, None, 5])
def test_what_is_no_number_is_said(typed: Any) -> None:
    assert refused(measure_fields, {"value": typed}) == {"value"}


@given(st.floats(-1e9, 1e9).map(lambda value: float(f"{value:.12g}")))
def test_what_is_shown_is_read_back(value: float) -> None:
    assert measure_fields({"value": typed_number(value)})[0] == value


def test_a_goal_says_all_its_refusals_at_once() -> None:
    sent = {**GOAL, "title": " ", "category": "x", "status": "", "target_value": "x", "target_date": "demain"}
    assert refused(goal_fields, sent) == {"title", "category", "status", "target_value", "target_date"}
    assert refused(goal_fields, {**GOAL, "target_date": "2026-01-11"}) == {"target_date"}
    assert refused(goal_fields, {}) == {"title", "category", "status", "start_date"}


def test_a_goal_without_target_or_end() -> None:
    fields = goal_fields({**GOAL, "target_value": "", "target_date": "", "unit": " /10 "})
    assert (fields.target_value, fields.target_date, fields.unit) == (None, None, "/10")
    assert (fields.category, fields.status) == (GoalCategory.PERSONAL, GoalStatus.IN_PROGRESS)
    assert fields.start_date == date(2026, 1, 12)


def test_a_measure_comes_back_when_it_was_taken_and_never_later() -> None:
    assert measured_at({"measured_at": "2026-01-10T08:00:00+01:00"}, NOW) == datetime(2026, 1, 10, 7, tzinfo=UTC)
    assert measured_at({"measured_at": "2999-01-01T00:00:00+00:00"}, NOW) == NOW
    for sent in ({}, {"measured_at": "hier"}, {"measured_at": "0001-01-01T00:00:00+14:00"}):
        with pytest.raises(InvalidInput):
            measured_at(sent, NOW)
