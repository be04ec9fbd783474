"""From facts to words, for a client's page."""

from datetime import datetime
from zoneinfo import ZoneInfo

from trustcoach_app.actions.shared import SharedAction
from trustcoach_app.client_file.actions.present import when_in_words
from trustcoach_app.client_file.present import measure_in_words, percent
from trustcoach_app.days import first_after, hours_of, next_midnight
from trustcoach_app.formats import long_day, short_day
from trustcoach_app.models.bookings import BookingMode, BookingStatus
from trustcoach_app.models.goals import Goal, GoalMeasurement
from trustcoach_app.names import initials, tone_index
from trustcoach_app.notes.shared import SharedNote
from trustcoach_app.portal.queries import BookingRow, CoachName, PortalFacts
from trustcoach_app.portal.views import PortalActionRow, PortalGoalRow, PortalSessionRow, PortalView, SharedText
from trustcoach_app.sessions.shared import SharedSummary

STATUS_WORDS = {
    BookingStatus.PENDING: ("À confirmer", "warning"),
    BookingStatus.CONFIRMED: ("", "neutral"),
    BookingStatus.IN_PROGRESS: ("En cours", "success"),
    BookingStatus.COMPLETED: ("", "neutral"),
    BookingStatus.CANCELLED: ("Annulée", "danger"),
    BookingStatus.NO_SHOW: ("Absence", "warning"),
}
PLACES = {BookingMode.REMOTE: "Visio", BookingMode.PHONE: "Téléphone", BookingMode.IN_PERSON: "Présentiel"}
NOBODY = CoachName("Votre coach", "")


def portal_view(facts: PortalFacts, now: datetime) -> PortalView:
    """The page in words. Hours are those of the client's own zone."""
    first = facts.name.split()[0] if facts.name.split() else ""
    return PortalView(
        greeting=f"Bonjour {first}".strip(),
        coming=tuple(_row(row, facts, now) for row in facts.coming),
        past=tuple(_row(row, facts, now) for row in facts.past),
        more_past=facts.past_count - len(facts.past),
        summaries=tuple(_summary(row, facts) for row in facts.summaries),
        notes=tuple(_note(row, facts) for row in facts.notes),
        goals=tuple(_goal(goal, measure, facts) for goal, measure in facts.goals),
        actions=tuple(action_row(row, facts, now) for row in facts.actions),
    )


def action_row(row: SharedAction, facts: PortalFacts, now: datetime) -> PortalActionRow:
    """One action as its client reads it at `now`, in days of their own zone."""
    zone = _zone(facts)
    today, done_on = now.astimezone(zone).date(), row.done_at and row.done_at.astimezone(zone).date()
    when = when_in_words(row.due_on, done_on, today)
    return PortalActionRow(
        coach_id=str(row.coach_id),
        id=str(row.id),
        title=row.title,
        said=" · ".join(filter(None, (when.capitalize(), facts.coaches.get(row.coach_id, NOBODY).name))),
        is_done=row.done_at is not None,
        is_late=row.done_at is None and row.due_on is not None and row.due_on < today,
    )


def next_change(facts: PortalFacts, now: datetime) -> datetime | None:
    """The first instant at which the page would read differently although no row has changed: a session ends, or a day
    of one of its clocks. None while there is nothing.
    """
    zones = {row.timezone for row in (*facts.coming, *facts.past)}
    if any(row.due_on or row.done_at for row in facts.actions):
        zones.add(_zone(facts).key)
    return first_after(now, [*(next_midnight(now, ZoneInfo(zone)) for zone in zones), *_ends(facts)])


def _ends(facts: PortalFacts) -> list[datetime]:
    return [row.ends_at for row in facts.coming]


def _row(row: BookingRow, facts: PortalFacts, now: datetime) -> PortalSessionRow:
    zone = ZoneInfo(row.timezone)
    coach = facts.coaches.get(row.coach_id, NOBODY)
    day, today = row.starts_at.astimezone(zone).date(), now.astimezone(zone).date()
    year = "" if day.year == today.year else f" {day.year}"
    status, tone = STATUS_WORDS[row.status]
    return PortalSessionRow(
        id=str(row.id),
        day=f"{long_day(day)}{year}".capitalize(),
        time=hours_of(row.starts_at, row.ends_at, zone, today).both,
        coach_name=coach.name,
        initials=initials(coach.name),
        tone_index=tone_index(coach.name),
        specialty=coach.specialty,
        place=" · ".join(filter(None, (PLACES[row.mode], row.address))),
        status=status,
        tone=tone,
    )


def _summary(row: SharedSummary, facts: PortalFacts) -> SharedText:
    day = row.starts_at.astimezone(_zone(facts)).date()
    name = facts.coaches.get(row.coach_id, NOBODY).name
    return SharedText(str(row.id), f"Séance du {short_day(day)} {day.year}", name, row.text)


def _note(row: SharedNote, facts: PortalFacts) -> SharedText:
    day = row.shared_at.astimezone(_zone(facts)).date()
    name = facts.coaches.get(row.coach_id, NOBODY).name
    return SharedText(str(row.id), f"Note du {short_day(day)} {day.year}", name, row.text)


def _zone(facts: PortalFacts) -> ZoneInfo:
    """The client's own, as their latest session says it."""
    rows = [*facts.coming, *facts.past]
    return ZoneInfo(rows[0].timezone if rows else "Europe/Paris")


def _goal(goal: Goal, measure: GoalMeasurement | None, facts: PortalFacts) -> PortalGoalRow:
    name = facts.coaches.get(goal.coach_id, NOBODY).name
    if measure is None:
        return PortalGoalRow(str(goal.id), goal.title, "Pas encore mesuré", 0, name)
    value = measure.value
    return PortalGoalRow(str(goal.id), goal.title, measure_in_words(goal, value), percent(goal, value), name)
