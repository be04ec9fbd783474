"""Each of the 35 figures on one small practice, its arithmetic beside it; and on an empty one."""

import re
from collections import Counter
from fractions import Fraction
from math import floor, log
from pathlib import Path

import pytest

from trustcoach_app.setter.figures.measure import Measure, Rank, median
from trustcoach_app.setter.figures.registry import BY_KEY, FIGURES
from trustcoach_app.setter.figures.sums import Entered, Exact, Name, Now, Sums
from trustcoach_app.setter.rollup.metrics import Metric

PRACTICE: dict[tuple[Name, str], int] = {
    # 8 leads came: 4 from stories, 2 from posts, 1 by keyword, 1 nobody knows from where.
    (Metric.LEADS, ""): 8,
    (Metric.LEADS_OF_SOURCE, "story"): 4,
    (Metric.LEADS_OF_SOURCE, "post"): 2,
    (Metric.LEADS_OF_SOURCE, "keyword"): 1,
    (Metric.LEADS_OF_SOURCE, ""): 1,
    # 3 women, 1 man, 4 unknown; two told their age, 30 and 45.
    (Metric.LEADS_OF_GENDER, "female"): 3,
    (Metric.LEADS_OF_GENDER, "male"): 1,
    (Metric.LEADS_OF_GENDER, ""): 4,
    (Metric.AGED, ""): 2,
    (Metric.AGES, ""): 75,
    (Metric.LEADS_OF_JOB, "infirmière"): 2,
    (Metric.LEADS_OF_JOB, "avocate"): 2,
    # 44 messages with them; 5 of them talked: for 1, 2 and 2, 10 and 75 minutes; 3 were qualified; 7 were written to,
    # 5 by the AI alone.
    (Metric.COHORT_MESSAGES, ""): 44,
    (Metric.DISCUSSIONS, "84"): 1,
    (Metric.DISCUSSION_SECONDS, "84"): 60,
    (Metric.DISCUSSIONS, "99"): 2,
    (Metric.DISCUSSION_SECONDS, "99"): 240,
    (Metric.DISCUSSIONS, "132"): 1,
    (Metric.DISCUSSION_SECONDS, "132"): 600,
    (Metric.DISCUSSIONS, "173"): 1,
    (Metric.DISCUSSION_SECONDS, "173"): 75 * 60,
    (Metric.COHORT_QUALIFIED, ""): 3,
    (Metric.WRITTEN_TO, ""): 7,
    (Metric.UNAIDED, ""): 5,
    # 30 messages left, 26 by the AI; first turns 11 (one is new, 6 of 10 answered), second 5 (2), third 5 (3).
    (Metric.SENT, ""): 30,
    (Metric.SENT_BY_AI, ""): 26,
    (Metric.SENT_NUMBER, "1"): 10 + 1,
    (Metric.REPLIED_NUMBER, "1"): 6,
    (Metric.SENT_NUMBER, "2"): 5,
    (Metric.REPLIED_NUMBER, "2"): 2,
    (Metric.SENT_NUMBER, "3"): 5,
    (Metric.REPLIED_NUMBER, "3"): 3,
    # 4 qualified (3 of them proposed since), 5 proposed (2 of them booked since), 3 booked.
    (Metric.QUALIFIED, ""): 4,
    (Metric.QUALIFIED_THEN_PROPOSED, ""): 3,
    (Metric.MAGNETS, ""): 6,
    (Metric.EMAILS, ""): 5,
    (Metric.PROPOSED, ""): 5,
    (Metric.PROPOSED_THEN_BOOKED, ""): 2,
    (Metric.BOOKED, ""): 3,
    (Metric.BOOKED_AT, "2-18"): 1,
    (Metric.BOOKED_AT, "4-20"): 1,
    (Metric.BOOKED_AT, "4-09"): 1,
    # Calls scheduled: 4 held (2 won), 1 missed.
    (Metric.HELD, ""): 4,
    (Metric.HELD_AND_WON, ""): 2,
    (Metric.NO_SHOW, ""): 1,
    # 2 won: one signed 1 000 € and has brought 900 €, the other signed nothing and has brought 100 €. 3 lost.
    (Metric.WON, ""): 2,
    (Metric.DEALS, ""): 1,
    (Metric.DEAL_CENTS, ""): 100_000,
    (Metric.REVENUE, "client"): 90_000 + 10_000,
    (Metric.REVENUE, "deal"): 100_000 - 90_000,
    (Metric.LOST, ""): 3,
    (Metric.LOST_FOR, "price"): 2,
    (Metric.LOST_FOR, ""): 1,
    # Now: 2 came today; 3 new, 4 engaged, 1 in relance; 3 to follow up, one of whom is lost and wrote after that.
    (Now.TODAY, ""): 2,
    (Now.STATUS, "new"): 3,
    (Now.STATUS, "engaged"): 4,
    (Now.STATUS, "relance"): 1,
    (Now.STATUS, "won"): 9,
    (Now.TO_FOLLOW_UP, "high"): 2,
    (Now.RETURNED, ""): 1,
    (Now.TO_FOLLOW_UP, "medium"): 1,
    # The coach spent 500 € and needs 3 minutes for a message.
    (Entered.COST_CENTS, "story"): 40_000,
    (Entered.COST_CENTS, ""): 10_000,
    (Entered.MINUTES, ""): 3,
}

