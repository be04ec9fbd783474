"""French formatting of dates, times and telephone numbers. All instants are aware; the zone is explicit."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import phonenumbers
from babel.dates import format_date, format_timedelta

LOCALE = "fr_FR"


def clock_time(instant: datetime, zone: ZoneInfo) -> str:
    """`14:00`"""
    return instant.astimezone(zone).strftime("%H:%M")


def long_day(day: date) -> str:
    """`lundi 12 janvier`, `mardi 1er décembre`"""
    return format_date(day, f"EEEE {_number(day)} MMMM", locale=LOCALE)


def short_day(day: date) -> str:
    """`12 janv.`, `1er déc.`"""
    return format_date(day, f"{_number(day)} MMM", locale=LOCALE)


def _number(day: date) -> str:
    """The first of a month is an ordinal in French, which CLDR's patterns do not know."""
    return "'1er'" if day.day == 1 else "d"


def month_name(day: date) -> str:
    """`janvier 2026`"""
    return format_date(day, "MMMM y", locale=LOCALE)


def ago(instant: datetime, now: datetime) -> str:
    """`il y a 3 jours`, `dans 2 heures`"""
    return format_timedelta(instant - now, add_direction=True, locale=LOCALE)


def duration(minutes: int) -> str:
    """`45 min`, `1 h`, `1 h 30` (narrow no-break spaces)."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}\u202fmin"
    return f"{hours}\u202fh\u202f{rest:02}" if rest else f"{hours}\u202fh"


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 séance`, `3 séances`; in French 0 and 1 take the singular."""
    return f"{count} {one if abs(count) < 2 else many or one + 's'}"


def lasting(length: timedelta) -> str:
    """`2 heures`, `3 jours`; under a minute, the seconds."""
    return format_timedelta(length, locale=LOCALE)


def french_phone(number: str) -> str:
    """`+33612345678` → `06 12 34 56 78`; other countries keep their prefix."""
    try:
        parsed = phonenumbers.parse(number, "FR")
    except phonenumbers.NumberParseException:
        return number
    national = parsed.country_code == 33
    style = phonenumbers.PhoneNumberFormat.NATIONAL if national else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style).replace(" ", "\u00a0")
