"""What an earlier import made and nobody touched goes where its event went. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from trustcoach_app.formats import clock_time, short_day
from trustcoach_app.importing.overlaps import Occupied
from trustcoach_app.importing.plan import Place, Plan, PlannedMove
from trustcoach_app.importing.queries import Made
from trustcoach_app.importing.readings import Event, Skipped
from trustcoach_app.models.bookings import LONGEST_MINUTES, SHORTEST_MINUTES

GONE = "N’existe plus dans ce calendrier ; gardé ici, à annuler s’il n’a plus lieu."
MINUTE = timedelta(minutes=1)


def has_moved(event: Event, made: Made) -> bool:
    """Sessions are kept by the minute."""
    return event.starts_at != made.starts_at or minutes(event) != int((made.ends_at - made.starts_at) / MINUTE)


def plan_moves(
    changed: list[tuple[Event, Made]], zone: ZoneInfo, *, now: datetime, plan: Plan, occupied: Occupied
) -> None:
    """Add the moves to the plan, and a line for each that stays; all leave before any comes."""
    going: list[tuple[Event, Made]] = []
    for event, made in changed:
        if why := _why_it_stays(event, made, now):
            plan.skipped.append(Skipped(label(event.starts_at, event.title, zone), why))
            continue
        going.append((event, made))
        if made.booking_id is not None:
            occupied.free(made.starts_at, made.ends_at)
    for event, made in going:
        _plan_move(event, made, zone, plan, occupied)


def gone_lines(gone: Iterable[Made], zone: ZoneInfo, *, now: datetime) -> list[Skipped]:
    """A line for each that is still to come and stands."""
    coming = sorted((made for made in gone if made.stands and made.ends_at > now), key=lambda made: made.starts_at)
    return [Skipped(label(made.starts_at, made.title, zone), GONE) for made in coming]


def _why_it_stays(event: Event, made: Made, now: datetime) -> str:
    if not made.may_follow:
        return "Modifié depuis, laissé tel quel."
    if made.booking_id is None:
        return ""
    if made.starts_at <= now or event.starts_at <= now:
        return "Déplacé dans le passé, laissé tel quel."
    fits = SHORTEST_MINUTES <= minutes(event) <= LONGEST_MINUTES
    return "" if fits else "Sa nouvelle durée n’est pas celle d’une séance, laissé tel quel."


def _plan_move(event: Event, made: Made, zone: ZoneInfo, plan: Plan, occupied: Occupied) -> None:
    words = label(event.starts_at, event.title, zone)
    if made.booking_id is not None:
        if why := occupied.why_not(event.starts_at, event.ends_at, zone):
            occupied.add(made.starts_at, made.ends_at)
            plan.overlaps.append(Skipped(words, why))
            return
        occupied.add(event.starts_at, event.ends_at)
    before = f"{short_day(made.starts_at.astimezone(zone).date())} {clock_time(made.starts_at, zone)}"
    origin = Place(made.row.uid, made.row.recurrence, made.starts_at, made.ends_at)
    goal = Place(event.uid, event.recurrence, event.starts_at, event.ends_at)
    plan.moves.append(PlannedMove(made.row.id, origin, goal, made.row.made, f"{words} (avant : {before})"))


def minutes(event: Event) -> int:
    """Whole minutes that it lasts."""
    return int((event.ends_at - event.starts_at) / MINUTE)


def label(starts_at: datetime, title: str, zone: ZoneInfo) -> str:
    """How a line names an event: `20 janv. 2026 10:00, Séance Léa`."""
    day = starts_at.astimezone(zone).date()
    return f"{short_day(day)} {day.year} {clock_time(starts_at, zone)}, {title or 'sans titre'}"
