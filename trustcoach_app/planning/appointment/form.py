"""From what the form of a session sends to values. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from trustcoach_app.claims import a_choice, a_day, a_local_instant, a_number, a_text, an_hour, an_id
from trustcoach_app.errors import InvalidInput
from trustcoach_app.models.bookings import BookingMode
from trustcoach_app.money import cents_from_text
from trustcoach_app.planning.service import Words


@dataclass(frozen=True)
class Wanted:
    """A session as the coach wants it."""

    starts_at: datetime
    minutes: int
    type_id: UUID | None
    reason_id: UUID | None
    words: Words


def parse(sent: Mapping[str, Any], zone: ZoneInfo) -> Wanted:
    """Read the form, hours being those of the coach. Raises InvalidInput with every field that cannot be taken."""
    wrong: dict[str, str] = {}
    day = _read(lambda: a_day(sent, "day"), wrong)
    hour = _read(lambda: an_hour(sent, "hour"), wrong)
    starts_at = _read(lambda: a_local_instant(day, hour, zone, "hour"), wrong) if day and hour is not None else None
    minutes = _read(lambda: a_number(sent, "minutes", least=5, most=720), wrong)
    words = _words(sent, wrong)
    if wrong or starts_at is None or minutes is None:
        raise InvalidInput(**wrong)
    return Wanted(starts_at, minutes, _chosen(sent, "type_id"), _chosen(sent, "reason_id"), words)


def _words(sent: Mapping[str, Any], wrong: dict[str, str]) -> Words:
    return Words(
        title=_read(lambda: a_text(sent, "title", most=160), wrong) or "",
        note=_read(lambda: a_text(sent, "note", most=2000), wrong) or "",
        mode=_read(lambda: a_choice(sent, "mode", BookingMode), wrong) or BookingMode.REMOTE,
        phone=_read(lambda: a_text(sent, "phone", most=32), wrong) or "",
        address=_read(lambda: a_text(sent, "address", most=300), wrong) or "",
        price_cents=_read(lambda: cents_from_text(str(sent.get("price") or "0"), "price"), wrong),
    )


def _chosen(sent: Mapping[str, Any], field: str) -> UUID | None:
    value = str(sent.get(field) or "")
    return an_id(value) if value else None


def _read(reader: Callable[[], Any], wrong: dict[str, str]) -> Any:
    """What `reader` returns, or None with its refusal noted in `wrong`."""
    try:
        return reader()
    except InvalidInput as refused:
        wrong.update(refused.fields)
        return None
