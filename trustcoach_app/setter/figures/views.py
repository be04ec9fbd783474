"""What the page shows, in words."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class RankRow:
    """One line of a short list."""

    key: str
    href: str
    """To its leads; so everywhere."""
    name: str
    count: str
    share: str
    width: str
    """Of its bar, as CSS has it; so everywhere."""


@dataclass(frozen=True)
class FigureRow:
    """One figure."""

    key: str
    label: str
    value: str
    formula: str
    href: str
    kind: str = "plain"
    """How it is drawn: plain, rate, hero, words or ranks."""
    missing: str = ""
    """What it lacks to be known."""
    notes: list[str] = field(default_factory=list[str])
    change: str = ""
    tone: str = "neutral"
    thin: str = ""
    """That chance does as much."""
    badge: str = ""
    badge_tone: str = "neutral"
    width: str = ""
    """Of a rate's bar."""
    course: list[int] = field(default_factory=list[int])
    """How high its sparkline stands at each step of the period (`course.levels`) …"""
    told: list[str] = field(default_factory=list[str])
    """… and what it was."""
    ranks: list[RankRow] = field(default_factory=list[RankRow])


@dataclass(frozen=True)
class PeriodLink:
    """One period to choose."""

    key: str
    label: str
    href: str
    is_chosen: bool


@dataclass(frozen=True)
class FunnelStep:
    """One of the funnel's four steps; `rate` says what part of those written to came so far."""

    key: str
    label: str
    count: str
    rate: str
    href: str


@dataclass(frozen=True)
class StatusRow:
    """How many leads are in one status now."""

    key: str
    label: str
    tone: str
    count: str
    width: str
    href: str


@dataclass(frozen=True)
class Head:
    """Which period is shown, and how fresh it is."""

    choices: list[PeriodLink] = field(default_factory=list[PeriodLink])
    period: str = ""
    compared: str = ""
    """`comparé au 2 – 8 mars`, or since when there is anything."""
    first: str = ""
    last: str = ""
    """The period's days as the two date fields hold them; the first is empty when everything counts."""
    updated_at: str = ""
    now: str = field(default="", compare=False)
    """Instants as ISO 8601, empty while nothing was added up. The browser counts on from `now` by itself: a head that
    differs in nothing else is not sent again."""
    csv_href: str = ""
    delay: str = ""
    """Mean time from the first message to the booked call."""
    has_leads: bool = True


@dataclass(frozen=True)
class PageView:
    """The whole page: a part of it is sent anew only when it changed."""

    head: Head
    steps: list[str]
    """The days of the sparklines' steps."""
    activity: list[FigureRow]
    responses: list[FigureRow]
    conversion: list[FigureRow]
    demography: list[FigureRow]
    pipeline: list[FigureRow]
    performance: list[FigureRow]
    funnel: list[FunnelStep]
    statuses: list[StatusRow]
