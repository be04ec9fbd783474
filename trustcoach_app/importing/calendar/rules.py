"""Rules of recurrence, judged and put into the form that is unrolled. Pure."""

import re
from datetime import UTC, date, datetime, time, tzinfo

from trustcoach_app.importing.calendar.values import BadValue, is_day, moment

_PART = re.compile(r"([A-Z-]+)=([A-Z0-9,+:.\- ]+)")
_TOO_OFTEN = frozenset(("SECONDLY", "MINUTELY", "HOURLY"))
_FREQUENCIES = _TOO_OFTEN | {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
_WITHIN_A_DAY = ("BYSECOND", "BYMINUTE", "BYHOUR")
MOST_IN_A_PART = 400
_RANGES = {
    "BYMONTH": 12,
    "BYMONTHDAY": 31,
    "BYYEARDAY": 366,
    "BYWEEKNO": 53,
    "BYSETPOS": 366,
}
"""Of parts that count from 1, or from the end back."""
END_OF_DAY = time(23, 59, 59)


def checked_rule(written: str, start: date, zone: tzinfo) -> str:
    """The rule, with its end as an instant of UTC (a day, for whole days). Raises BadValue.

    UNTIL as a day ends with that day, and without Z it is a time of the series' own zone, as `start` is.
    """
    parts = _parts(written)
    if parts.get("FREQ") not in _FREQUENCIES:
        raise BadValue("Sa récurrence ne dit pas tous les combien (FREQ).")
    often = sum(parts[name].count(",") for name in _WITHIN_A_DAY if name in parts)
    if parts["FREQ"] in _TOO_OFTEN or often:
        raise BadValue("Il se répète plusieurs fois par jour.")
    for name in ("INTERVAL", "COUNT"):
        if name in parts and not (parts[name].isdigit() and 0 < int(parts[name]) < 100_000):
            raise BadValue(f"Sa récurrence est impossible ({name}={parts[name][:20]}).")
    for name, most in _RANGES.items():
        if not all(_counts(number, most) for number in parts.get(name, "1").split(",")):
            raise BadValue(f"Sa récurrence est impossible ({name}={parts[name][:20]}).")
    if "UNTIL" in parts:
        parts["UNTIL"] = _until(parts["UNTIL"], start, zone)
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _counts(written: str, most: int) -> bool:
    digits = written.lstrip("+-")
    return digits.isascii() and digits.isdigit() and 0 < int(digits[:9]) <= most


def _parts(written: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in written.upper().split(";"))):
        found = _PART.fullmatch(pair)
        if found is None or found[2].count(",") > MOST_IN_A_PART:
            raise BadValue(f"Sa récurrence est illisible (« {pair[:40]} »).")
        parts.setdefault(found[1], found[2].replace(" ", ""))
    return parts


def _until(written: str, start: date, zone: tzinfo) -> str:
    read = moment(written, {}, lambda _: zone)
    if is_day(start):
        return f"{_day(read, zone):%Y%m%d}"
    last = read if isinstance(read, datetime) else datetime.combine(read, END_OF_DAY, zone)
    if last.year >= date.max.year:
        last = datetime(date.max.year - 1, 1, 1, tzinfo=UTC)
    return f"{last.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _day(read: date, zone: tzinfo) -> date:
    """Midnight of a zone is written in UTC by some: 27 April 22:00Z is the 28th of Paris."""
    return read.astimezone(zone).date() if isinstance(read, datetime) else read
