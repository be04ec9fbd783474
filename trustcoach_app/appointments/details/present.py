"""A session in words. Pure."""

from datetime import datetime

from trustcoach_app.appointments.changing import minutes_of
from trustcoach_app.appointments.details.queries import AppointmentFacts
from trustcoach_app.appointments.details.views import Appointment
from trustcoach_app.bookings.present import STATUS_WORDS, whereabouts
from trustcoach_app.formats import clock_time, duration, french_phone, long_day, plural
from trustcoach_app.models.bookings import BookingStatus
from trustcoach_app.models.clients import ClientStage
from trustcoach_app.money import euros
from trustcoach_app.names import initials, tone_index

CHANGEABLE = (BookingStatus.CONFIRMED, BookingStatus.PENDING)
TELLABLE = (
    BookingStatus.CONFIRMED,
    BookingStatus.IN_PROGRESS,
    BookingStatus.COMPLETED,
    BookingStatus.NO_SHOW,
)
HAS_PAGE = (BookingStatus.IN_PROGRESS, BookingStatus.COMPLETED)


def appointment(facts: AppointmentFacts, now: datetime) -> Appointment:
    """The session in words."""
    row, client, zone = facts.booking, facts.client, facts.zone
    is_over = row.ends_at <= now
    status, tone = STATUS_WORDS[row.status]
    if row.status is BookingStatus.CONFIRMED and is_over:
        status, tone = "À confirmer", "warning"
    return Appointment(
        id=str(row.id),
        client_id=str(client.id),
        client_name=client.name,
        is_prospect=client.stage is ClientStage.PROSPECT,
        initials=initials(client.name),
        tone_index=tone_index(client.name),
        number=f"Séance n°\u00a0{facts.number}" if facts.number else "",
        when=long_day(row.starts_at.astimezone(zone).date()).capitalize(),
        hours=f"{clock_time(row.starts_at, zone)} – {clock_time(row.ends_at, zone)} · {duration(minutes_of(row))}",
        kind=facts.kind.name if facts.kind else "",
        hue=facts.kind.colour.value if facts.kind else "grey",
        subject=" · ".join(filter(None, (row.title, row.reason))),
        mode=row.mode.value,
        place=whereabouts(row),
        price=euros(row.price_cents, row.currency) if row.price_cents else "Offerte",
        note=row.note,
        contact=" · ".join(filter(None, (client.email or "", french_phone(client.phone) if client.phone else ""))),
        series=_series(facts),
        status=status,
        tone=tone,
        cancelled_why=row.cancellation_reason,
        href=f"/dashboard/coach/seances/{row.id}" if row.status in HAS_PAGE else "",
        can_change=row.status in CHANGEABLE and row.starts_at > now,
        can_cancel=row.status in CHANGEABLE and not is_over,
        can_tell=row.status in TELLABLE and is_over,
    )


def _series(facts: AppointmentFacts) -> str:
    if facts.booking.series_id is None:
        return ""
    if not facts.following:
        return "Dernière d’une série"
    return f"Fait partie d’une série : {plural(facts.following, 'séance suit', 'séances suivent')}"
