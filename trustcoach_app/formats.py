"""French formatting of dates, times and telephone numbers. All instants are aware; the zone is explicit."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import phonenumbers
from babel.dates import format_date, format_timedelta

LOCALE = "fr_FR"


def clock_time(instant: datetime, zone: ZoneInfo) -> str:
    """`14:00`; an hour that the clock shows twice says which: `02:30 (heure d’été)`, `02:30 (heure d’hiver)`."""
    local = instant.astimezone(zone)
    hour = local.strftime("%H:%M")
    return f"{hour} ({which_of_two(local)})" if is_twice(local) else hour


def is_twice(local: datetime) -> bool:
    """Whether the clock shows this time twice, because it is put back that night; `local` has its zone."""
    first, second = (local.replace(fold=fold).utcoffset() for fold in (0, 1))
    return first is not None and second is not None and first > second


def which_of_two(local: datetime) -> str:
    """The name of the first or the second of two hours; not every change of a clock is one of summer and winter."""
    seasons = {local.replace(month=month, day=1, fold=0).utcoffset() for month in (1, 7)}
    names = ("heure d’été", "heure d’hiver") if len(seasons) > 1 else ("avant le changement", "après le changement")
    return names[local.fold]


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