EXPECTED: dict[str, Fraction | int | None] = {
    "messages_sent": 30,
    "total_leads": 8,
    "leads_today": 2,
    "avg_messages_per_lead": Fraction(44, 8),
    "top_sources": 4 + 2 + 1,
    "avg_discussion_minutes": 2,
    "response_rate_msg1": Fraction(6, 10),
    "response_rate_msg2": Fraction(2, 5),
    "response_rate_msg3": Fraction(3, 5),
    "response_rate_msg4": None,
    "qualified_leads": 4,
    "qualification_rate": Fraction(3, 8),
    "lead_magnets_sent": 6,
    "emails_captured": 5,
    "calls_proposed": 5,
    "calls_booked": 3,
    "call_conversion_rate": Fraction(2, 4),
    "no_show_rate": Fraction(1, 4 + 1),
    "male_pct": Fraction(1, 4),
    "female_pct": Fraction(3, 4),
    "other_pct": 0,
    "avg_age": Fraction(30 + 45, 2),
    "top_professions": 2 + 2,
    "new_leads": 3,
    "leads_won": 2,
    "leads_lost": 3,
    "leads_to_follow_up": 2 + 1,
    "loss_reasons": 2,
    # Two sales are too few for a ratio.
    "roi_pct": None,
    "revenue": 100_000 + 10_000,
    "acquisition_cost": Fraction(50_000, 2),
    "ai_efficiency": Fraction(5, 7),
    "hours_saved": Fraction(26 * 3, 60),
    # Three bookings are too few for a best hour.
    "best_conversion_slot": 1 + 1 + 1,
    "deals_closed": 1,
}

COUNTED_OF_NOTHING = (
    {"messages_sent", "total_leads", "leads_today", "qualified_leads", "lead_magnets_sent", "emails_captured"}
    | {"calls_proposed", "calls_booked", "new_leads", "leads_won", "leads_lost", "leads_to_follow_up", "revenue"}
    | {"hours_saved", "deals_closed"}
)
"""Counts and sums are 0 where nothing happened; every other figure is unknown then."""


YOUNG: dict[tuple[str, str], int] = {(Metric.SENT_NUMBER, "1"): 1}
"""What of it happened too lately to be judged."""


def measured(key: str, amounts: dict[tuple[Name, str], int] = PRACTICE) -> Measure:
    """One figure of a practice."""
    young: dict[tuple[str, str], Exact] = {name: amount for name, amount in YOUNG.items() if name in {*amounts}}
    return BY_KEY[key].measure(Sums({name: Fraction(amount) for name, amount in amounts.items()}, young))


