"""A session in words, and as a form. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from trustcoach_app.appointments.details.views import Appointment, ChangeValues, Option
from trustcoach_app.bookings.present import STATUS_WORDS, place
from trustcoach_app.clients.queries import ClientRow
from trustcoach_app.formats import clock_time, duration, french_phone, long_day, plural
from trustcoach_app.models.bookings import Booking, BookingStatus
from trustcoach_app.models.clients import ClientStage
from trustcoach_app.models.planning import AppointmentReason, AppointmentType
from trustcoach_app.money import euros, price_text
from trustcoach_app.names import initials, tone_index

CHANGEABLE = (BookingStatus.CONFIRMED, BookingStatus.PENDING)
TELLABLE = (
    BookingStatus.CONFIRMED,
    BookingStatus.IN_PROGRESS,
    BookingStatus.COMPLETED,
    BookingStatus.NO_SHOW,
)
HAS_PAGE = (BookingStatus.IN_PROGRESS, BookingStatus.COMPLETED)


@dataclass(frozen=True)
class AppointmentFacts:
    """A session with its people and its kind. `following` counts the later ones of its series."""

    booking: Booking
    client: ClientRow
    kind: AppointmentType | None
    number: int
    following: int
    zone: ZoneInfo


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
        place=place(row),
        price=euros(row.price_cents, row.currency) if row.price_cents else "Gratuit",
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


def minutes_of(row: Booking) -> int:
    """Its length in elapsed minutes."""
    return round((row.ends_at - row.starts_at) / timedelta(minutes=1))


def _series(facts: AppointmentFacts) -> str:
    if facts.booking.series_id is None:
        return ""
    if not facts.following:
        return "Dernière d’une série"
    return f"Fait partie d’une série : {plural(facts.following, 'séance suit', 'séances suivent')}"


def change_values(
    row: Booking, zone: ZoneInfo, types: Sequence[AppointmentType], reasons: Sequence[AppointmentReason]
) -> ChangeValues:
    """A session as it stands, in the coach's hours. Archived choices are offered only to those who have them."""
    local = row.starts_at.astimezone(zone)
    kinds = [each for each in types if each.archived_at is None or each.id == row.type_id]
    whys = [each for each in reasons if each.archived_at is None or each.id == row.reason_id]
    return ChangeValues(
        day=local.date().isoformat(),
        hour=f"{local:%H:%M}",
        minutes=str(minutes_of(row)),
        type_id=str(row.type_id or ""),
        reason_id=str(row.reason_id or ""),
        title=row.title,
        note=row.note,
        mode=row.mode.value,
        phone=row.phone,
        address=row.address,
        price=price_text(row.price_cents),
        types=[Option("", "Sans type"), *(Option(str(each.id), each.name) for each in kinds)],
        reasons=[Option("", "Sans motif"), *(Option(str(each.id), each.label) for each in whys)],
    )
