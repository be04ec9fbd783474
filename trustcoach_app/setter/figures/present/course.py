"""The course of a figure over the steps of a period, as the browser draws it. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta

from trustcoach_app.formats import short_day
from trustcoach_app.setter.figures.sums import Exact

HIGHEST = 40
"""Of the levels: half pixels of the drawing."""

UNKNOWN = -1


def levels(course: Sequence[Exact | None]) -> list[int]:
    """How high each step stands, 0 to HIGHEST, UNKNOWN where it is; nothing of fewer than two, or of zeros only."""
    known = [float(amount) for amount in course if amount is not None]
    if len(known) < 2 or not any(known):
        return []
    low, high = min(*known, 0.0), max(known)
    up = HIGHEST / (high - low or 1)
    return [UNKNOWN if amount is None else round((float(amount) - low) * up) for amount in course]


def step_names(last: date, steps: int, days: int) -> list[str]:
    """`9 mars`, or `3 – 9 mars` of a step of seven days; the last one ends on `last`."""
    ends = [last - timedelta(days=days * ago) for ago in reversed(range(steps))]
    return [short_day(end) if days == 1 else _span(end - timedelta(days=days - 1), end) for end in ends]


def _span(first: date, last: date) -> str:
    start = str(first.day) if first.month == last.month and first.day > 1 else short_day(first)
    return f"{start} – {short_day(last)}"
