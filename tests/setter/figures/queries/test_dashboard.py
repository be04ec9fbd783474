"""What the page reads, against rows written by hand."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from tests.fixtures.people import People
from tests.fixtures.practice import Practice, statements
from tests.setter.figures.cells import NOW, write_cells, write_cost
from trustcoach_app.setter.figures.period import asked_of
from trustcoach_app.setter.figures.queries.dashboard import PageFacts, page_facts
from trustcoach_app.setter.figures.registry import BY_KEY
from trustcoach_app.setter.figures.sums import Entered, Ripeness, RipeningStage
from trustcoach_app.setter.rollup.metrics import Metric

TODAY = date(2026, 3, 10)
DAY = timedelta(days=1)


async def facts(practice: Practice, **query: str) -> PageFacts:
    return await practice.does(page_facts, asked=asked_of(query), now=NOW)


def course(found: PageFacts, key: str) -> list[object]:
    return [BY_KEY[key].measure(step).amount for step in found.measured.sums.steps]


async def test_a_course_by_days(alice: Practice, people: People) -> None:
    yesterday, saturday = TODAY - timedelta(days=1), TODAY - timedelta(days=3)
    sent = {(saturday, Metric.SENT_NUMBER, "1"): 4, (saturday, Metric.REPLIED_NUMBER, "1"): 3}
    write_cells(people, alice.coach_id, {**sent, (yesterday, Metric.SENT_BY_AI, ""): 40})
    found = await facts(alice, periode="7j")
    assert course(found, "response_rate_msg1") == [None] * 3 + [3 / 4] + [None] * 3
    assert course(found, "hours_saved") == [0] * 5 + [40 * 3 / 60, 0]


async def test_what_is_younger_than_48_hours_is_left_out_by_whole_days(alice: Practice, people: People) -> None:
    """It is Tuesday, 10:30: Saturday ended 58 hours ago, Sunday 34. 3 of 4 answered; 5 and 6 are too young to judge."""
    days = {days: (TODAY - timedelta(days=days)) for days in range(4)}
    sent = {(days[3], Metric.SENT_NUMBER, "2"): 4, (days[2], Metric.SENT_NUMBER, "2"): 5}
    more = {(days[0], Metric.SENT_NUMBER, "2"): 6, (days[2], Metric.REPLIED_NUMBER, "2"): 5}
    write_cells(people, alice.coach_id, {**sent, **more, (days[3], Metric.REPLIED_NUMBER, "2"): 3})
    found = await facts(alice, periode="7j")
    rate = found.measured.this["response_rate_msg2"]
    assert (rate.amount, rate.whole, rate.left_out) == (Fraction(3, 4), 4, 5 + 6)
    assert found.measured.sums.ripeness[RipeningStage.ANSWER] == Ripeness(timedelta(hours=48), days[3])
    assert (await facts(alice, du=str(days[2]), au=str(days[0]))).measured.this["response_rate_msg2"].amount is None


@pytest.mark.parametrize(("days", "steps", "of_the_last"), [(59, 60, 1), (60, 8, 7), (419, 60, 7), (420, 30, 14)])
async def test_a_course_has_at_most_sixty_whole_steps(
    alice: Practice, people: People, days: int, steps: int, of_the_last: int
) -> None:
    first = TODAY - timedelta(days=days)
    each_day = {(first + timedelta(days=day), Metric.LEADS, ""): 1 for day in range(days + 1)}
    write_cells(people, alice.coach_id, each_day)
    found = await facts(alice, du=first.isoformat(), au=TODAY.isoformat())
    assert course(found, "total_leads") == [of_the_last] * steps
    assert course(await facts(alice, periode="tout"), "total_leads") == [of_the_last] * steps


async def test_costs_follow_the_course(alice: Practice, people: People) -> None:
    """310 € in March and 280 € in February are 10 € a day; two sources are one cost. One week begins on 28 January."""
    write_cost(people, alice.coach_id, date(2026, 3, 1), 30_000, "story")
    write_cost(people, alice.coach_id, date(2026, 3, 1), 1_000)
    write_cost(people, alice.coach_id, date(2026, 2, 1), 28_000)
    weeks = (await facts(alice, periode="90j")).measured.sums.steps
    assert len(weeks) == 12
    assert [step.total(Entered.COST_CENTS) for step in weeks] == [0] * 6 + [3_000, *[7_000] * 5]


@pytest.mark.parametrize(
    ("metric", "key"), [(Metric.LEADS_OF_SOURCE, "top_sources"), (Metric.LEADS_OF_JOB, "top_professions")]
)
async def test_what_differs_in_spelling_only_is_one(alice: Practice, people: People, metric: Metric, key: str) -> None:
    """By case, accents and blanks; shown as most wrote it, on whatever days."""
    said = {"Reel juin": 2, "reel juin": 1, "Réel  juin": 1, "reel_juin": 1, "LinkedIn": 3, "linkedin": 1, "Post": 1}
    cells = {(TODAY - timedelta(days=place), metric, words): count for place, (words, count) in enumerate(said.items())}
    write_cells(people, alice.coach_id, {**cells, (TODAY, Metric.LEADS, ""): 10, (TODAY - DAY, metric, "Reel juin"): 1})
    ranks = (await facts(alice)).measured.this[key].ranks
    assert [(rank.name, rank.count) for rank in ranks] == [("Reel juin", 6), ("LinkedIn", 4), ("Post", 1)]


async def test_the_statement_stays_one_however_many_leads(alice: Practice, bob: Practice, people: People) -> None:
    counts: list[int] = []
    for practice, leads in ((alice, 3), (bob, 3_000)):
        people.owner.execute(
            "INSERT INTO leads (coach_id, id, instagram_id, contact_id, instagram_username, first_name, last_name, "
            "job_title, job_key, source, messages_in, messages_out, messages_human, active_at, notes, search_key, "
            "status) SELECT %s, gen_random_uuid(), n, '', '', '', '', '', '', '', 0, 0, 0, now(), '', '', 'relance' "
            "FROM generate_series(1, %s) AS n",
            (practice.coach_id, leads),
        )
        with statements() as seen:
            found = await facts(practice)
        assert found.measured.this["leads_to_follow_up"].amount == leads
        counts.append(len(seen))
    assert counts == [1, 1]
