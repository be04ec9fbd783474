"""A session in words. Pure."""

from datetime import datetime
from zoneinfo import ZoneInfo

from trustcoach_app.appointments.changing import minutes_of
from trustcoach_app.appointments.details.queries import AppointmentFacts
from trustcoach_app.appointments.details.views import Appointment
from trustcoach_app.appointments.notice.present import NoticeKind
from trustcoach_app.bookings.present import session_path, status_words, whereabouts
from trustcoach_app.bookings.rules import CHANGEABLE, PRICEABLE
from trustcoach_app.clients.present import reach
from trustcoach_app.days import hours_of
from trustcoach_app.formats import duration, long_day, plural, short_day
from trustcoach_app.models.bookings import Booking, BookingStatus
from trustcoach_app.models.clients import ClientStage
from trustcoach_app.money import price_text, price_words
from trustcoach_app.names import initials, tone_index

TELLABLE = (
    BookingStatus.CONFIRMED,
    BookingStatus.IN_PROGRESS,
    BookingStatus.COMPLETED,
    BookingStatus.NO_SHOW,
)
NOTICES = {
    BookingStatus.CONFIRMED: NoticeKind.STANDS.value,
    BookingStatus.CANCELLED: NoticeKind.CANCELLED.value,
}
HAS_PAGE = (BookingStatus.IN_PROGRESS, BookingStatus.COMPLETED)


def appointment(facts: AppointmentFacts, now: datetime) -> Appointment:
    """The session in words."""
    row, client, zone, noted = facts.booking, facts.client, facts.zone, facts.noted
    is_over = row.ends_at <= now
    status, tone = status_words(row.status, row.ends_at, now)
    return Appointment(
        id=str(row.id),
        client_id=str(client.id),
        client_name=client.name,
        is_prospect=client.stage is ClientStage.PROSPECT,
        initials=initials(client.name),
        tone_index=tone_index(client.name),
        number=f"Séance n°\u00a0{facts.number}" if facts.number else "",
        when=long_day(row.starts_at.astimezone(zone).date()).capitalize(),
        hours=f"{_hours(row, zone, now)} · {duration(minutes_of(row))}",
        kind=facts.kind.name if facts.kind else "",
        hue=facts.kind.colour.value if facts.kind else "grey",
        subject=" · ".join(filter(None, (row.title, row.reason))),
        mode=row.mode.value,
        place=whereabouts(row),
        price=price_words(row.price_cents, row.currency),
        price_text=price_text(row.price_cents),
        is_unpriced=row.price_cents is None,
        note=row.note,
        reach=reach(email=client.email, phone=row.phone or client.phone, address=row.address),
        series=_series(facts),
        status=status,
        tone=tone,
        cancelled_why=row.cancellation_reason,
        href=session_path(row.id) if row.status in HAS_PAGE else "",
        last_notes=f"Séance du {short_day(noted.starts_at.astimezone(zone).date())}" if noted else "",
        last_notes_href=session_path(noted.booking_id) if noted else "",
        notice=NOTICES.get(row.status, "") if row.starts_at > now else "",
        can_change=_can_change(row, now),
        can_cancel=row.status in CHANGEABLE and not is_over,
        can_price=row.status in PRICEABLE and not _can_change(row, now),
        can_tell=row.status in TELLABLE and is_over,
    )


def _can_change(row: Booking, now: datetime) -> bool:
    return row.status in CHANGEABLE and row.starts_at > now


def _hours(row: Booking, zone: ZoneInfo, now: datetime) -> str:
    return hours_of(row.starts_at, row.ends_at, zone, now.astimezone(zone).date()).both


def _series(facts: AppointmentFacts) -> str:
    if facts.booking.series_id is None:
        return ""
    if not facts.following:
        return "Dernière d’une série"
    return f"Fait partie d’une série\u202f: {plural(facts.following, 'séance suit', 'séances suivent')}"
