"""A client's goals in words. Pure."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from trustcoach_app.client_file.goals.course import course
from trustcoach_app.client_file.goals.views import GoalLine, MeasureRow
from trustcoach_app.client_file.present import measure_in_words, number_in_words, percent
from trustcoach_app.formats import short_day
from trustcoach_app.goals.queries import GoalWithMeasures
from trustcoach_app.models.goals import Goal, GoalCategory, GoalMeasurement, GoalStatus

CATEGORIES = {
    GoalCategory.PERSONAL: "Personnel",
    GoalCategory.PROFESSIONAL: "Professionnel",
    GoalCategory.ORGANIZATIONAL: "Fixé par l’entreprise",
}
STATUSES = {
    GoalStatus.IN_PROGRESS: "En cours",
    GoalStatus.DRAFT: "Brouillon",
    GoalStatus.COMPLETED: "Atteint",
    GoalStatus.ABANDONED: "Abandonné",
}
OPEN = (GoalStatus.IN_PROGRESS, GoalStatus.DRAFT)


def goal_lines(rows: Sequence[GoalWithMeasures], zone: ZoneInfo) -> tuple[list[GoalLine], list[GoalLine]]:
    """Those that are worked on, in progress before drafts; and those that are reached or given up."""
    lines = [(row.goal.status, goal_line(row, zone)) for row in rows]
    worked_on = [line for status in OPEN for its, line in lines if its is status]
    return worked_on, [line for status, line in lines if status not in OPEN]


def goal_line(row: GoalWithMeasures, zone: ZoneInfo) -> GoalLine:
    """One goal, where it stands, and how it got there."""
    goal, latest = row.goal, row.measures[-1] if row.measures else None
    return GoalLine(
        id=str(goal.id),
        title=goal.title,
        description=goal.description,
        status=goal.status.value,
        status_label=STATUSES[goal.status],
        category=CATEGORIES[goal.category],
        measure=measure_in_words(goal, latest.value) if latest else _aim(goal),
        percent=percent(goal, latest.value) if latest else 0,
        dates=_dates(goal, zone),
        is_seen=goal.status is not GoalStatus.DRAFT,
        course=course(goal, row.measures, zone),
        measures=[_measure(goal, measure, zone) for measure in row.measures],
    )


def _aim(goal: Goal) -> str:
    if goal.target_value is None:
        return "Pas encore mesuré"
    unit = f" {goal.unit}" if goal.unit and not goal.unit.startswith("/") else ""
    return f"Pas encore mesuré, {number_in_words(goal.target_value)}{unit} visés"


def _dates(goal: Goal, zone: ZoneInfo) -> str:
    begins = f"{'Fixé en séance le' if goal.session_id else 'Fixé le'} {short_day(goal.start_date)}"
    if goal.completed_at:
        return f"{begins}, atteint le {short_day(goal.completed_at.astimezone(zone).date())}"
    return f"{begins}, pour le {short_day(goal.target_date)}" if goal.target_date else begins


def _measure(goal: Goal, measure: GoalMeasurement, zone: ZoneInfo) -> MeasureRow:
    day = short_day(measure.measured_at.astimezone(zone).date())
    when = f"{day}, en séance" if measure.session_id else day
    return MeasureRow(str(measure.id), measure_in_words(goal, measure.value), when, measure.note)
