"""The measures of a goal as a line against its target. Pure."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from trustcoach_app.client_file.goals.views import Course
from trustcoach_app.client_file.present import number_in_words
from trustcoach_app.formats import short_day
from trustcoach_app.models.goals import Goal, GoalMeasurement

WIDTH, HEIGHT, MARGIN = 100, 40, 4
"""Of the box; the margin is above and below, so that no line is cut."""


def course(goal: Goal, measures: Sequence[GoalMeasurement], zone: ZoneInfo) -> Course:
    """Those of a goal, the oldest first, each at its instant. Of fewer than two there is no line."""
    if len(measures) < 2:
        return Course()
    aim = [goal.target_value] if goal.target_value is not None else []
    values = [measure.value for measure in measures]
    heights = _heights([*values, *aim])
    across = _across([measure.measured_at.timestamp() for measure in measures])
    points = list(zip(across, heights[: len(values)], strict=True))
    return Course(
        points=" ".join(f"{x},{y}" for x, y in points),
        last_x=points[-1][0],
        last_y=points[-1][1],
        target_y=heights[-1] if aim else "",
        words=_words(goal, measures, zone),
    )


def _across(instants: Sequence[float]) -> list[str]:
    """From 0 to WIDTH; all that happened at one instant stand apart all the same."""
    first, span = instants[0], instants[-1] - instants[0]
    if not span:
        return [_short(WIDTH * place / (len(instants) - 1)) for place in range(len(instants))]
    return [_short(WIDTH * (instant - first) / span) for instant in instants]


def _heights(values: Sequence[float]) -> list[str]:
    """The greatest near 0, which is above; all in the middle where they are the same."""
    least, span = min(values), max(values) - min(values)
    room = HEIGHT - 2 * MARGIN
    return [_short(HEIGHT - MARGIN - room * (value - least) / span if span else HEIGHT / 2) for value in values]


def _short(number: float) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".")


def _words(goal: Goal, measures: Sequence[GoalMeasurement], zone: ZoneInfo) -> str:
    first, last = measures[0], measures[-1]
    days = [short_day(measure.measured_at.astimezone(zone).date()) for measure in (first, last)]
    aim = f", {number_in_words(goal.target_value)} visés" if goal.target_value is not None else ""
    return f"De {number_in_words(first.value)} à {number_in_words(last.value)} entre le {days[0]} et le {days[1]}{aim}"
