"""What a booking says besides its hour, checked field by field."""

from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypedDict
from uuid import UUID

from trustcoach_app.booking_limits import LONGEST_MINUTES, SHORTEST_MINUTES
from trustcoach_app.bookings.rules import FURTHEST_AHEAD
from trustcoach_app.inputs import Problems, clean_line, clean_text, zone_names
from trustcoach_app.limits import HIGHEST_CENTS, LONGEST_ADDRESS, LONGEST_TITLE
from trustcoach_app.models.bookings import LONGEST_NOTE, LONGEST_REASON, BillingType, BookingMode
from trustcoach_app.money import OUT_OF_RANGE

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
"""Nothing older is imported; it also keeps every date within what can be converted."""

LONGEST_TEXTS = {"title": LONGEST_TITLE, "reason": LONGEST_REASON, "note": LONGEST_NOTE, "address": LONGEST_ADDRESS}


class DetailFields(TypedDict, total=False):
    """What `add_booking` and `hold_slot` pass on to Details by keyword; its defaults stand for what is absent."""

    title: str
    reason: str
    note: str
    mode: BookingMode
    phone: str
    address: str
    price_cents: int | None
    billing: BillingType


class TypeAndReason(TypedDict, total=False):
    """Where the planning files a booking. Field names are column names; what is absent stays as it is."""

    type_id: UUID | None
    reason_id: UUID | None
    series_id: UUID | None
    buffer_before_minutes: int
    buffer_after_minutes: int


@dataclass(frozen=True)
class Details:
    """The words, the place and the price. Field names are column names."""

    title: str = ""
    reason: str = ""
    note: str = ""
    mode: BookingMode = BookingMode.REMOTE
    phone: str = ""
    address: str = ""
    price_cents: int | None = None
    """0 is offered, None not priced yet."""
    billing: BillingType = BillingType.INDIVIDUAL

    def checked(self, problems: Problems) -> "Details":
        """Cleaned, and without the number or address of another mode; `problems` gets what cannot be taken."""
        by_phone, in_person = self.mode is BookingMode.PHONE, self.mode is BookingMode.IN_PERSON
        clean = replace(
            self,
            title=clean_line(self.title),
            reason=clean_line(self.reason),
            note=clean_text(self.note),
            phone=problems.phone_number(self.phone) if by_phone else "",
            address=clean_line(self.address) if in_person else "",
        )
        for field, most in LONGEST_TEXTS.items():
            problems.check_length(field, getattr(clean, field), most)
        problems.add_if(by_phone and not clean.phone, "phone", "Indiquez le numéro à appeler.")
        problems.add_if(in_person and not clean.address, "address", "Indiquez l’adresse de la séance.")
        check_price(problems, self.price_cents)
        return clean

    def values(self) -> dict[str, Any]:
        """Column values."""
        return asdict(self)


def check_price(problems: Problems, price_cents: int | None) -> None:
    """Note a price out of range; None is not priced yet."""
    in_range = price_cents is None or 0 <= price_cents <= HIGHEST_CENTS
    problems.add_if(not in_range, "price_cents", OUT_OF_RANGE)


def check_time(problems: Problems, *, starts_at: datetime, minutes: int, now: datetime, allow_past: bool) -> None:
    """Note what is wrong with an hour. The minute under way is not past: who types 14:00 at 14:00:20 means now."""
    length = f"La durée va de {SHORTEST_MINUTES} à {LONGEST_MINUTES} minutes."
    problems.add_if(not SHORTEST_MINUTES <= minutes <= LONGEST_MINUTES, "minutes", length)
    if starts_at.tzinfo is None:
        problems.add_if(True, "starts_at", "Indiquez une date et une heure valides.")
        return
    earliest = EARLIEST if allow_past else now.replace(second=0, microsecond=0)
    problems.add_if(starts_at < earliest, "starts_at", "Cette heure est déjà passée.")
    problems.add_if(starts_at > now + FURTHEST_AHEAD, "starts_at", "Choisissez une date dans les deux ans à venir.")


def check_zone(problems: Problems, timezone: str) -> None:
    """Note a time zone that does not exist."""
    problems.add_if(timezone not in zone_names(), "timezone", "Ce fuseau horaire n’existe pas.")
