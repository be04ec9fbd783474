"""From what the form sends to values, and from a session to what the form shows. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from trustcoach_app.bookings.queries import Taken
from trustcoach_app.claims import a_choice, a_day, a_local_instant, a_number, a_text, an_hour
from trustcoach_app.focus.booking.views import FormValues, Option
from trustcoach_app.formats import duration
from trustcoach_app.inputs import Problems
from trustcoach_app.models.bookings import Booking, BookingMode
from trustcoach_app.money import cents_from_text, price_text

DURATIONS = (30, 45, 60, 75, 90, 120, 180)
HOUR = timedelta(hours=1)
PROPOSED_WITHIN = timedelta(hours=24)
"""How far ahead a free hour is looked for."""


@dataclass(frozen=True)
class Wanted:
    """A session as the coach wants it."""

    starts_at: datetime
    minutes: int
    title: str
    mode: BookingMode
    phone: str
    address: str
    price_cents: int


def parse(sent: Mapping[str, Any], zone: ZoneInfo) -> Wanted:
    """Read the form, hours being those of the coach. Raises InvalidInput with every field that cannot be taken."""
    problems = Problems()
    readers: dict[str, Callable[[], Any]] = {
        "day": lambda: a_day(sent, "day"),
        "hour": lambda: an_hour(sent, "hour"),
        "minutes": lambda: a_number(sent, "minutes", least=5, most=720),
        "title": lambda: a_text(sent, "title", most=160),
        "mode": lambda: a_choice(sent, "mode", BookingMode),
        "phone": lambda: a_text(sent, "phone", most=32),
        "address": lambda: a_text(sent, "address", most=300),
        "price_cents": lambda: cents_from_text(str(sent.get("price") or "0"), "price"),
    }
    values = {field: problems.read(reader) for field, reader in readers.items()}
    day, hour = values.pop("day"), values.pop("hour")
    if day is not None and hour is not None:
        values["starts_at"] = problems.read(lambda: a_local_instant(day, hour, zone, "hour"))
    problems.refuse()
    return Wanted(**values)


def for_new(now: datetime, zone: ZoneInfo, price_cents: int, taken: Sequence[Taken] = ()) -> FormValues:
    """The next full hour that is free, an hour long, at the coach's usual price."""
    soon = _first_free_hour(now, zone, taken)
    return FormValues(
        day=soon.date().isoformat(), hour=f"{soon:%H:%M}", durations=durations(60), price=price_text(price_cents)
    )


def _first_free_hour(now: datetime, zone: ZoneInfo, taken: Sequence[Taken]) -> datetime:
    """On the coach's clock; where the whole `PROPOSED_WITHIN` is taken, simply the next one."""
    hours = [
        (now.astimezone(UTC) + timedelta(hours=ahead)).astimezone(zone).replace(minute=0, second=0, microsecond=0)
        for ahead in range(1, PROPOSED_WITHIN // HOUR)
    ]
    free = (hour for hour in hours if not any(_overlaps(hour, stretch) for stretch in taken))
    return next(free, hours[0])


def _overlaps(hour: datetime, stretch: Taken) -> bool:
    return stretch.starts_at < hour + HOUR and stretch.ends_at > hour


def for_existing(booking: Booking, zone: ZoneInfo) -> FormValues:
    """A session as it stands, in the coach's hours."""
    local = booking.starts_at.astimezone(zone)
    length = round((booking.ends_at - booking.starts_at).total_seconds() / 60)
    return FormValues(
        day=local.date().isoformat(),
        hour=f"{local:%H:%M}",
        minutes=str(length),
        durations=durations(length),
        title=booking.title,
        mode=booking.mode.value,
        phone=booking.phone,
        address=booking.address,
        price=price_text(booking.price_cents),
    )


def durations(length: int) -> list[Option]:
    """The usual lengths, and the session's own if it is another: the list must never change it in silence."""
    return [Option(str(minutes), duration(minutes)) for minutes in sorted({*DURATIONS, length})]
