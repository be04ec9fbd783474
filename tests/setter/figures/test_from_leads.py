"""From what the webhook says, through the rollup, to the 35 figures: counted by hand.

It is Monday, 12 January 2026, 10:00 in Paris; the week before begins on Tuesday, the 6th.
"""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from tests.fixtures.people import People
from tests.fixtures.practice import NOW, Practice
from tests.setter.figures.cells import figures_of, write_cost
from tests.setter.scenes import given_lead
from trustcoach_app.setter.figures.period import asked_of
from trustcoach_app.setter.figures.present.dashboard import page_view
from trustcoach_app.setter.figures.queries.dashboard import PageFacts, page_facts
from trustcoach_app.setter.rollup.run import roll_up

DAY = timedelta(days=1)
ANNE = {"first_name": "Anne", "source": "story", "gender": "female", "age": 30, "job_title": "Infirmière"}
BORIS = {"first_name": "Boris", "source": "post", "gender": "male", "age": 45, "job_title": "Avocat"}
CHLOE = {"first_name": "Chloé", "source": "story", "gender": "female", "job_title": "infirmière"}

EXPECTED: dict[str, Fraction | int | None] = {
    # Anne was sent 2 messages, Boris 3 (two of them in a row), Chloé and Dan one each; Eve hers ten days ago.
    "messages_sent": 2 + 3 + 1 + 1,
    "total_leads": 4,
    "leads_today": 1,
    "avg_messages_per_lead": Fraction(4 + 4 + 3 + 1, 4),
    "top_sources": 2 + 1,
    # Boris talked for 10 minutes, Anne for 30, Chloé for 110.
    "avg_discussion_minutes": 30,
    # Anne's and Boris's first turns of Thursday and Friday; those since Saturday are too young to be judged.
    "response_rate_msg1": Fraction(2, 2),
    "response_rate_msg2": Fraction(1, 2),
    "response_rate_msg3": None,
    "response_rate_msg4": None,
    "qualified_leads": 2,
    # Those of Saturday and of today are too young to be judged; so is the call of Saturday, for a sale.
    "qualification_rate": Fraction(2, 2),
    "lead_magnets_sent": 1,
    "emails_captured": 1,
    "calls_proposed": 2,
    "calls_booked": 2,
    # Anne missed hers on Friday, came to the next on Saturday and became a client; Boris did not come on Saturday.
    "call_conversion_rate": None,
    "no_show_rate": Fraction(2, 1 + 2),
    "male_pct": Fraction(1, 3),
    "female_pct": Fraction(2, 3),
    "other_pct": 0,
    "avg_age": Fraction(30 + 45, 2),
    "top_professions": 2 + 1,
    # Dan and Eve have not answered yet. Boris waits for three days, Eve is silent for ten; Chloé wrote after the loss.
    "new_leads": 2,
    "leads_won": 1,
    "leads_lost": 1,
    "leads_to_follow_up": 3,
    "loss_reasons": 1,
    # A January of 310 € costs 10 € a day, 70 € a week; the deal is worth 1 500 €; one sale is too few for a ratio.
    "roi_pct": None,
    "revenue": 150_000,
    "acquisition_cost": 7_000,
    "ai_efficiency": Fraction(1, 2),
    "hours_saved": Fraction((2 + 2 + 1 + 1) * 3, 60),
    "best_conversion_slot": 2,
    "deals_closed": 1,
}


async def week(practice: Practice, people: People) -> PageFacts:
    """Five leads and one cost, added up."""
    talk = "out 0, in 10, out 20, in 30, qualified 40, magnet 41, email 42, proposed 50, booked 60, no_show 1510"
    await given_lead(practice, f"{talk}, booked 1530, held 2970, won 3000", said=ANNE, since=NOW - 4 * DAY)
    talk = "out 0, out 1, in 5, human 10, qualified 15, proposed 20, booked 75, no_show 1600"
    await given_lead(practice, talk, said=BORIS, since=NOW - 3 * DAY)
    await given_lead(practice, "out 0, in 4, lost 100, in 110", said=CHLOE, since=NOW - 2 * DAY)
    await given_lead(practice, "out 0", said={"first_name": "Dan"}, since=NOW - DAY / 24)
    await given_lead(practice, "out 0", said={"first_name": "Eve"}, since=NOW - 10 * DAY)
    write_cost(people, practice.coach_id, date(2026, 1, 1), 31_000)
    await practice.does(roll_up, now=NOW)
    return await practice.does(page_facts, asked=asked_of({"periode": "7j"}), now=NOW)


