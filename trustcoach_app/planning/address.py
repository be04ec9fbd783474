"""Where one is in the calendar, as the page's address says it. Pure; whatever stands there, it names a place."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from urllib.parse import urlencode

from trustcoach_app.planning.queries import Shown

PATH = "/dashboard/coach/planning"
PDF_PATH = "/dashboard/coach/planning.pdf"
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
WEEK = timedelta(days=7)


class Kind(StrEnum):
    """The three views. The values stand in the address."""

    MONTH = "mois"
    WEEK = "semaine"
    LIST = "liste"


@dataclass(frozen=True)
class CalendarAddress:
    """A view, the chosen day and a filter."""

    kind: Kind
    day: date
    shown: Shown

    @property
    def period(self) -> tuple[date, date]:
        """The first and the last day that the figures and the title are about: a week from Monday, or a month."""
        if self.kind is Kind.WEEK:
            monday = self.day - timedelta(days=self.day.weekday())
            return monday, monday + timedelta(days=6)
        first = self.day.replace(day=1)
        return first, _next_month(first) - timedelta(days=1)

    @property
    def grid(self) -> tuple[date, date]:
        """The days that are on the screen: a month shows whole weeks."""
        first, last = self.period
        if self.kind is not Kind.MONTH:
            return first, last
        return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())

    @property
    def before(self) -> "CalendarAddress":
        """One period earlier."""
        first, _ = self.period
        return self.on(self.day - WEEK if self.kind is Kind.WEEK else (first - timedelta(days=1)).replace(day=1))

    @property
    def after(self) -> "CalendarAddress":
        """One period later."""
        _, last = self.period
        return self.on(self.day + WEEK if self.kind is Kind.WEEK else last + timedelta(days=1))

    def on(self, day: date) -> "CalendarAddress":
        """The same on another day."""
        return replace(self, day=min(max(day, EARLIEST), LATEST))

    def href(self, path: str = PATH) -> str:
        """Its query, under a path."""
        filtered = {} if self.shown is Shown.ALL else {"statut": self.shown.value}
        return f"{path}?" + urlencode({"vue": self.kind.value, "date": self.day.isoformat(), **filtered})


def calendar_address_of(asked: Mapping[str, str], today: date) -> CalendarAddress:
    """What an address names; the present month where it says nothing that can be taken."""
    kind = next((kind for kind in Kind if kind.value == asked.get("vue")), Kind.MONTH)
    shown = next((shown for shown in Shown if shown.value == asked.get("statut")), Shown.ALL)
    try:
        day = date.fromisoformat(asked.get("date") or "")
    except ValueError:
        day = today
    return CalendarAddress(kind, day if EARLIEST <= day <= LATEST else today, shown)


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
