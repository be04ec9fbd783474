"""What Focus shows, ready to be read: every word is formatted, nothing else leaves the server."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class SessionCard:
    """One coming session."""

    id: str
    client_id: str
    time: str
    until: str
    client_name: str
    initials: str
    tone_index: int
    number: str
    """`Séance n° 4`, or nothing when it has no number."""
    subject: str
    signal: str
    """What the one line is about: message, moment, new, or nothing."""
    signal_text: str
    mode: str
    """remote, phone or in_person."""
    place: str
    """`Visio`, `Téléphone · 06 12 34 56 78`, `Présentiel · 12 rue de la Paix`."""
    price: str
    is_new: bool
    is_running: bool
    is_soon: bool
    """It may be started without asking whether that is meant."""


@dataclass(frozen=True)
class FocusDay:
    """One day's sessions; `name` is Aujourd’hui, Demain or empty, `date` the day in words."""

    key: str
    name: str
    date: str
    cards: list[SessionCard] = field(default_factory=list[SessionCard])


@dataclass(frozen=True)
class OpenQuestion:
    """A session whose end passed unstarted: how did it go?"""

    id: str
    client_name: str
    initials: str
    tone_index: int
    when: str
    subject: str
    given: str = ""
    """The outcome that was told just now: the question stays in its place, so that a slip can be mended."""


@dataclass(frozen=True)
class TodayRow:
    """One line of the day widget, which also shows what is over."""

    id: str
    time: str
    client_name: str
    status: str
    tone: str


@dataclass(frozen=True)
class FocusView:
    """The whole page."""

    greeting: str = ""
    headline: str = ""
    date: str = ""
    days: list[FocusDay] = field(default_factory=list[FocusDay])
    questions: list[OpenQuestion] = field(default_factory=list[OpenQuestion])
    today: list[TodayRow] = field(default_factory=list[TodayRow])
    today_label: str = ""
    month_name: str = ""
    month_earned: str = ""
    month_sessions: str = ""
    month_ahead: str = ""
    has_clients: bool = True
