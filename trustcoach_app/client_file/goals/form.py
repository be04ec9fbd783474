"""A goal, and a measure, as their forms hold and send them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from trustcoach_app.errors import InvalidInput
from trustcoach_app.forms import SentForm, reading
from trustcoach_app.goals.service import GoalFields
from trustcoach_app.models.goals import (
    LARGEST_VALUE,
    LONGEST_DESCRIPTION,
    LONGEST_NOTE,
    LONGEST_TITLE,
    LONGEST_UNIT,
    Goal,
    GoalCategory,
    GoalStatus,
)

MOST_DIGITS = 30
NOT_A_NUMBER = "Indiquez un nombre, par exemple 7,5."


@dataclass(frozen=True)
class GoalValues:
    """What the form of a goal holds when it opens."""

    title: str = ""
    description: str = ""
    category: str = GoalCategory.PERSONAL.value
    target_value: str = ""
    unit: str = ""
    start_date: str = ""
    target_date: str = ""
    status: str = GoalStatus.IN_PROGRESS.value


def new_goal(today: date) -> GoalValues:
    """A goal that nobody has typed yet."""
    return GoalValues(start_date=today.isoformat())


def goal_values(goal: Goal) -> GoalValues:
    """A goal as it stands."""
    return GoalValues(
        title=goal.title,
        description=goal.description,
        category=goal.category.value,
        target_value=typed_number(goal.target_value),
        unit=goal.unit,
        start_date=goal.start_date.isoformat(),
        target_date=goal.target_date.isoformat() if goal.target_date else "",
        status=goal.status.value,
    )


def goal_fields(sent: Mapping[str, Any]) -> GoalFields:
    """Raises InvalidInput with every field that cannot be taken."""
    with reading(sent) as form:
        fields = GoalFields(
            title=form.text("title", most=LONGEST_TITLE, required="Indiquez l’objectif."),
            start_date=form.day("start_date"),
            description=form.long_text("description", most=LONGEST_DESCRIPTION),
            category=form.choice("category", GoalCategory),
            target_value=_decimal(form, "target_value") if form.given("target_value") else None,
            unit=form.text("unit", most=LONGEST_UNIT),
            target_date=form.day("target_date") if form.given("target_date") else None,
            status=form.choice("status", GoalStatus),
        )
        if fields.target_date and form.took("start_date", "target_date"):
            is_late = fields.target_date < fields.start_date
            form.add_if(is_late, "target_date", "L’échéance ne peut pas précéder le début.")
    return fields


def measure_fields(sent: Mapping[str, Any]) -> tuple[float, str]:
    """The value and what is said of it. Raises InvalidInput by field."""
    with reading(sent) as form:
        return _decimal(form, "value"), form.text("note", most=LONGEST_NOTE)


def _decimal(form: SentForm, field: str) -> float:
    """`7,5`, `1 200`: as French writes numbers, and as machines do."""
    typed = form.typed(field).strip().replace("\u202f", "").replace("\u00a0", "").replace(" ", "").replace(",", ".")
    try:
        value = float(typed) if len(typed) <= MOST_DIGITS else LARGEST_VALUE * 2
    except ValueError:
        form.add_if(True, field, NOT_A_NUMBER)
        return 0.0
    is_far = not abs(value) <= LARGEST_VALUE
    form.add_if(is_far, field, NOT_A_NUMBER)
    return 0.0 if is_far else value


def measured_at(sent: Mapping[str, Any], now: datetime) -> datetime:
    """When a measure was taken that is brought back: never later than now. Raises InvalidInput(measured_at)."""
    try:
        found = datetime.fromisoformat(str(sent.get("measured_at")))
        return min(found.astimezone(UTC), now)
    except (ValueError, OverflowError):
        raise InvalidInput(measured_at="Indiquez une date.") from None


def typed_number(value: float | None) -> str:
    """As somebody would type it: `7,5`, `10`."""
    return "" if value is None else f"{value:.12g}".replace(".", ",")
