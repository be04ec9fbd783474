"""When clients come: a pure calendar of regular sessions, the same for a day whenever it is asked for."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum, auto
from zoneinfo import ZoneInfo

from trustcoach_app.demo.content import ClientText, Practice

WEEKS_BACK = 26
DAYS_AHEAD = 14


class VisitEnd(StrEnum):
    """What becomes of a session."""

    HELD = auto()
    """Started and finished in its room."""
    TOLD_HELD = auto()
    """Not started; the coach says afterwards that it was held."""
    UNTOLD = auto()
    """Nobody says anything: it counts as held after 48 hours (decision 8)."""
    NO_SHOW = auto()
    CANCELLED_EARLY = auto()
    """By the client, days before: nothing is kept."""
    CANCELLED_LATE = auto()
    """By the client, hours before: half is kept."""
    CANCELLED_BY_COACH = auto()
    MOVED = auto()
    """Planned an hour later at first, then moved and held."""
    LAPSED = auto()
    """Held for some minutes for a client who did not follow up."""


HAPPENS = (VisitEnd.HELD, VisitEnd.TOLD_HELD, VisitEnd.MOVED)
"""Ends that leave something written."""

PATTERN = (
    *(VisitEnd.HELD,) * 4,
    VisitEnd.TOLD_HELD,
    VisitEnd.CANCELLED_EARLY,
    *(VisitEnd.HELD,) * 3,
    VisitEnd.MOVED,
    *(VisitEnd.HELD,) * 2,
    VisitEnd.NO_SHOW,
    *(VisitEnd.HELD,) * 3,
    VisitEnd.UNTOLD,
    VisitEnd.CANCELLED_LATE,
    *(VisitEnd.HELD,) * 3,
    VisitEnd.LAPSED,
    *(VisitEnd.HELD,) * 2,
    VisitEnd.CANCELLED_BY_COACH,
)
"""Ends in the order of the diary, round and round: each one occurs, none too often."""


@dataclass(frozen=True)
class Visit:
    """One planned session of a client. `starts_at` is in UTC."""

    person: ClientText
    starts_at: datetime
    end: VisitEnd

    @property
    def slot(self) -> tuple[str, datetime]:
        """What names it before it has an id."""
        return self.person.email, self.starts_at

    @property
    def ends_at(self) -> datetime:
        """When it should end."""
        return self.starts_at + timedelta(minutes=self.person.minutes)


def first_day(today: date) -> date:
    """Where the half year begins."""
    return today - timedelta(weeks=WEEKS_BACK)


def last_day(today: date) -> date:
    """How far ahead the diary is planned."""
    return today + timedelta(days=DAYS_AHEAD)


def visits(practice: Practice, *, since: date, today: date, zone: ZoneInfo, is_first: bool) -> list[Visit]:
    """The regular sessions from `since` to two weeks after `today`, both included, in order.

    Only the first run knows former clients and the sessions of named weeks; later ones go on with who still comes.
    """
    days = [since + timedelta(days=number) for number in range((last_day(today) - since).days + 1)]
    planned = [
        (at(day, person, zone), person)
        for person in practice.clients
        for day in days
        if _comes(person, day, today, is_first)
    ]
    planned.sort(key=lambda slot: slot[0])
    met: set[str] = set()
    found: list[Visit] = []
    for place, (starts_at, person) in enumerate(planned):
        begins = is_first and person.email not in met
        met.add(person.email)
        steady = begins or not person.every
        found.append(Visit(person, starts_at, VisitEnd.HELD if steady else PATTERN[place % len(PATTERN)]))
    return found


def at(day: date, person: ClientText, zone: ZoneInfo) -> datetime:
    """The person's hour on a day, as an instant in UTC."""
    return datetime.combine(day, person.hour, zone).astimezone(UTC)


def _comes(person: ClientText, day: date, today: date, is_first: bool) -> bool:
    if day.isoweekday() != person.weekday:
        return False
    weeks_ago = (_week(today) - _week(day)) if day <= today else 0
    if not person.every:
        return is_first and weeks_ago in person.weeks_ago
    if not is_first:
        return not person.to_week and _is_turn(person, day)
    return person.to_week <= weeks_ago <= person.from_week and _is_turn(person, day)


def _is_turn(person: ClientText, day: date) -> bool:
    """Every so many weeks, counted from the calendar's beginning, so that later runs keep step."""
    return (_week(day) + sum(map(ord, person.email))) % person.every == 0


def _week(day: date) -> int:
    return (day.toordinal() - 1) // 7
