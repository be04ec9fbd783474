"""From facts to words: pure, so that every sentence of Focus can be tested without a database or a browser."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from trustcoach_app.bookings.present import session_path, status_words, subject, whereabouts
from trustcoach_app.bookings.rules import COUNTS_AS_HELD, TOLD
from trustcoach_app.bookings.start import startable_from
from trustcoach_app.clients.present import reach
from trustcoach_app.days import first_after, hours_on, local_midnight, next_midnight
from trustcoach_app.focus.queries import HORIZON, BookingAndClient, FocusFacts, Signals
from trustcoach_app.focus.views import FocusDay, FocusView, OpenQuestion, SessionCard, TodayRow
from trustcoach_app.formats import clock_time, long_day, month_name, plural
from trustcoach_app.models.bookings import Booking, BookingStatus
from trustcoach_app.money import euros, price_words
from trustcoach_app.names import initials, tone_index

MORNING, EVENING = 5, 18
HAS_NOTES = (BookingStatus.IN_PROGRESS, BookingStatus.COMPLETED)
MARKS = '«»“”" \u00a0\u202f'
"""A moment may be a quotation already."""


def focus_view(facts: FocusFacts, now: datetime) -> FocusView:
    """The page in words, as its coach reads it at `now`."""
    zone = facts.coach.zone
    local = now.astimezone(zone)
    return FocusView(
        greeting=f"{_hello(local.hour)} {first_name(facts.coach.name)}",
        headline=_headline(len(facts.coming)),
        date=long_day(local.date()).capitalize(),
        days=_days(facts, now),
        questions=[_question(row, zone, now) for row in facts.unanswered],
        today=[_today_row(row, zone, now) for row in facts.today],
        today_label=_today_label(facts.today, zone, now),
        month_name=month_name(local.date()).capitalize(),
        month_earned=euros(facts.month.earned_cents),
        month_sessions=plural(facts.month.sessions_held, "séance réalisée", "séances réalisées"),
        month_ahead=_ahead(facts),
        month_unpriced=_unpriced(facts.month.sessions_unpriced),
        has_clients=facts.has_clients,
    )


def next_change(facts: FocusFacts, now: datetime) -> datetime:
    """The first instant at which the page would read differently although no row has changed."""
    zone, local = facts.coach.zone, now.astimezone(facts.coach.zone)
    midnight = next_midnight(now, zone)
    moments = [midnight, *(local.replace(hour=hour, minute=0, second=0, microsecond=0) for hour in (MORNING, EVENING))]
    moments += [bound for row in facts.coming for bound in _bounds(row.Booking)]
    moments += [row.Booking.ends_at for row in facts.today]
    moments += [row.Booking.ends_at + COUNTS_AS_HELD for row in facts.unanswered]
    if facts.next_beyond:
        moments.append(facts.next_beyond - HORIZON)
    return first_after(now, moments) or midnight


def _bounds(booking: Booking) -> tuple[datetime, ...]:
    return startable_from(booking.starts_at), booking.ends_at


def _hello(hour: int) -> str:
    return "Bonsoir" if hour >= EVENING or hour < MORNING else "Bonjour"


def first_name(name: str) -> str:
    """`Jean-Paul Martin` → `Jean-Paul`."""
    return name.split()[0] if name.split() else name


def _headline(count: int) -> str:
    if count == 0:
        return "Aucune séance prévue dans les prochaines 48\u00a0heures"
    return f"Vous avez {plural(count, 'séance prévue', 'séances prévues')} dans les prochaines 48\u00a0heures"


def _ahead(facts: FocusFacts) -> str:
    if not facts.month.sessions_ahead:
        return ""
    return f"{euros(facts.month.ahead_cents)} encore prévus ce mois-ci"


def _unpriced(count: int) -> str:
    return plural(count, "séance à tarifer", "séances à tarifer") if count else ""


def _days(facts: FocusFacts, now: datetime) -> list[FocusDay]:
    zone = facts.coach.zone
    today = now.astimezone(zone).date()

    def day_of(row: BookingAndClient) -> datetime:
        return max(local_midnight(row.Booking.starts_at.astimezone(zone).date(), zone), local_midnight(today, zone))

    names = {today: "Aujourd’hui", today + timedelta(days=1): "Demain"}
    return [
        FocusDay(
            key=midnight.date().isoformat(),
            name=names.get(midnight.date(), ""),
            date=long_day(midnight.date()),
            cards=[_card(row, facts, now, midnight.date()) for row in rows],
        )
        for midnight, rows in groupby(facts.coming, key=day_of)
    ]


def _card(row: BookingAndClient, facts: FocusFacts, now: datetime, day: date) -> SessionCard:
    """A session on the day under which it stands: one that began yesterday stands, once, under today."""
    (booking, client), signals, zone = (row.Booking, row.Client), facts.signals, facts.coach.zone
    hours = hours_on(day, booking.starts_at, booking.ends_at, zone, now.astimezone(zone).date())
    number = signals.numbers.get(booking.id, 0)
    signal, signal_text = _signal(row, signals, number)
    return SessionCard(
        id=str(booking.id),
        client_id=str(client.id),
        time=hours.start,
        until=hours.end,
        is_overnight=hours.crosses,
        client_name=client.name,
        initials=initials(client.name),
        tone_index=tone_index(client.name),
        number=f"Séance n°\u00a0{number}" if number else "",
        subject=subject(booking, signals.goals.get(client.id, ""), number),
        signal=signal,
        signal_text=signal_text,
        mode=booking.mode.value,
        place=whereabouts(booking),
        price=price_words(booking.price_cents, booking.currency),
        reach=reach(email=client.email, phone=booking.phone or client.phone, address=booking.address),
        is_new=number == 1,
        is_running=booking.status is BookingStatus.IN_PROGRESS,
        is_soon=startable_from(booking.starts_at) <= now,
    )


def _signal(row: BookingAndClient, signals: Signals, number: int) -> tuple[str, str]:
    """The one line that matters most: what waits for an answer, then what was marked, then that they are new."""
    client_id = row.Client.id
    if unread := signals.unread.get(client_id):
        return "message", plural(unread, "nouveau message non lu", "nouveaux messages non lus").capitalize()
    if moment := signals.moments.get(client_id):
        return "moment", f"Dernier moment marqué\u202f: «\u00a0{moment.strip(MARKS)}\u00a0»"
    return ("new", "Nouveau client") if number == 1 else ("", "")


def _question(row: BookingAndClient, zone: ZoneInfo, now: datetime) -> OpenQuestion:
    booking, client = row.Booking, row.Client
    days = (now.astimezone(zone).date() - booking.starts_at.astimezone(zone).date()).days
    day = {0: "aujourd’hui", 1: "hier"}.get(days) or long_day(booking.starts_at.astimezone(zone).date())
    return OpenQuestion(
        id=str(booking.id),
        client_name=client.name,
        initials=initials(client.name),
        tone_index=tone_index(client.name),
        when=f"{day} à {clock_time(booking.starts_at, zone)}",
        subject=booking.title or booking.reason,
    )


def answers_of(facts: FocusFacts) -> dict[str, str]:
    """What was told of each session that Focus may have asked about, wherever it was told."""
    return {str(row.Booking.id): TOLD[row.Booking.status].value for row in facts.answered}


def with_answers(asked: list[OpenQuestion], shown: list[OpenQuestion], answers: dict[str, str]) -> list[OpenQuestion]:
    """The questions in the places where they stand: those open, and those answered since; new ones at the end."""
    still_open = {question.id: question for question in asked}
    in_order = [
        still_open.pop(question.id, None) or replace(question, given=answers[question.id])
        for question in shown
        if question.id in still_open or question.id in answers
    ]
    return [*in_order, *still_open.values()]


def _today_row(row: BookingAndClient, zone: ZoneInfo, now: datetime) -> TodayRow:
    booking = row.Booking
    status, tone = status_words(booking.status, booking.ends_at, now)
    href = session_path(booking.id) if booking.status in HAS_NOTES else ""
    today = now.astimezone(zone).date()
    hours = hours_on(today, booking.starts_at, booking.ends_at, zone, today)
    return TodayRow(str(booking.id), hours.start, row.Client.name, status, tone, href)


def _today_label(rows: list[BookingAndClient], zone: ZoneInfo, now: datetime) -> str:
    """Each session counts on the day on which it begins, once."""
    midnight = local_midnight(now.astimezone(zone).date(), zone)
    standing = [row.Booking for row in rows if row.Booking.status is not BookingStatus.CANCELLED]
    count = sum(booking.starts_at >= midnight for booking in standing)
    if count:
        return plural(count, "séance aujourd’hui", "séances aujourd’hui")
    return plural(len(standing), "séance depuis hier", "séances depuis hier") if standing else "Rien aujourd’hui"
