"""What several pages say of a client's file. Pure."""

from babel.numbers import format_decimal

from trustcoach_app.formats import LOCALE
from trustcoach_app.models.goals import Goal
from trustcoach_app.models.sessions import MomentKind

MOMENTS = {
    MomentKind.IMPORTANT: "Moment important",
    MomentKind.INSIGHT: "Déclic",
    MomentKind.ACTION: "Action à retenir",
    MomentKind.QUOTE: "Citation",
}


def number_in_words(value: float) -> str:
    """`7,5`, `1 200`"""
    return format_decimal(value, locale=LOCALE)


def measure_in_words(goal: Goal, value: float) -> str:
    """`6 sur 10`, `6,5 sur 8 heures`: where a goal stands; a unit like `/10` is in the target already."""
    target = f" sur {number_in_words(goal.target_value)}" if goal.target_value is not None else ""
    unit = f" {goal.unit}" if goal.unit and not (target and goal.unit.startswith("/")) else ""
    return f"{number_in_words(value)}{target}{unit}"


def percent(goal: Goal, value: float) -> int:
    """How far it is, in whole percent of the target; 0 when that cannot be said."""
    if not goal.target_value or goal.target_value < 0:
        return 0
    return max(0, min(100, round(100 * value / goal.target_value)))
