"""Values of an event's properties. Pure."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
"""What a calendar means beyond these is « always »."""

_DATE = r"(\d{4})-?(\d\d)-?(\d\d)"
_TIME = r"(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?"
_MOMENT = re.compile(rf"{_DATE}(?:[Tt ]{_TIME}\s*([Zz]|[+-]\d\d:?\d\d)?)?")
_DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?", re.IGNORECASE
)
ZoneOf = Callable[[str], tzinfo]


class BadValue(ValueError):
    """A value that cannot be read; `str(error)` is a French sentence."""


def moment(value: str, params: dict[str, str], zone_of: ZoneOf) -> date:
    """A day, or an instant in its zone: an offset of its own wins over TZID (RFC 5545, 3.2.19). Raises BadValue.

    `zone_of` gives the zone of a TZID; "" is that of times without one.
    """
    found = _MOMENT.fullmatch(value.strip())
    if found is None:
        raise BadValue(f"« {value.strip()[:40]} » n’est pas une date.")
    year, month, day, hour, minute, second, offset = found.groups()
    try:
        read = date(int(year), int(month), int(day))
        if hour is None or params.get("VALUE", "").upper() == "DATE":
            return read
        zone = _offset(offset) if offset else zone_of(params.get("TZID", ""))
        return _at(read, int(hour), int(minute), int(second or 0), zone)
    except (ValueError, OverflowError) as error:
        if isinstance(error, BadValue):
            raise
        raise BadValue(f"« {value.strip()[:40]} » n’existe pas.") from None


def _at(day: date, hour: int, minute: int, second: int, zone: tzinfo) -> datetime:
    """24:00 is the next midnight, and a leap second the one before it."""
    if (hour, minute, second) == (24, 0, 0):
        return datetime.combine(day + timedelta(days=1), time(), zone)
    return datetime.combine(day, time(hour, minute, min(second, 59)), zone)


def _offset(written: str) -> tzinfo:
    if written in "Zz":
        return UTC
    hours, minutes = int(written[1:3]), int(written[-2:])
    length = timedelta(hours=hours, minutes=minutes)
    return timezone(-length if written[0] == "-" else length)


def duration(value: str) -> timedelta:
    """`PT1H30M`. Raises BadValue, also for one that goes back."""
    found = _DURATION.fullmatch(value.strip())
    if found is None or found[1] == "-" or not any(found.groups()[1:]):
        raise BadValue(f"« {value.strip()[:40]} » n’est pas une durée.")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def instant(read: date, zone: ZoneInfo) -> datetime:
    """In UTC, between EARLIEST and LATEST. A whole day begins at midnight of `zone`, wherever the calendar is from."""
    if not EARLIEST.year < read.year < LATEST.year:
        return EARLIEST if read.year <= EARLIEST.year else LATEST
    return (read if isinstance(read, datetime) else datetime.combine(read, time(), zone)).astimezone(UTC)


def is_day(read: date) -> bool:
    """Whether it is a whole day and no instant."""
    return not isinstance(read, datetime)
