"""What an earlier import made and nobody touched goes where its event went. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from trustcoach_app.booking_limits import LONGEST_MINUTES, SHORTEST_MINUTES
from trustcoach_app.formats import clock_time, short_day
from trustcoach_app.importing.facts import MadeOfEvent
from trustcoach_app.importing.overlaps import Occupied
from trustcoach_app.importing.plan import EventTime, ImportPlan, PlannedMove
from trustcoach_app.importing.readings import CalendarEvent, Skipped, Unplaced

MINUTE = timedelta(minutes=1)
OLDER = "Une version plus récente est déjà importée."


def has_moved(event: CalendarEvent, made: MadeOfEvent) -> bool:
    """Sessions are kept by the minute."""
    return event.starts_at != made.starts_at or minutes(event) != int((made.ends_at - made.starts_at) / MINUTE)


def plan_moves(
    changed: Iterable[tuple[CalendarEvent, MadeOfEvent]],
    zone: ZoneInfo,
    *,
    now: datetime,
    plan: ImportPlan,
    occupied: Occupied,
) -> None:
    """Add the moves to the plan, and a line for each that stays; all leave before any comes."""
    going: list[tuple[CalendarEvent, MadeOfEvent]] = []
    for event, made in changed:
        if why := _why_it_stays(event, made, now):
            plan.skipped.append(Skipped(label(event.starts_at, event.title, zone, made.who), why))
            continue
        going.append((event, made))
        if made.is_session:
            occupied.free(made.starts_at, made.ends_at)
    for event, made in going:
        _plan_move(event, made, zone, plan, occupied)


def _why_it_stays(event: CalendarEvent, made: MadeOfEvent, now: datetime) -> str:
    if event.sequence < made.sequence:
        return OLDER
    if not made.may_follow:
        return "Modifié depuis, laissé tel quel."
    if not made.is_session:
        return ""
    if made.starts_at <= now or event.starts_at <= now:
        return "Déplacé dans le passé, laissé tel quel."
    fits = SHORTEST_MINUTES <= minutes(event) <= LONGEST_MINUTES
    return "" if fits else "Sa nouvelle durée n’est pas celle d’une séance, laissé tel quel."


def _plan_move(event: CalendarEvent, made: MadeOfEvent, zone: ZoneInfo, plan: ImportPlan, occupied: Occupied) -> None:
    words = label(event.starts_at, event.title, zone, made.who)
    if made.is_session:
        if why := occupied.why_not(event.starts_at, event.ends_at, zone):
            occupied.add(made.starts_at, made.ends_at, made.who)
            plan.overlaps.append(Unplaced(words, why, event.starts_at))
            return
        occupied.add(event.starts_at, event.ends_at, made.who)
    before = f"{short_day(made.starts_at.astimezone(zone).date())} {clock_time(made.starts_at, zone)}"
    origin = EventTime(made.uid, made.recurrence, made.starts_at, made.ends_at)
    goal = EventTime(event.uid, event.recurrence, event.starts_at, event.ends_at)
    said = f"{words} (avant\u202f: {before})"
    plan.moves.append(PlannedMove(made.row_id, origin, goal, made.mark, said, event.sequence, event.etag))


def minutes(event: CalendarEvent) -> int:
    """Whole minutes that it lasts."""
    return int((event.ends_at - event.starts_at) / MINUTE)


def label(starts_at: datetime, title: str, zone: ZoneInfo, who: str = "") -> str:
    """How a line names an event: `20 janv. 2026 10:00, Bilan, avec Léa Moreau`."""
    day = starts_at.astimezone(zone).date()
    words = f"{short_day(day)} {day.year} {clock_time(starts_at, zone)}, {title or 'sans titre'}"
    return f"{words}, avec {who}" if who and who not in title else words
