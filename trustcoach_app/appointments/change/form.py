"""From what the form of a session sends to values. Pure."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from trustcoach_app.appointments.twice import meant
from trustcoach_app.appointments.wanted import AppointmentChange, Words
from trustcoach_app.claims import a_choice, a_day, a_local_instant, a_number, a_text, an_hour, an_id
from trustcoach_app.inputs import Problems
from trustcoach_app.models.bookings import BookingMode
from trustcoach_app.money import cents_from_text


def parse(sent: Mapping[str, Any], zone: ZoneInfo) -> AppointmentChange:
    """Read the form, hours being those of the coach. Raises InvalidInput with every field that cannot be taken."""
    problems = Problems()
    read = problems.read
    day, hour = read(lambda: a_day(sent, "day")), read(lambda: an_hour(sent, "hour"))
    starts_at: Any = None
    if day and hour is not None:
        starts_at = read(lambda: meant(a_local_instant(day, hour, zone, "hour"), sent, "hour"))
    minutes = read(lambda: a_number(sent, "minutes", least=5, most=720))
    words = Words(
        title=read(lambda: a_text(sent, "title", most=160)),
        note=read(lambda: a_text(sent, "note", most=2000)),
        mode=read(lambda: a_choice(sent, "mode", BookingMode)),
        phone=read(lambda: a_text(sent, "phone", most=32)),
        address=read(lambda: a_text(sent, "address", most=300)),
        price_cents=read(lambda: cents_from_text(str(sent.get("price") or "0"), "price")),
    )
    problems.refuse()
    return AppointmentChange(starts_at, minutes, _chosen(sent, "type_id"), _chosen(sent, "reason_id"), words)


def _chosen(sent: Mapping[str, Any], field: str) -> UUID | None:
    value = str(sent.get(field) or "")
    return an_id(value) if value else None
