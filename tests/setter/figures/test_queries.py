"""What the page reads, against rows written by hand."""

from datetime import date, timedelta

import pytest

from tests.fixtures.people import People
from tests.fixtures.practice import Practice, statements
from tests.setter.figures.cells import NOW, write_cells, write_cost, write_lead
from trustcoach_app.setter.figures.period import asked_of
from trustcoach_app.setter.figures.queries import PageFacts, page_facts
from trustcoach_app.setter.figures.registry import BY_KEY
from trustcoach_app.setter.figures.sums import Entered
from trustcoach_app.setter.rollup.metrics import Metric

TODAY = date(2026, 3, 10)


async def facts(practice: Practice, **query: str) -> PageFacts:
    return await practice.does(page_facts, asked=asked_of(query), now=NOW)


def course(found: PageFacts, key: str) -> list[object]:
    return [BY_KEY[key].measure(step).amount for step in found.measured.sums.steps]


async def test_a_course_by_days(alice: Practice, people: People) -> None:
    yesterday = TODAY - timedelta(days=1)
    sent = {(TODAY, Metric.SENT_NUMBER, "1"): 4, (TODAY, Metric.REPLIED_NUMBER, "1"): 3}
    write_cells(people, alice.coach_id, {**sent, (yesterday, Metric.SENT_BY_AI, ""): 40})
    found = await facts(alice, periode="7j")
    assert course(found, "response_rate_msg1") == [None] * 6 + [3 / 4]
    assert course(found, "hours_saved") == [0] * 5 + [40 * 3 / 60, 0]


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


async def test_the_most_urgent_are_followed_up_first(alice: Practice, bob: Practice) -> None:
    def silent(days: int) -> dict[str, object]:
        return {"last_message_direction": "out", "last_message_at": NOW - timedelta(days=days)}

    await write_lead(bob, status="qualified", **silent(9))
    await write_lead(alice, status="won", **silent(9))
    for name, status, days in (("d", "new", 30), ("c", "relance", 1), ("b", "qualified", 3), ("a", "call_booked", 5)):
        await write_lead(alice, instagram_username=name, status=status, **silent(days))
    rows = (await facts(alice)).follow_ups
    assert [(row.instagram_username, row.priority) for row in rows] == [
        ("a", "high"),
        ("b", "high"),
        ("c", "medium"),
        ("d", "low"),
    ]


async def test_a_profession_is_spelt_as_its_latest_lead_wrote_it(alice: Practice, people: People) -> None:
    write_cells(people, alice.coach_id, {(TODAY, Metric.LEADS_OF_JOB, "infirmiere"): 2})
    await write_lead(alice, job_key="infirmiere", job_title="infirmiere", created_at=NOW - timedelta(days=2))
    await write_lead(alice, job_key="infirmiere", job_title="Infirmière")
    assert (await facts(alice)).jobs == {"infirmiere": "Infirmière"}


async def test_the_statements_do_not_grow_with_the_leads(alice: Practice, bob: Practice, people: People) -> None:
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
    assert counts == [3, 3]
