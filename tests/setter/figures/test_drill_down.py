"""Behind every figure, rank, step and status stand just the leads that it counts, over every period.

A practice of forty leads with random histories; what each link lists is counted by the list's own statement.
"""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.fixtures.people import People
from tests.fixtures.practice import NOW, Practice
from tests.setter.figures.cells import figures_of
from tests.setter.leads.reading import counted
from tests.setter.scenes import given_lead
from trustcoach_app.models.leads import LossReason
from trustcoach_app.setter.figures.period import asked_of
from trustcoach_app.setter.figures.present.dashboard import page_view
from trustcoach_app.setter.figures.queries.dashboard import PageFacts, page_facts
from trustcoach_app.setter.figures.registry import BY_KEY, FIGURES
from trustcoach_app.setter.figures.sums import Exact, Now, RipeningStage, Sums
from trustcoach_app.setter.leads.address import ALIASES, LeadFact
from trustcoach_app.setter.rollup.metrics import Metric
from trustcoach_app.setter.rollup.run import roll_up

PERIODS = ("7j", "30j", "90j", "tout")
STEPS = ("in", "out", "human", "qualified", "magnet", "email", "proposed", "booked", "held", "no_show", "relance")
SOURCES = ("", "story", "Story", "post", "reel", "Réel", "dm & bio", "Été « 25 »", "keyword")
JOBS = ("", "Infirmière", "infirmiere", "INFIRMIÈRE  libérale", "Avocat·e", "Straße & Cie", "chef", "Prof")
REASONS = (None, *LossReason)


def of(metric: Metric | Now, dimension: str = "") -> Callable[[Sums], Exact]:
    """The sum that a list must be as long as."""
    return lambda sums: sums.of(metric, dimension)


def judged(metric: Metric, dimension: str = "") -> Callable[[Sums], Exact]:
    """The sum of those who are old enough; of a period in which nobody is, of all."""
    return lambda sums: sums.ripe(metric, dimension) or sums.of(metric, dimension)


def booked_then(sums: Sums) -> Exact:
    """Those of the best hour, where there is one; else all."""
    return BY_KEY["best_conversion_slot"].measure(sums).amount or 0


LISTED: dict[str, Callable[[Sums], Exact]] = {
    "total_leads": of(Metric.LEADS),
    "leads_today": of(Now.TODAY),
    "avg_messages_per_lead": of(Metric.LEADS),
    "top_sources": of(Metric.LEADS),
    "avg_discussion_minutes": lambda sums: sums.total(Metric.DISCUSSIONS),
    **{f"response_rate_msg{number}": judged(Metric.SENT_NUMBER, str(number)) for number in range(1, 5)},
    "qualified_leads": of(Metric.QUALIFIED),
    "qualification_rate": judged(Metric.COHORT_QUALIFIED),
    "lead_magnets_sent": of(Metric.MAGNETS),
    "emails_captured": of(Metric.EMAILS),
    "calls_proposed": of(Metric.PROPOSED),
    "calls_booked": of(Metric.BOOKED),
    "male_pct": of(Metric.LEADS_OF_GENDER, "male"),
    "female_pct": of(Metric.LEADS_OF_GENDER, "female"),
    "other_pct": of(Metric.LEADS_OF_GENDER, "other"),
    "avg_age": of(Metric.AGED),
    "top_professions": lambda sums: sums.total(Metric.LEADS_OF_JOB),
    "new_leads": of(Now.STATUS, "new"),
    "leads_won": of(Metric.WON),
    "leads_lost": of(Metric.LOST),
    "leads_to_follow_up": lambda sums: sums.total(Now.TO_FOLLOW_UP),
    "loss_reasons": of(Metric.LOST),
    "roi_pct": of(Metric.WON),
    "revenue": of(Metric.WON),
    "acquisition_cost": of(Metric.WON),
    "ai_efficiency": judged(Metric.UNAIDED),
    "best_conversion_slot": booked_then,
    "deals_closed": of(Metric.DEALS),
    "leads_week": of(Now.WEEK),
}
WRITTEN_TO = {"messages_sent": ("ai", "human"), "hours_saved": ("ai",)}
"""No cell counts these leads: they are counted past the list, from the messages."""
CALLED = {"call_conversion_rate": "held", "no_show_rate": "no_show"}
"""Nor these: cells count calls, and one lead may have several."""


