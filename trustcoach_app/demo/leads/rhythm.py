"""Which stories are told by a run of the demo: pure, so that four months can be read before they are written."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from trustcoach_app.demo.leads.people import LeadText, Market, leads_of
from trustcoach_app.demo.leads.story import LONGEST, Story
from trustcoach_app.setter.intake.events import SetterEvent

DAYS_BACK = 120
DENSE_DAYS = 35
"""Before them, only every third day brings one lead: the account was small then."""

HOURS = (8, 22)
EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    """One lead, and what has happened since the last run."""

    lead: LeadText
    events: list[SetterEvent]


def told(market: Market, *, since: datetime | None, now: datetime, zone: ZoneInfo) -> list[Told]:
    """What happened after `since`, up to `now`, by lead; on the first run (None), everything. Somebody came today."""
    today, after = now.astimezone(zone).date(), since or EVER
    found = [
        Told(lead, [event for event in Story(lead, market, begins, zone).tell() if after < event.occurred_at <= now])
        for day in _days(today, since, zone)
        for lead in _who(market, day, today, is_first=since is None)
        for begins in [_begins(lead, day, zone)]
    ]
    return [one for one in found if one.events]


def first_of(market: Market, now: datetime, zone: ZoneInfo) -> Told:
    """For a day that is too young to have brought anybody: somebody who wrote in the night."""
    day = now.astimezone(zone).date()
    midnight = datetime.combine(day, time(), zone).astimezone(UTC)
    lead = leads_of(market, day)[0]
    events = Story(lead, market, midnight + (now - midnight) / 2, zone).tell()
    return Told(lead, [event for event in events if event.occurred_at <= now])


def _days(today: date, since: datetime | None, zone: ZoneInfo) -> list[date]:
    first = today - timedelta(days=DAYS_BACK)
    if since is not None:
        first = max(since.astimezone(zone).date() - LONGEST, today - timedelta(days=DENSE_DAYS))
    return [first + timedelta(days=number) for number in range((today - first).days + 1)]


def _who(market: Market, day: date, today: date, *, is_first: bool) -> list[LeadText]:
    found = leads_of(market, day)
    if not is_first or (today - day).days < DENSE_DAYS:
        return found
    return found[:1] if day.toordinal() % 3 == 0 else []


def _begins(lead: LeadText, day: date, zone: ZoneInfo) -> datetime:
    draw = Random(f"hour {lead.account}")  # noqa: S311  stable variety, not a secret
    hour = time(draw.randrange(*HOURS), draw.randrange(60), draw.randrange(60))
    return datetime.combine(day, hour, zone).astimezone(UTC)
