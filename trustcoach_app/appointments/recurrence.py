"""The dates of a recurring series. Pure."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from trustcoach_app.booking_limits import FEWEST_OCCURRENCES, MOST_OCCURRENCES
from trustcoach_app.errors import InvalidInput
from trustcoach_app.models.planning import SeriesFrequency

WEEKS = {SeriesFrequency.WEEKLY: 1, SeriesFrequency.BIWEEKLY: 2}


def dates_of(
    first: date, frequency: SeriesFrequency, *, occurrences: int | None = None, until: date | None = None
) -> list[date]:
    """The dates of a series that ends after so many, or on a date that is included; one of both must be given.

    Monthly is the same weekday of the month (`le 2e mardi`; a fifth one is the last), because a same day of the month
    would fall on days without hours. Raises InvalidInput under `occurrences` or `until`.
    """
    if (occurrences is None) == (until is None):
        raise InvalidInput(occurrences="Indiquez un nombre de séances ou une date de fin.")
    if occurrences is not None and not FEWEST_OCCURRENCES <= occurrences <= MOST_OCCURRENCES:
        raise InvalidInput(occurrences=f"Indiquez un nombre entre {FEWEST_OCCURRENCES} et {MOST_OCCURRENCES}.")
    dates = [_nth(first, frequency, number) for number in range(occurrences or MOST_OCCURRENCES + 1)]
    if until is None:
        return dates
    until_then = [day for day in dates if day <= until]
    if len(until_then) < FEWEST_OCCURRENCES:
        raise InvalidInput(until="Cette date ne laisse pas de place à une deuxième séance.")
    if len(until_then) > MOST_OCCURRENCES:
        raise InvalidInput(until=f"{MOST_OCCURRENCES} séances au plus\u202f: choisissez une date plus proche.")
    return until_then


def _nth(first: date, frequency: SeriesFrequency, number: int) -> date:
    if frequency in WEEKS:
        return first + timedelta(weeks=WEEKS[frequency] * number)
    month = first.month - 1 + number
    return _same_weekday(first, first.year + month // 12, month % 12 + 1)


def _same_weekday(first: date, year: int, month: int) -> date:
    """The date of another month with the weekday of `first` and its place among them."""
    begins = date(year, month, 1)
    day = begins + timedelta(days=(first.weekday() - begins.weekday()) % 7, weeks=(first.day - 1) // 7)
    return day if day.month == month else day - timedelta(weeks=1)


def instant_of(day: date, like: datetime, zone: ZoneInfo) -> datetime | None:
    """The instant at which the clock of `zone` shows on `day` what it shows at `like`; None for an hour that it skips.

    Of an hour that is repeated, the one that `like` is, so that a series begins at exactly the slot that was chosen.
    """
    local = datetime.combine(day, like.astimezone(zone).timetz())
    there_and_back = datetime.fromtimestamp(local.timestamp(), zone)
    return local if there_and_back.replace(tzinfo=None) == local.replace(tzinfo=None) else None