@pytest.fixture
async def practice(alice: Practice) -> Practice:
    """Forty leads of the last 120 days."""
    chance = Random(7)
    for number in range(40):
        since = NOW - timedelta(days=number * 3, minutes=chance.randrange(1, 1_440))
        reason = chance.choice(REASONS)
        await given_lead(alice, a_story(chance), said=a_profile(chance), since=since, loss_reason=reason)
    await alice.does(roll_up, now=NOW)
    return alice


def a_story(chance: Random) -> str:
    """`in 0, out 700, qualified 1400, won 900`: in any order, some of it yet to come."""
    words = ["out" if chance.random() < 0.7 else "in", *sorted(chance.sample(STEPS, 6), key=STEPS.index)]
    words += ["out"] * chance.randrange(3) + [chance.choice(["won", "lost", "in", "out"])]
    return ", ".join(f"{word} {place * chance.randrange(600)}" for place, word in enumerate(words))


def a_profile(chance: Random) -> dict[str, object]:
    """What one says of oneself, or not."""
    said = {
        "source": chance.choice(SOURCES),
        "job_title": chance.choice(JOBS),
        "gender": chance.choice((None, "male", "female", "other")),
        "age": chance.choice((None, 25, 40)),
    }
    return {name: value for name, value in said.items() if value}


async def behind(practice: Practice, href: str) -> int:
    """How many leads a link lists."""
    query = dict(parse_qsl(urlsplit(href).query))
    by_status, due = await counted(practice, **query)
    if "to_follow_up" in query.get("fait", ""):
        return due
    status = query.get("statut") or {"status_new": "new"}.get(query.get("fait", ""))
    return by_status.get(status, 0) if status else sum(by_status.values())


async def test_behind_each_link_are_as_many_leads_as_it_counts(practice: Practice, people: People) -> None:
    for period in PERIODS:
        facts = await practice.does(page_facts, asked=asked_of({"periode": period}), now=NOW)
        expected = expected_of(practice, people, facts)
        assert [(href, await behind(practice, href)) for href, _ in expected] == expected


def expected_of(practice: Practice, people: People, facts: PageFacts) -> list[tuple[str, int]]:
    """How many leads each link of the page must list."""
    view, sums = page_view(facts, NOW), facts.measured.sums.this
    expected = [(row.href, int(row.count)) for row in (*view.statuses, *view.funnel)]
    for row in figures_of(view):
        if row.key in WRITTEN_TO:
            count = written_to(practice, people, facts, WRITTEN_TO[row.key])
        elif row.key in CALLED:
            count = called(practice, people, facts, CALLED[row.key])
        else:
            count = int(LISTED[row.key](sums))
        expected.append((row.href, count))
        expected += [(rank.href, int(rank.count)) for rank in row.ranks]
    return expected


def written_to(practice: Practice, people: People, facts: PageFacts, senders: tuple[str, ...]) -> int:
    """To how many leads a message went on the period's days, at Paris."""
    period = facts.measured.sums.period
    found = people.value(
        "SELECT count(DISTINCT lead_id) FROM lead_messages WHERE coach_id = %s AND direction = 'out' "
        "AND sender::text = any(%s) AND (sent_at AT TIME ZONE 'Europe/Paris')::date BETWEEN %s AND %s",
        *(practice.coach_id, list(senders), period.first or "2010-01-01", period.last),
    )
    return int(str(found))


def called(practice: Practice, people: People, facts: PageFacts, outcome: str) -> int:
    """How many leads had a call that ended so on the period's days, at Paris."""
    period = facts.measured.sums.period
    ripe = facts.measured.sums.ripeness[RipeningStage.SALE].last
    is_cut = outcome == "held" and (period.first or ripe) <= ripe < period.last
    found = people.value(
        "SELECT count(DISTINCT lead_id) FROM lead_calls WHERE coach_id = %s AND outcome::text = %s "
        "AND (counted_at AT TIME ZONE 'Europe/Paris')::date BETWEEN %s AND %s",
        *(practice.coach_id, outcome, period.first or "2010-01-01", ripe if is_cut else period.last),
    )
    return int(str(found))


def test_every_figure_is_checked_and_leads_to_a_fact_that_the_list_knows() -> None:
    """An unknown fact would show every lead of the period instead."""
    assert {*LISTED, *WRITTEN_TO, *CALLED} - {"leads_week"} == {figure.key for figure in FIGURES}
    assert {figure.leads for figure in FIGURES} <= {*LeadFact, *ALIASES}
