"""Sessions as lines of a list. Pure."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from trustcoach_app.bookings.present import status_words
from trustcoach_app.bookings.queries import DUE
from trustcoach_app.clients.present import reach
from trustcoach_app.days import hours_on
from trustcoach_app.formats import french_phone, long_day
from trustcoach_app.models.bookings import BookingMode, BookingStatus
from trustcoach_app.models.clients import ClientStage
from trustcoach_app.names import initials, tone_index
from trustcoach_app.planning.queries import CalendarEntry
from trustcoach_app.planning.views import ListDay, SessionRow

OVER = (BookingStatus.COMPLETED, BookingStatus.CANCELLED, BookingStatus.NO_SHOW)


def days_in_words(entries: Iterable[CalendarEntry], zone: ZoneInfo, today: date, now: datetime) -> list[ListDay]:
    """Sessions under their days."""
    return [
        ListDay(day.isoformat(), named_day(day, today), [session_row(entry, day, zone, now) for entry in rows])
        for day, rows in groupby(entries, key=lambda entry: local_day(entry, zone))
    ]


def about(entry: CalendarEntry) -> str:
    """What a session is about: its title, else its reason, else its type."""
    return entry.title or entry.reason or entry.type_name or "Séance"


def place_in_words(mode: BookingMode, phone: str, address: str) -> str:
    """`Visio`, `06 12 34 56 78`, `12 rue de la Paix`."""
    words = {BookingMode.PHONE: french_phone(phone) if phone else "Téléphone", BookingMode.IN_PERSON: address}
    return words.get(mode, "Visio") or "Présentiel"


def session_row(entry: CalendarEntry, day: date, zone: ZoneInfo, now: datetime) -> SessionRow:
    """A session as a line of a list of one day."""
    status, tone = status_words(entry.status, entry.ends_at, now)
    hours = hours_on(day, entry.starts_at, entry.ends_at, zone, now.astimezone(zone).date())
    return SessionRow(
        id=str(entry.id),
        time=hours.start,
        until=hours.end,
        client_name=entry.client_name,
        is_prospect=entry.stage is ClientStage.PROSPECT,
        initials=initials(entry.client_name),
        tone_index=tone_index(entry.client_name),
        about=about(entry),
        hue=hue(entry),
        mode=entry.mode.value,
        place=place_in_words(entry.mode, entry.phone, entry.address),
        status=status,
        tone=tone,
        is_over=entry.status in OVER,
        is_series=entry.series_id is not None,
        reach=reach(email=entry.client_email, phone=entry.phone or entry.client_phone, address=entry.address),
        is_unpriced=entry.price_cents is None and entry.status in DUE,
    )


def hue(entry: CalendarEntry) -> str:
    """The hue of its type; grey without one."""
    return entry.colour.value if entry.colour else "grey"


def named_day(day: date, today: date) -> str:
    """`Aujourd’hui, lundi 12 janvier`, `Jeudi 15 janvier`."""
    names = {-1: "Hier", 0: "Aujourd’hui", 1: "Demain"}
    name = names.get((day - today).days)
    year = "" if day.year == today.year else f" {day.year}"
    return f"{name}, {long_day(day)}" if name else f"{long_day(day).capitalize()}{year}"


def local_day(entry: CalendarEntry, zone: ZoneInfo) -> date:
    """The day on which it starts, by the coach’s calendar."""
    return entry.starts_at.astimezone(zone).date()
