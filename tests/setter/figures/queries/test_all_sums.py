"""The one statement, against cells, leads and costs written by hand."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from tests.fixtures.people import People
from tests.fixtures.practice import Practice, statements
from tests.setter.figures.cells import NOW, write_cells, write_cost, write_lead
from trustcoach_app.setter.figures.period import Period, asked_of
from trustcoach_app.setter.figures.queries.all_sums import AllSums, all_sums
from trustcoach_app.setter.figures.sums import Entered, Now
from trustcoach_app.setter.rollup.metrics import Metric

TODAY = date(2026, 3, 10)
MARCH, FEBRUARY = date(2026, 3, 1), date(2026, 2, 1)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


async def sums(practice: Practice, **query: str) -> AllSums:
    return await practice.does(all_sums, asked=asked_of(query), now=NOW)


async def test_a_period_and_the_one_before(alice: Practice, bob: Practice, people: People) -> None:
    # Seven days end today: 4 to 10 March; before them 25 February to 3 March.
    # The earlier ones end at 10:30 on 3 March, where cells of that day say no hour: its leads are counted themselves.
    leads = {ago(0): 1, ago(6): 2, ago(7): 4, ago(13): 8, ago(14): 16}
    for hour in (9, 10, 11):
        await write_lead(alice, created_at=NOW.replace(day=3, hour=hour - 1, minute=15))
    write_cells(people, alice.coach_id, {(day, Metric.LEADS, ""): count for day, count in leads.items()})
    write_cells(people, bob.coach_id, {(TODAY, Metric.LEADS, ""): 100})
    week = await sums(alice, periode="7j")
    assert week.period == Period("7j", date(2026, 3, 4), TODAY)
    assert week.before is not None
    assert (week.this.of(Metric.LEADS), week.before.of(Metric.LEADS)) == (1 + 2, 8 + 2)
    chosen = await sums(alice, du="2026-03-03", au="2026-03-04")
    assert (chosen.this.of(Metric.LEADS), chosen.before and chosen.before.of(Metric.LEADS)) == (2 + 4, 0)
    ever = await sums(alice, periode="tout")
    assert ever.this.of(Metric.LEADS) == 1 + 2 + 4 + 8 + 16
    assert ever.before is None


async def test_cells_keep_their_dimension(alice: Practice, people: People) -> None:
    cells = {(ago(1), Metric.LEADS_OF_SOURCE, "story"): 3, (ago(2), Metric.LEADS_OF_SOURCE, "story"): 1}
    write_cells(people, alice.coach_id, {**cells, (ago(1), Metric.LEADS_OF_SOURCE, ""): 2})
    assert (await sums(alice)).this.by_dimension(Metric.LEADS_OF_SOURCE) == {"story": 4, "": 2}


async def test_the_set_of_one_zone_is_read_and_its_day_counts(alice: Practice, people: People) -> None:
    """At 10:30 in Paris it is still the day before in Honolulu, and a set that is not whole is not read."""
    write_cells(people, alice.coach_id, {(TODAY, Metric.LEADS, ""): 7})
    write_cells(people, alice.coach_id, {(ago(1), Metric.LEADS, ""): 5}, zone="Pacific/Honolulu")
    found = await sums(alice, periode="7j")
    assert found.zone.key == "Pacific/Honolulu"
    assert found.period.last == ago(1)
    assert found.this.of(Metric.LEADS) == 5


async def test_nothing_at_all(alice: Practice) -> None:
    found = await sums(alice)
    assert {name: value for name, value in found.this.amounts.items() if value} == {(Entered.MINUTES, ""): 3}
    assert (found.last_updated, found.zone.key) == (None, "Europe/Paris")


async def test_how_things_stand_now(alice: Practice, bob: Practice) -> None:
    midnight = NOW.replace(hour=23, minute=0) - timedelta(days=1)
    monday = midnight - timedelta(days=1)
    for created_at in (midnight, midnight - timedelta(seconds=1), monday, monday - timedelta(seconds=1)):
        await write_lead(alice, created_at=created_at)
    silent = {"last_message_direction": "out", "last_message_at": NOW - timedelta(days=4)}
    await write_lead(alice, created_at=monday - timedelta(days=9), status="qualified", **silent)
    await write_lead(alice, created_at=monday - timedelta(days=9), status="won", **silent)
    await write_lead(bob, status="qualified", **silent)
    this = (await sums(alice)).this
    assert this.of(Now.TODAY) == 1
    assert this.of(Now.WEEK) == 3
    assert this.by_dimension(Now.TO_FOLLOW_UP) == {"high": 1}


async def test_the_leads_of_all_days_by_status(alice: Practice, people: People) -> None:
    old, status = date(2010, 1, 2), Metric.LEADS_OF_STATUS
    write_cells(people, alice.coach_id, {(old, status, "new"): 4, (TODAY, status, "new"): 3, (TODAY, status, "won"): 1})
    write_cells(people, alice.coach_id, {(TODAY, status, "new"): 9}, zone="Asia/Tokyo")
    write_cells(people, alice.coach_id, {})
    assert (await sums(alice, periode="7j")).this.by_dimension(Now.STATUS) == {"new": 7, "won": 1}


async def test_those_to_follow_up_are_added_up_by_priority(alice: Practice) -> None:
    silent = {"last_message_direction": "out", "last_message_at": NOW - timedelta(days=4)}
    for status in ("qualified", "call_booked", "relance", "engaged", "new"):
        await write_lead(alice, status=status, qualified_at=NOW, **silent)
    await write_lead(alice, status="relance")
    await write_lead(alice, status="relance", qualified_at=NOW, last_message_direction="out", last_message_at=NOW)
    await write_lead(alice, status="qualified", qualified_at=NOW, deferred_until=NOW + timedelta(seconds=1), **silent)
    found = (await sums(alice)).this.by_dimension(Now.TO_FOLLOW_UP)
    assert found == {"high": 3, "medium": 3}


@pytest.mark.parametrize(
    ("query", "expected", "before"),
    [
        # 28 days of February cost 280 €, 10 of 31 days of March 310 €.
        ({"du": "2026-02-01", "au": "2026-03-10"}, 28_000 + 31_000 * Fraction(10, 31), 0),
        # 4 to 10 March; before, four days of February and three of March.
        ({"periode": "7j"}, 7 * 1_000, 4 * 1_000 + 3 * 1_000),
        ({"du": "2026-02-27", "au": "2026-02-28"}, 2 * 1_000, 2 * 1_000),
        ({"periode": "tout"}, 28_000 + 10 * 1_000, 0),
    ],
)
async def test_costs_are_spread_over_the_days_of_their_month(
    alice: Practice, people: People, query: dict[str, str], expected: Fraction, before: int
) -> None:
    write_cost(people, alice.coach_id, FEBRUARY, 28_000)
    write_cost(people, alice.coach_id, MARCH, 31_000)
    write_cells(people, alice.coach_id, {(date(2025, 1, 1), Metric.LEADS, ""): 1})
    found = await sums(alice, **query)
    assert found.this.of(Entered.COST_CENTS) == expected
    assert (found.before.of(Entered.COST_CENTS) if found.before else 0) == before


async def test_a_day_of_a_cost_is_exact(alice: Practice, people: People) -> None:
    """A third of a cent stays a third of a cent; sources are kept apart."""
    write_cost(people, alice.coach_id, MARCH, 100, "story")
    write_cost(people, alice.coach_id, MARCH, 31, "")
    found = (await sums(alice, du="2026-03-02", au="2026-03-02")).this
    assert found.by_dimension(Entered.COST_CENTS) == {"story": Fraction(100, 31), "": 1}
    assert found.total(Entered.COST_CENTS) == Fraction(131, 31)


async def test_the_coach_s_own_minutes(alice: Practice, people: People) -> None:
    people.owner.execute(
        "INSERT INTO setter_settings (coach_id, minutes_per_message, silence_hours) VALUES (%s, 5, 24)",
        (alice.coach_id,),
    )
    assert (await sums(alice)).this.of(Entered.MINUTES) == 5


async def test_it_is_one_statement(alice: Practice) -> None:
    with statements() as seen:
        await sums(alice)
    assert len(seen) == 1
