"""The days that the figures answer for, as the address names them (design: kpis.md)."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

DAYS = {"7j": 7, "30j": 30, "90j": 90}
EVER = "tout"
CHOSEN = "dates"
USUAL = "30j"

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


def period_of(asked: Mapping[str, str], today: date) -> Period:
    """The period that an address names: `periode=7j|30j|90j|tout`, or `du` and `au`. What is not one is the usual."""
    chosen = _dates(asked)
    if chosen is not None:
        return Period(CHOSEN, *chosen)
    key = asked.get("periode", USUAL)
    if key == EVER:
        return Period(EVER, None, today)
    days = DAYS.get(key, DAYS[USUAL])
    return Period(key if key in DAYS else USUAL, today - timedelta(days=days - 1), today)


def _dates(asked: Mapping[str, str]) -> tuple[date, date] | None:
    with suppress(KeyError, ValueError):
        first, last = (date.fromisoformat(asked[name][:10]) for name in ("du", "au"))
        if first <= last <= first + LONGEST:
            return first, last
    return None