@pytest.mark.parametrize("key", EXPECTED)
def test_its_amount(key: str) -> None:
    assert measured(key).amount == EXPECTED[key]


def test_what_stands_beside() -> None:
    assert measured("calls_proposed").share == Fraction(3, 4)
    assert measured("calls_booked").share == Fraction(2, 5)
    assert measured("leads_lost").share == Fraction(3, 5)
    assert measured("leads_to_follow_up").share == Fraction(2, 3 + 4 + 1)
    assert measured("female_pct").beside == 4
    assert measured("deals_closed").beside == 100_000
    assert measured("revenue").origins == {"signed": 100_000, "earned": 90_000 + 10_000}
    assert measured("avg_discussion_minutes").beside == Fraction(1 + 2 + 2 + 10 + 75, 5)
    assert measured("response_rate_msg1").left_out == 1
    assert measured("loss_reasons").beside == 1


@pytest.mark.parametrize(
    ("minutes", "half"),
    [
        ((1,), 1),
        ((1, 3), 2),  # the middle of the two
        ((0, 0, 9), 0),
        ((5, 1, 30, 2), Fraction(2 + 5, 2)),
        (tuple(range(1, 100)), 50),
    ],
)
def test_a_median_is_read_off_buckets(minutes: tuple[int, ...], half: Fraction) -> None:
    """As exact as the buckets are: those of one length to the second, others to 5 %."""
    counts, sums = Counter[str](), Counter[str]()
    for length in minutes:
        bucket = str(0 if length == 0 else 1 + floor(log(length * 60) / log(1.05)))
        counts[bucket] += 1
        sums[bucket] += length * 60
    found = median(counts, sums)
    assert found is not None
    assert abs(found / 60 - half) <= Fraction(half) / 20


def test_what_older_rules_counted_in_one_is_read_as_its_mean() -> None:
    """The figures of before stand until the new ones are there."""
    assert median({"": 4}, {"": 600}) == 150


def test_short_lists_are_ranked_by_count_then_name() -> None:
    assert measured("top_sources").ranks == (
        Rank("story", Fraction(4), Fraction(4, 8)),
        Rank("post", Fraction(2), Fraction(2, 8)),
        Rank("keyword", Fraction(1), Fraction(1, 8)),
    )
    assert [rank.name for rank in measured("top_professions").ranks] == ["avocate", "infirmière"]


def test_a_return_says_what_it_is_of() -> None:
    """1 000 € signed and 100 € brought beyond them, for 500 €; from five sales on (1 100 − 500) ÷ 500."""
    few = measured("roi_pct")
    assert few.origins == {"revenue": 110_000, "costs": 50_000, "sales": 2}
    assert few.lacks == "Pas encore de ratio\u202f: il en faut 5 ventes"
    assert measured("roi_pct", {**PRACTICE, (Metric.WON, ""): 5}).amount == Fraction(1_100 - 500, 500)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.key)
def test_of_nothing_it_is_unknown_or_zero_and_never_made_up(figure: object) -> None:
    entry = BY_KEY[str(getattr(figure, "key", ""))]
    expected = 0 if entry.key in COUNTED_OF_NOTHING else None
    assert measured(entry.key, {}).amount == expected
    assert bool(entry.needs) == (expected is None)


def test_the_catalogue_is_closed_and_in_order() -> None:
    assert list(EXPECTED) == [figure.key for figure in FIGURES]
    assert len(BY_KEY) == len(FIGURES) == 35


def test_each_metric_feeds_a_figure_or_stands_beside_them() -> None:
    source = "".join(path.read_text() for path in Path("trustcoach_app/setter/figures").rglob("*.py"))
    used = set(re.findall(r"Metric\.([A-Z_]+)", source))
    assert {metric.name for metric in Metric} <= used
