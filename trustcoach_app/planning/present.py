"""From sessions to what the calendar shows. Pure."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trustcoach_app.bookings.present import status_words
from trustcoach_app.days import first_after, hours_of, next_midnight
from trustcoach_app.formats import clock_time, duration, long_day, month_name, plural, short_day
from trustcoach_app.models.availability import WeeklyHours
from trustcoach_app.models.bookings import BookingStatus
from trustcoach_app.planning.address import PDF_PATH, CalendarAddress, Kind
from trustcoach_app.planning.blocks import blocked, blocked_on
from trustcoach_app.planning.facts import CalendarFacts
from trustcoach_app.planning.queries import CalendarEntry, PeriodCounts, Shown
from trustcoach_app.planning.rows import about, days_in_words, hue, local_day, named_day, session_row
from trustcoach_app.planning.views import CalendarItem, CalendarLink, CalendarView, OpenHours, PeriodFigure, StripDay
from trustcoach_app.planning.wall import wall_of

KINDS = {Kind.MONTH: "Mois", Kind.WEEK: "Semaine", Kind.LIST: "Liste"}
FILTERS = {
    Shown.ALL: "Toutes",
    Shown.COMING: "À venir",
    Shown.DONE: "Tenues",
    Shown.CANCELLED: "Annulées",
    Shown.NO_SHOW: "Absents",
    Shown.UNPRICED: "À tarifer",
}
MOVABLE = (BookingStatus.CONFIRMED, BookingStatus.PENDING)
LETTERS = "LMMJVSD"
USUAL_HOURS = 8, 20
SHORTEST_BLOCK = timedelta(minutes=15)


def next_change(facts: CalendarFacts, now: datetime) -> datetime:
    """The first instant at which the page reads differently although no row changed; a month turns at a midnight."""
    midnight = next_midnight(now, facts.zone)
    return first_after(now, (midnight, facts.next_bound)) or midnight


def calendar_view(facts: CalendarFacts, address: CalendarAddress, now: datetime) -> CalendarView:
    """The page in words."""
    zone, today = facts.zone, now.astimezone(facts.zone).date()
    first, last = address.period
    first_hour, last_hour = _hours_shown(facts, first, last)
    within = [entry for entry in facts.entries if first <= local_day(entry, zone) <= last]
    chosen = [entry for entry in facts.entries if _touches(entry, address.day, zone)]
    is_list = address.kind is Kind.LIST
    return CalendarView(
        kind=address.kind.value,
        date=address.day.isoformat(),
        now=wall_of(now, zone),
        title=period_title(address),
        subtitle=_subtitle(facts.counts, address, today),
        previous_href=address.before.href(),
        previous_label="Semaine précédente" if address.kind is Kind.WEEK else "Mois précédent",
        next_href=address.after.href(),
        next_label="Semaine suivante" if address.kind is Kind.WEEK else "Mois suivant",
        today_href=address.on(today).href(),
        pdf_href=address.href(PDF_PATH),
        kinds=[_kind(kind, label, address) for kind, label in KINDS.items()],
        filters=_filters(address, facts.counts),
        figures=figures_in_words(facts.counts),
        strip=_strip(facts, address, today),
        events=[] if is_list else [_event(entry, zone, now) for entry in facts.entries],
        hours=[_open_hours(row) for row in facts.weekly if _is_valid(row, first, last)],
        blocked=blocked(facts.blocks, address, zone),
        first_hour=f"{first_hour:02}:00:00",
        last_hour=f"{last_hour:02}:00:00",
        days=days_in_words(within, zone, today, now) if is_list else [],
        chosen_name=named_day(address.day, today),
        chosen=[session_row(entry, address.day, zone, now) for entry in chosen],
        chosen_blocked=blocked_on(facts.blocks, address.day, zone),
        is_filtered=address.shown is not Shown.ALL,
        unfiltered_href=CalendarAddress(address.kind, address.day, Shown.ALL).href(),
    )


def period_title(address: CalendarAddress) -> str:
    """`Janvier 2026`, `12 – 18 janvier 2026`, `29 déc. 2025 – 4 janv. 2026`."""
    first, last = address.period
    if address.kind is not Kind.WEEK:
        return month_name(first).capitalize()
    if first.month == last.month:
        return f"{first.day} – {last.day} {month_name(last)}"
    year = f" {first.year}" if first.year != last.year else ""
    return f"{short_day(first)}{year} – {short_day(last)} {last.year}"


def figures_in_words(figures: PeriodCounts) -> list[PeriodFigure]:
    """The four counts, the attendance rate and the mean duration (decision 27)."""
    attendance = figures.attendance_percent
    pending = f"dont {figures.pending} en attente" if figures.pending else ""
    unanswered = plural(figures.unanswered, "reste à confirmer", "restent à confirmer") if figures.unanswered else ""
    absent = plural(figures.no_show, "absence", "absences") if figures.no_show else ""
    return [
        PeriodFigure("Total", str(figures.total), ""),
        PeriodFigure("À venir", str(figures.coming + figures.pending), pending),
        PeriodFigure("Tenues", str(figures.done), unanswered),
        PeriodFigure("Annulées", str(figures.cancelled), ""),
        PeriodFigure("Taux de présence", "–" if attendance is None else f"{attendance}\u202f%", absent),
        PeriodFigure("Durée moyenne", "–" if figures.mean_minutes is None else duration(figures.mean_minutes), ""),
    ]


def _subtitle(figures: PeriodCounts, address: CalendarAddress, today: date) -> str:
    first, last = address.period
    when = "cette semaine" if address.kind is Kind.WEEK else "ce mois-ci"
    if not first <= today <= last:
        when = "cette semaine-là" if address.kind is Kind.WEEK else "ce mois-là"
    count = figures.total - figures.cancelled
    words = f"{plural(count, 'séance')} {when}" if count else f"Aucune séance {when}"
    return f"{words}, et {plural(figures.cancelled, 'annulée')}" if figures.cancelled else words


def _kind(kind: Kind, label: str, address: CalendarAddress) -> CalendarLink:
    return CalendarLink(
        kind.value, label, CalendarAddress(kind, address.day, address.shown).href(), kind is address.kind
    )


def _filters(address: CalendarAddress, figures: PeriodCounts) -> list[CalendarLink]:
    """« À tarifer » is there where something is, or where one stands already."""
    rows = [_filter(shown, label, address, figures) for shown, label in FILTERS.items()]
    return rows if figures.unpriced or address.shown is Shown.UNPRICED else rows[:-1]


def _filter(shown: Shown, label: str, address: CalendarAddress, figures: PeriodCounts) -> CalendarLink:
    counts = {
        Shown.ALL: figures.total,
        Shown.COMING: figures.coming + figures.pending,
        Shown.DONE: figures.done,
        Shown.CANCELLED: figures.cancelled,
        Shown.NO_SHOW: figures.no_show,
        Shown.UNPRICED: figures.unpriced,
    }
    href = CalendarAddress(address.kind, address.day, shown).href()
    return CalendarLink(shown.value, label, href, shown is address.shown, str(counts[shown]))


def _event(entry: CalendarEntry, zone: ZoneInfo, now: datetime) -> CalendarItem:
    start, end = _local(entry.starts_at, zone), _local(entry.ends_at, zone)
    day = long_day(start.date())
    hours = hours_of(entry.starts_at, entry.ends_at, zone, now.astimezone(zone).date())
    to = "" if hours.crosses else "à "
    status, _ = status_words(entry.status, entry.ends_at, now)
    return CalendarItem(
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


def _strip(facts: CalendarFacts, address: CalendarAddress, today: date) -> list[StripDay]:
    if address.kind is not Kind.WEEK:
        return []
    first, _ = address.period
    busy = {local_day(entry, facts.zone) for entry in facts.entries}
    days = [first + timedelta(days=number) for number in range(7)]
    return [
        StripDay(
            day.isoformat(),
            LETTERS[day.weekday()],
            str(day.day),
            long_day(day),
            address.on(day).href(),
            is_chosen=day == address.day,
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
