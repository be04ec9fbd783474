"""How long a stage takes before it can be judged, and who is left out until then."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from tests.fixtures.people import People
from tests.fixtures.practice import Practice
from tests.setter.figures.cells import NOW, write_cells, write_lead
from trustcoach_app.setter.figures.period import asked_of
from trustcoach_app.setter.figures.present.figure import figure_row
from trustcoach_app.setter.figures.queries.dashboard import PageFacts, page_facts
from trustcoach_app.setter.figures.registry import BY_KEY
from trustcoach_app.setter.figures.sums import Ripeness, RipeningStage
from trustcoach_app.setter.rollup.metrics import Metric

DAY = timedelta(days=1)
OLD = NOW - 60 * DAY
STAGES = {
    RipeningStage.QUALIFICATION: ("created_at", "qualified_at"),
    RipeningStage.PROPOSAL: ("qualified_at", "call_proposed_at"),
    RipeningStage.BOOKING: ("call_proposed_at", "call_booked_at"),
    RipeningStage.SALE: ("call_scheduled_at", "won_at"),
    RipeningStage.DISCUSSION: ("first_message_at", "last_message_at"),
}


async def facts(practice: Practice, **query: str) -> PageFacts:
    return await practice.does(page_facts, asked=asked_of(query), now=NOW)


@pytest.mark.parametrize("stage", STAGES)
async def test_nine_in_ten_took_no_longer(alice: Practice, bob: Practice, stage: RipeningStage) -> None:
    """Ten took 1 to 10 days, nine in ten at most 9. It is Tuesday the 10th: Sunday the 1st was 9 days ago, so the last
    day that ended so long ago is 28 February."""
    began, ended = STAGES[stage]
    for days in range(1, 11):
        await write_lead(alice, **{"created_at": OLD, began: OLD, ended: OLD + days * DAY})
    await write_lead(bob, **{"created_at": OLD, began: OLD, ended: OLD + 50 * DAY})
    found = (await facts(alice)).measured.sums.ripeness
    assert found[stage] == Ripeness(9 * DAY, date(2026, 2, 28))
    assert found[RipeningStage.ANSWER].after == timedelta(hours=48)


async def test_two_days_at_least(alice: Practice) -> None:
    await write_lead(alice, created_at=OLD, qualified_at=OLD + DAY)
    ripeness = (await facts(alice)).measured.sums.ripeness
    assert {each.after for each in ripeness.values()} == {timedelta(hours=48)}


async def test_who_is_too_young_is_left_out_and_counted(alice: Practice, people: People) -> None:
    """Nine days to a qualification: of 10 leads of February 4 were qualified, the 5 of 1 March and later wait."""
    for days in range(1, 11):
        await write_lead(alice, created_at=OLD, qualified_at=OLD + days * DAY)
    february, march = date(2026, 2, 28), date(2026, 3, 1)
    leads = {(february, Metric.LEADS, ""): 10, (march, Metric.LEADS, ""): 5}
    qualified = {(february, Metric.COHORT_QUALIFIED, ""): 4, (march, Metric.COHORT_QUALIFIED, ""): 5}
    write_cells(people, alice.coach_id, {**leads, **qualified})
    found = await facts(alice, periode="30j")
    measure = found.measured.this["qualification_rate"]
    assert (measure.amount, measure.part, measure.whole, measure.left_out) == (Fraction(4, 10), 4, 10, 5)
    row = figure_row(BY_KEY["qualification_rate"], found)
    assert row.notes == ["4 sur 10 leads", "5 de moins de 9\u00a0jours à part"]
    assert row.href.endswith("fait=created_and_qualified&du=2026-02-09&au=2026-02-28")
    assert "On attend 9\u00a0jours avant de juger" in row.formula
    assert found.measured.this["total_leads"].amount == 15


async def test_the_share_of_a_count_leaves_out_the_young_and_the_count_does_not(
    alice: Practice, people: People
) -> None:
    """3 of the 4 qualified on Saturday were proposed a call; the 2 of Monday are too young for the share."""
    saturday, monday = date(2026, 3, 7), date(2026, 3, 9)
    qualified = {(saturday, Metric.QUALIFIED, ""): 4, (monday, Metric.QUALIFIED, ""): 2}
    then = {(saturday, Metric.QUALIFIED_THEN_PROPOSED, ""): 3, (monday, Metric.QUALIFIED_THEN_PROPOSED, ""): 2}
    write_cells(people, alice.coach_id, {**qualified, **then, (monday, Metric.PROPOSED, ""): 5})
    found = await facts(alice, periode="7j")
    row = figure_row(BY_KEY["calls_proposed"], found)
    assert row.value == "5"
    assert row.notes == ["75\u202f% des qualifiés, 3 sur 4", "2 de moins de 48\u202fh à part"]
    assert found.measured.this["qualified_leads"].amount == 6


async def test_a_call_is_a_no_show_at_once_and_a_sale_in_its_time(alice: Practice, people: People) -> None:
    monday = date(2026, 3, 9)
    write_cells(people, alice.coach_id, {(monday, Metric.HELD, ""): 3, (monday, Metric.NO_SHOW, ""): 1})
    found = (await facts(alice, periode="7j")).measured.this
    assert found["no_show_rate"].amount == Fraction(1, 4)
    assert (found["call_conversion_rate"].amount, found["call_conversion_rate"].left_out) == (None, 3)
