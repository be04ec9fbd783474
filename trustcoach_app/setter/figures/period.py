"""The days that the figures answer for, as the address names them (docs/kpis.md)."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

DAYS = {"7j": 7, "30j": 30, "90j": 90}
EVER = "tout"
CHOSEN = "dates"
USUAL = "30j"

EARLIEST, LATEST = date(2010, 1, 1), date(2100, 1, 1)
"""Instagram opened late in 2010; beyond the other end nothing is planned."""

LONGEST = timedelta(days=3660)
"""Two chosen dates further apart than ten years are taken for a mistake."""


@dataclass(frozen=True)
class Period:
    """Calendar days of the coach, both included. `first` is None when everything counts."""

    key: str
    first: date | None
    last: date

    @property
    def days(self) -> int | None:
        """How many days; None when everything counts."""
        return None if self.first is None else (self.last - self.first).days + 1

    @property
    def before(self) -> tuple[date, date] | None:
        """The period of the same length just before; None when everything counts."""
        if self.first is None:
            return None
        ends = self.first - timedelta(days=1)
        return ends - (self.last - self.first), ends


@dataclass(frozen=True)
class PeriodAsked:
    """What an address asks for, before one knows which day it is at the coach's: days, two dates, or everything."""

    key: str
    days: int | None = None
    first: date | None = None
    last: date | None = None

    def on(self, today: date) -> Period:
        """The period that this is on one day: what reaches into the future ends today, unless all of it is to come."""
        first = self.first if self.days is None else today - timedelta(days=self.days - 1)
        last = self.last or today
        has_begun = first is None or first <= today
        return Period(self.key, first, min(last, today) if has_begun else last)


def asked_of(query: Mapping[str, str]) -> PeriodAsked:
    """`periode=7j|30j|90j|tout`, or `du` and `au`. What is not one of these is the usual."""
    chosen = _dates(query)
    if chosen is not None:
        return PeriodAsked(CHOSEN, None, *chosen)
    key = query.get("periode", USUAL)
    if key == EVER:
        return PeriodAsked(EVER)
    return PeriodAsked(key, DAYS[key]) if key in DAYS else PeriodAsked(USUAL, DAYS[USUAL])


def _dates(query: Mapping[str, str]) -> tuple[date, date] | None:
    with suppress(KeyError, ValueError):
        first, last = (date.fromisoformat(query[name][:10]) for name in ("du", "au"))
        if EARLIEST <= first <= last <= LATEST and last - first <= LONGEST:
            return first, last
    return None