@pytest.fixture
async def facts(alice: Practice, people: People) -> PageFacts:
    """The week."""
    return await week(alice, people)


async def test_the_35_figures(facts: PageFacts) -> None:
    assert {key: measure.amount for key, measure in facts.measured.this.items()} == EXPECTED


async def test_what_stands_beside_them(facts: PageFacts) -> None:
    rows = {row.key: row for row in figures_of(page_view(facts, NOW))}
    assert rows["top_sources"].ranks[0].name == "Story"
    # « Infirmière » and « infirmière » are one.
    assert [(rank.name, rank.count) for rank in rows["top_professions"].ranks] == [("Infirmière", "2"), ("Avocat", "1")]
    assert rows["leads_lost"].notes == ["50\u202f% des leads clos, 1 sur 2"]
    assert rows["leads_to_follow_up"].notes == [
        "66,7\u202f% des leads ouverts, 2 sur 3",
        "1 a écrit après la perte",
        "2 haute · 1 basse",
    ]
    assert rows["avg_discussion_minutes"].value == "30\u202fmin"
    assert rows["avg_discussion_minutes"].notes == ["la moitié en moins de 30\u202fmin"]
    assert "En moyenne\u202f: 50\u202fmin." in rows["avg_discussion_minutes"].formula
    assert rows["response_rate_msg1"].notes == ["2 sur 2 envoyés", "2 de moins de 48\u202fh à part"]
    assert rows["revenue"].notes == ["1\u202f500\u202f€ signés", "0\u202f€ déjà gagné"]
    assert rows["best_conversion_slot"].value == "Pas encore assez de calls"
    # Anne booked on Friday at 11:30, Boris on Friday at 11:15.
    assert rows["best_conversion_slot"].notes[0] == "Matin\u202f: 2 en semaine, 0 le week-end"
    assert rows["roi_pct"].notes == ["1\u202f500\u202f€ pour 70\u202f€ de coûts saisis, 1 vente"]
    assert rows["call_conversion_rate"].missing == "Trop tôt pour juger cette période"
    assert rows["call_conversion_rate"].notes == ["1 de moins de 48\u202fh à part"]
    # The earlier week began before Eve, the first of all.
    assert {row.change for row in rows.values()} == {""}
    assert rows["response_rate_msg4"].value == "—"
    assert rows["response_rate_msg4"].missing == "Pas encore de 4e message envoyé sur cette période"
    view = page_view(facts, NOW)
    assert view.head.compared == "données depuis le 2 janv. 2026"
    # From the first message to the call: 60 minutes for Anne, 75 for Boris.
    assert view.head.delay == "1\u202fh\u202f08"
    # Of the four who came, all were written to, and two were qualified, proposed a call, and booked it.
    assert [(step.count, step.rate) for step in view.funnel] == [
        ("4", "7 messages envoyés"),
        *[("2", "50\u202f% des contactés")] * 3,
    ]


async def test_one_more_event_changes_what_it_feeds_and_nothing_else(alice: Practice, people: People) -> None:
    before = await week(alice, people)
    await given_lead(alice, "new 0, relance 1", since=NOW - DAY / 48)
    await alice.does(roll_up, now=NOW)
    after = await alice.does(page_facts, asked=asked_of({"periode": "7j"}), now=NOW)
    changed = {key for key in EXPECTED if before.measured.this[key].amount != after.measured.this[key].amount}
    shared = {"total_leads", "leads_today", "avg_messages_per_lead"}
    assert changed == shared | {"leads_to_follow_up"}
