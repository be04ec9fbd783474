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
    """Where a goal stands."""
    return standing_in_words(value, goal.target_value, goal.unit)


def standing_in_words(value: float, aim: float | None, unit: str) -> str:
    """`6 sur 10`, `6,5 sur 8 heures`; a unit like `/10` is in the target already."""
    target = f" sur {number_in_words(aim)}" if aim is not None else ""
    behind = f" {unit}" if unit and not (target and unit.startswith("/")) else ""
    return f"{number_in_words(value)}{target}{behind}"


def percent(goal: Goal, value: float) -> int:
    """How far it is, in whole percent of the target; 0 when that cannot be said."""
    if not goal.target_value or goal.target_value < 0:
        return 0
    return max(0, min(100, round(100 * value / goal.target_value)))


def excerpt(text: str, most: int) -> str:
    """The beginning of a text, up to a word's end."""
    if len(text) <= most:
        return text
    return (text[:most].rpartition(" ")[0] or text[:most]).rstrip() + "…"
