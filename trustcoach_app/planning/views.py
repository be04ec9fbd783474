"""What the calendar shows, ready to be read. Times are wall-clock strings of the coach's zone, without one."""

from dataclasses import dataclass, field

from trustcoach_app.clients.views import Reach


@dataclass(frozen=True)
class CalendarItem:
    """One session in the month or in the week. `start` and `end` are `2026-01-12T14:00:00`."""

    id: str
    start: str
    end: str
    time: str
    name: str
    about: str
    label: str
    """All of it in words, for those who do not see it."""
    hue: str
    status: str
    is_movable: bool


@dataclass(frozen=True)
class OpenHours:
    """A weekly range, to shade what is outside. Days as the calendar component counts them: Sunday is 0."""

    day: int
    opens: str
    closes: str


@dataclass(frozen=True)
class Blocked:
    """A stretch without slots, such as time off. In the month it marks a day, whose `mark` is whole or part."""

    start: str
    end: str
    title: str
    mark: str = ""


@dataclass(frozen=True)
class SessionRow:
    """One session in a list."""

    id: str
    time: str
    until: str
    client_name: str
    is_prospect: bool
    initials: str
    tone_index: int
    about: str
    hue: str
    mode: str
    place: str
    status: str
    tone: str
    is_over: bool
    is_series: bool
    reach: Reach = field(default_factory=Reach)
    is_unpriced: bool = False
    """Held or missed, and nobody said the price."""


@dataclass(frozen=True)
class ListDay:
    """One day of the list."""

    key: str
    name: str
    rows: list[SessionRow] = field(default_factory=list[SessionRow])


@dataclass(frozen=True)
class CalendarLink:
    """One link among several, of which one is where we are."""

    key: str
    label: str
    href: str
    is_chosen: bool
    count: str = ""


@dataclass(frozen=True)
class StripDay:
    """One day of the strip above a single day, on phones."""

    key: str
    letter: str
    number: str
    label: str
    href: str
    is_chosen: bool
    is_today: bool
    has_sessions: bool


@dataclass(frozen=True)
class PeriodFigure:
    """A figure in words."""

    label: str
    value: str
    hint: str


@dataclass(frozen=True)
class MoveQuestion:
    """A session that was dragged to where its coach does not work, and why that is one."""

    booking_id: str = ""
    start: str = ""
    words: str = ""


@dataclass(frozen=True)
class CalendarView:
    """The whole page."""

    kind: str = ""
    """mois, semaine or liste."""
    date: str = ""
    now: str = ""
    title: str = ""
    subtitle: str = ""
    previous_href: str = ""
    previous_label: str = ""
    next_href: str = ""
    next_label: str = ""
    today_href: str = ""
    pdf_href: str = ""
    kinds: list[CalendarLink] = field(default_factory=list[CalendarLink])
    filters: list[CalendarLink] = field(default_factory=list[CalendarLink])
    figures: list[PeriodFigure] = field(default_factory=list[PeriodFigure])
    strip: list[StripDay] = field(default_factory=list[StripDay])
    events: list[CalendarItem] = field(default_factory=list[CalendarItem])
    """Of the month and the week; a list shows none of them, and nothing goes to the browser that it does not show."""
    hours: list[OpenHours] = field(default_factory=list[OpenHours])
    blocked: list[Blocked] = field(default_factory=list[Blocked])
    first_hour: str = "08:00:00"
    last_hour: str = "20:00:00"
    days: list[ListDay] = field(default_factory=list[ListDay])
    """Of the list alone: the period's days that have sessions."""
    chosen_name: str = ""
    chosen: list[SessionRow] = field(default_factory=list[SessionRow])
    chosen_blocked: list[str] = field(default_factory=list[str])
    is_filtered: bool = False
    unfiltered_href: str = ""
