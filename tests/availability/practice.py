"""What the tests of the planning share: a practice with the defaults, whose clock stands at NOW."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.fixtures.practice import NOW, Practice
from trustcoach_app.appointments.service import NewAppointment, book_appointment
from trustcoach_app.availability.queries import appointment_types
from trustcoach_app.availability.service import SettingsFields, change_settings, ensure_defaults
from trustcoach_app.bookings.rules import Actor
from trustcoach_app.models.bookings import Booking
from trustcoach_app.models.planning import AppointmentType

PARIS = ZoneInfo("Europe/Paris")
WEDNESDAY = date(2026, 1, 14)
"""The day after tomorrow of NOW, a Monday at 10:00 in Paris."""
HOUR = timedelta(hours=1)


def at(hour: str, day: date = WEDNESDAY) -> datetime:
    """`at("14:00")`: that time by the clock in Paris."""
    return datetime.combine(day, datetime.strptime(hour, "%H:%M").time(), PARIS)  # noqa: DTZ007


def hours(slots: Any, zone: ZoneInfo = PARIS) -> list[str]:
    """The starts of slots by the clock of a zone."""
    return [slot.starts_at.astimezone(zone).strftime("%H:%M") for slot in slots]


async def types_of(practice: Practice) -> dict[str, AppointmentType]:
    """The types by name, made first when there are none."""
    await practice.does(ensure_defaults)
    return {row.name: row for row in await practice.does(appointment_types)}


async def given_session(
    practice: Practice,
    starts_at: datetime | None = None,
    *,
    by: Actor = Actor.COACH,
    now: datetime = NOW,
    **wanted: Any,
) -> Booking:
    """The usual session of an hour, booked on a slot: WEDNESDAY at 14:00."""
    kind = (await types_of(practice))["Séance de coaching"]
    usual = {"person": practice.client_id, "type_id": kind.id, "starts_at": starts_at or at("14:00")}
    new = NewAppointment(**{**usual, **wanted})
    [row] = await practice.does(book_appointment, wanted=new, now=now, by=by)
    return row


async def given_rules(practice: Practice, **rules: Any) -> None:
    """Other rules than the defaults."""
    await practice.does(change_settings, fields=SettingsFields(**rules))
