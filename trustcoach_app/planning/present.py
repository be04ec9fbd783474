"""From sessions to what the calendar shows. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trustcoach_app.availability.busy import Block
from trustcoach_app.days import first_after, hours_of, next_midnight
from trustcoach_app.formats import clock_time, duration, long_day, month_name, plural, short_day
from trustcoach_app.models.availability import WeeklyHours
from trustcoach_app.models.bookings import BookingStatus
from trustcoach_app.planning.address import PDF_PATH, Kind, Place
from trustcoach_app.planning.blocks import blocked, blocked_on
from trustcoach_app.planning.queries import CalendarEntry, Figures, Shown
from trustcoach_app.planning.rows import about, days_in_words, hue, local_day, named_day, session_row, status_in_words
from trustcoach_app.planning.views import CalendarView, Choice, Event, Figure, OpenHours, StripDay
from trustcoach_app.planning.wall import wall_of

KINDS = {Kind.MONTH: "Mois", Kind.WEEK: "Semaine", Kind.LIST: "Liste"}
FILTERS = {
    Shown.ALL: "Toutes",
    Shown.COMING: "À venir",
    Shown.DONE: "Tenues",
    Shown.CANCELLED: "Annulées",
    Shown.NO_SHOW: "Absents",
}
MOVABLE = (BookingStatus.CONFIRMED, BookingStatus.PENDING)
LETTERS = "LMMJVSD"
USUAL_HOURS = 8, 20
SHORTEST_BLOCK = timedelta(minutes=15)


@dataclass(frozen=True)
class CalendarFacts:
    """What the page is made of. `figures` and `counts` are of the period, whatever is filtered."""

    zone: ZoneInfo
    entries: Sequence[CalendarEntry]
    figures: Figures
    weekly: Sequence[WeeklyHours]
    blocks: Sequence[Block]
    next_bound: datetime | None = None
    """When the next session of what is shown begins, ends, or is no longer held."""


def next_change(facts: CalendarFacts, now: datetime) -> datetime:
    """The first instant at which the page reads differently although no row changed; a month turns at a midnight."""
    midnight = next_midnight(now, facts.zone)
    return first_after(now, (midnight, facts.next_bound)) or midnight


def calendar_view(facts: CalendarFacts, place: Place, now: datetime) -> CalendarView:
    """The page in words."""
    zone, today = facts.zone, now.astimezone(facts.zone).date()
    first, last = place.period
    first_hour, last_hour = _hours_shown(facts, first, last)
    within = [entry for entry in facts.entries if first <= local_day(entry, zone) <= last]
    chosen = [entry for entry in facts.entries if _touches(entry, place.day, zone)]
    return CalendarView(
        kind=place.kind.value,
        date=place.day.isoformat(),
        now=wall_of(now, zone),
        title=period_title(place),
        subtitle=_subtitle(facts.figures, place, today),
        previous_href=place.before.href(),
        previous_label="Semaine précédente" if place.kind is Kind.WEEK else "Mois précédent",
        next_href=place.after.href(),
        next_label="Semaine suivante" if place.kind is Kind.WEEK else "Mois suivant",
        today_href=place.on(today).href(),
        pdf_href=place.href(PDF_PATH),
        kinds=[_kind(kind, label, place) for kind, label in KINDS.items()],
        filters=[_filter(shown, label, place, facts.figures) for shown, label in FILTERS.items()],
        figures=figures_in_words(facts.figures),
        strip=_strip(facts, place, today),
        events=[_event(entry, zone, now) for entry in facts.entries],
        hours=[_open_hours(row) for row in facts.weekly if _is_valid(row, first, last)],
        blocked=blocked(facts.blocks, place, zone),
        first_hour=f"{first_hour:02}:00:00",
        last_hour=f"{last_hour:02}:00:00",
        days=days_in_words(within, zone, today, now),
        chosen_name=named_day(place.day, today),
        chosen=[session_row(entry, place.day, zone, now) for entry in chosen],
        chosen_blocked=blocked_on(facts.blocks, place.day, zone),
        is_filtered=place.shown is not Shown.ALL,
        unfiltered_href=Place(place.kind, place.day, Shown.ALL).href(),
    )


def period_title(place: Place) -> str:
    """`Janvier 2026`, `12 – 18 janvier 2026`, `29 déc. 2025 – 4 janv. 2026`."""
    first, last = place.period
    if place.kind is not Kind.WEEK:
        return month_name(first).capitalize()
    if first.month == last.month:
        return f"{first.day} – {last.day} {month_name(last)}"
    year = f" {first.year}" if first.year != last.year else ""
    return f"{short_day(first)}{year} – {short_day(last)} {last.year}"


def figures_in_words(figures: Figures) -> list[Figure]:
    """The four counts, the attendance rate and the mean duration (decision 27)."""
    attendance = figures.attendance_percent
    pending = f"dont {figures.pending} en attente" if figures.pending else ""
    unanswered = plural(figures.unanswered, "reste à confirmer", "restent à confirmer") if figures.unanswered else ""
    absent = plural(figures.no_show, "absence", "absences") if figures.no_show else ""
    return [
        Figure("Total", str(figures.total), ""),
        Figure("À venir", str(figures.coming + figures.pending), pending),
        Figure("Tenues", str(figures.done), unanswered),
        Figure("Annulées", str(figures.cancelled), ""),
        Figure("Taux de présence", "–" if attendance is None else f"{attendance}\u202f%", absent),
        Figure("Durée moyenne", "–" if figures.mean_minutes is None else duration(figures.mean_minutes), ""),
    ]


def _subtitle(figures: Figures, place: Place, today: date) -> str:
    first, last = place.period
    when = "cette semaine" if place.kind is Kind.WEEK else "ce mois-ci"
    if not first <= today <= last:
        when = "cette semaine-là" if place.kind is Kind.WEEK else "ce mois-là"
    count = figures.total - figures.cancelled
    return f"{plural(count, 'séance')} {when}" if count else f"Aucune séance {when}"


def _kind(kind: Kind, label: str, place: Place) -> Choice:
    return Choice(kind.value, label, Place(kind, place.day, place.shown).href(), kind is place.kind)


def _filter(shown: Shown, label: str, place: Place, figures: Figures) -> Choice:
    counts = {
        Shown.ALL: figures.total,
        Shown.COMING: figures.coming + figures.pending,
        Shown.DONE: figures.done,
        Shown.CANCELLED: figures.cancelled,
        Shown.NO_SHOW: figures.no_show,
    }
    href = Place(place.kind, place.day, shown).href()
    return Choice(shown.value, label, href, shown is place.shown, str(counts[shown]))


def _event(entry: CalendarEntry, zone: ZoneInfo, now: datetime) -> Event:
    start, end = _local(entry.starts_at, zone), _local(entry.ends_at, zone)
    day = long_day(start.date())
    hours = hours_of(entry.starts_at, entry.ends_at, zone, now.astimezone(zone).date())
    to = "" if hours.crosses else "à "
    status, _ = status_in_words(entry, now)
    return Event(
        id=str(entry.id),
        start=start.isoformat(),
        end=max(end, start + SHORTEST_BLOCK).isoformat(),
        time=clock_time(entry.starts_at, zone),
        name=entry.client_name,
        about=about(entry),
        label=f"{entry.client_name}, {day} de {hours.start} {to}{hours.end}, {about(entry)}, {status}",
        hue=hue(entry),
        status=_look(entry),
        is_movable=entry.status in MOVABLE and entry.starts_at > now,
    )


def _look(entry: CalendarEntry) -> str:
    looks = {
        BookingStatus.CANCELLED: "cancelled",
        BookingStatus.NO_SHOW: "absent",
        BookingStatus.COMPLETED: "done",
        BookingStatus.PENDING: "pending",
    }
    return looks.get(entry.status, "planned")


def _strip(facts: CalendarFacts, place: Place, today: date) -> list[StripDay]:
    if place.kind is not Kind.WEEK:
        return []
    first, _ = place.period
    busy = {local_day(entry, facts.zone) for entry in facts.entries}
    days = [first + timedelta(days=number) for number in range(7)]
    return [
        StripDay(
            day.isoformat(),
            LETTERS[day.weekday()],
            str(day.day),
            long_day(day),
            place.on(day).href(),
            is_chosen=day == place.day,
            is_today=day == today,
            has_sessions=day in busy,
        )
        for day in days
    ]


def _hours_shown(facts: CalendarFacts, first: date, last: date) -> tuple[int, int]:
    """The hours of the week's rows: the usual ones, as far as sessions and opening hours need more."""
    start, end = USUAL_HOURS
    for row in facts.weekly:
        start = min(start, row.opens.hour)
        end = 24 if row.closes <= row.opens else max(end, row.closes.hour + (row.closes.minute > 0))
    for entry in facts.entries:
        begins, ends = _local(entry.starts_at, facts.zone), _local(entry.ends_at, facts.zone)
        if begins.date() != ends.date():
            return 0, 24
        start, end = min(start, begins.hour), max(end, ends.hour + (ends.minute > 0))
    return start, end


def _is_valid(row: WeeklyHours, first: date, last: date) -> bool:
    day = first + timedelta(days=row.weekday - 1)
    since, until = row.valid_from, row.valid_until
    return (since is None or since <= min(day, last)) and (until is None or day <= until)


def _open_hours(row: WeeklyHours) -> OpenHours:
    """A range over midnight is shaded until midnight, as far as the row of its day goes."""
    closes = "24:00" if row.closes <= row.opens else f"{row.closes:%H:%M}"
    return OpenHours(row.weekday % 7, f"{row.opens:%H:%M}", closes)


def _touches(entry: CalendarEntry, day: date, zone: ZoneInfo) -> bool:
    midnight = datetime.combine(day, time(), zone)
    return entry.starts_at < datetime.combine(day + timedelta(days=1), time(), zone) and entry.ends_at > midnight


def _local(instant: datetime, zone: ZoneInfo) -> datetime:
    """The wall clock, without its zone."""
    return instant.astimezone(zone).replace(tzinfo=None, microsecond=0)
