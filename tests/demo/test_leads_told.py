"""Which stories a run tells: the pure part, over many days."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from trustcoach_app.demo.leads.people import Market, market_of
from trustcoach_app.demo.leads.rhythm import DAYS_BACK, first_of, told
from trustcoach_app.demo.leads.story import ARCS, LONGEST, Arc
from trustcoach_app.models.lead_history import EventType
from trustcoach_app.setter.intake.events import SetterEvent

PARIS = ZoneInfo("Europe/Paris")
NOWS = [datetime(2026, 1, 1, 14, 20, tzinfo=UTC) + timedelta(days=37 * step, hours=5 * step) for step in range(12)]


@pytest.fixture
def market() -> Market:
    found = market_of("marie-dupont")
    assert found is not None
    return found


def events(market: Market, now: datetime, since: datetime | None = None) -> dict[str, SetterEvent]:
    return {event.event_id: event for one in told(market, since=since, now=now, zone=PARIS) for event in one.events}


def test_every_arc_has_its_turn_also_where_every_third_day_brings_one() -> None:
    assert set(ARCS) == set(Arc)
    assert {12 * number % len(ARCS) for number in range(len(ARCS))} == set(range(len(ARCS)))


@pytest.mark.parametrize("now", NOWS)
def test_two_runs_tell_what_one_would_have_told(market: Market, now: datetime) -> None:
    """Two days apart: the later one goes on with the stories that the first one began, and repeats none of it."""
    since = now - timedelta(days=2)
    first, second = events(market, since), events(market, now, since)
    assert not first.keys() & second.keys()
    recent = now - timedelta(days=6)
    whole = {key: event for key, event in events(market, now).items() if event.occurred_at > recent}
    assert {key: event for key, event in {**first, **second}.items() if event.occurred_at > recent} == whole


@pytest.mark.parametrize("now", NOWS)
def test_stories_are_in_order_short_and_never_of_the_future(market: Market, now: datetime) -> None:
    stories = told(market, since=None, now=now, zone=PARIS)
    assert len(stories) >= 60
    assert len({one.lead.account for one in stories}) == len(stories)
    for one in stories:
        instants = [event.occurred_at for event in one.events]
        assert instants == sorted(instants)
        assert now - timedelta(days=DAYS_BACK + 1) < instants[0] <= instants[-1] <= now
        assert instants[-1] - instants[0] < LONGEST


def test_a_demo_that_slept_for_a_year_tells_the_last_weeks_only(market: Market) -> None:
    stories = told(market, since=NOWS[0], now=NOWS[0] + timedelta(days=365), zone=PARIS)
    assert len(stories) < 100


def test_a_night_that_brought_nobody_yet_brings_somebody(market: Market) -> None:
    now = datetime(2026, 3, 10, 0, 3, tzinfo=PARIS)
    before = {one.lead.account for one in told(market, since=None, now=now, zone=PARIS)}
    story = first_of(market, now, PARIS)
    assert story.lead.account not in before
    assert story.events[0].type is EventType.UPSERTED
    assert now.replace(minute=0) <= story.events[0].occurred_at <= now
