"""From what the wizard sends to values. Pure: everything that arrives is a claim."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from trustcoach_app.appointments.recurrence import MOST_OCCURRENCES
from trustcoach_app.appointments.twice import meant
from trustcoach_app.appointments.wanted import NamedPerson, Repeat, Words
from trustcoach_app.claims import a_choice, a_day, a_local_instant, a_number, a_text, an_hour
from trustcoach_app.errors import InvalidInput
from trustcoach_app.models.bookings import BookingMode
from trustcoach_app.models.planning import SeriesFrequency
from trustcoach_app.money import cents_from_text

ONCE = "once"
STEPS = {"client": 1, "email": 1, "client_phone": 1, "name": 1, "client_id": 1, "type_id": 2, "reason_id": 2}
WHEN = ("slot", "other_hour", "other_hour_twice", "starts_at", "repeat", "ends", "occurrences", "until")


class Ends(StrEnum):
    """How a series ends."""

    COUNT = "count"
    DATE = "date"


def step_of(field: str) -> int:
    """The step on which a field stands."""
    return 3 if field in WHEN else STEPS.get(field, 4)


def when(sent: Mapping[str, Any], day: str, zone: ZoneInfo) -> tuple[datetime, bool]:
    """The chosen instant, and whether it is the coach's own hour instead of a slot. Raises InvalidInput."""
    if str(sent.get("other_hour") or ""):
        hour = an_hour(sent, "other_hour")
        local = a_local_instant(a_day({"other_hour": day}, "other_hour"), hour, zone, "other_hour")
        return meant(local, sent, "other_hour"), True
    try:
        starts_at = datetime.fromisoformat(str(sent.get("slot") or ""))
    except ValueError:
        raise InvalidInput(slot="Choisissez un créneau.") from None
    if starts_at.tzinfo is None:
        raise InvalidInput(slot="Choisissez un créneau.")
    return starts_at.astimezone(UTC), False


def repeat(sent: Mapping[str, Any]) -> Repeat | None:
    """The series that is wanted; None for a single session. Raises InvalidInput."""
    if str(sent.get("repeat") or ONCE) == ONCE:
        return None
    frequency = a_choice(sent, "repeat", SeriesFrequency)
    if a_choice({"ends": sent.get("ends") or Ends.COUNT}, "ends", Ends) is Ends.DATE:
        return Repeat(frequency, until=a_day(sent, "until"))
    return Repeat(frequency, a_number(sent, "occurrences", least=2, most=MOST_OCCURRENCES))


def words(sent: Mapping[str, Any]) -> Words:
    """Title, note, price and how they meet; without a price it is the type’s. Raises InvalidInput."""
    return Words(
        title=a_text(sent, "title", most=160),
        note=a_text(sent, "note", most=2000),
        mode=a_choice(sent, "mode", BookingMode),
        phone=a_text(sent, "phone", most=32),
        address=a_text(sent, "address", most=300),
        price_cents=cents_from_text(str(sent["price"]), "price") if sent.get("price") else None,
    )


def person(sent: Mapping[str, Any]) -> NamedPerson:
    """Who it is for, as typed. Raises InvalidInput."""
    return NamedPerson(
        name=a_text(sent, "client", most=120, required="Indiquez le nom de la personne."),
        email=a_text(sent, "email", most=254),
        phone=a_text(sent, "client_phone", most=32),
        is_client=bool(sent.get("is_client")),
    )


def opened_on(wanted: str, today: date) -> tuple[date, time | None]:
    """What a click on the calendar means: a day, or a day with an hour; today where it means nothing."""
    try:
        at = datetime.fromisoformat(str(wanted))
    except ValueError:
        return today, None
    return at.date(), at.time() if "T" in str(wanted) else None
