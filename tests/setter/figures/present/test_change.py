"""What a figure says of the period before, and when it says that it is good (docs/kpis.md, how a figure is said)."""

from fractions import Fraction
from typing import Any

import pytest

from trustcoach_app.setter.figures.measure import Measure
from trustcoach_app.setter.figures.present.badges import verdict_of
from trustcoach_app.setter.figures.present.change import Evolution, change_of
from trustcoach_app.setter.figures.registry import BY_KEY, FIGURES


def counted(amount: int) -> Measure:
    return Measure(amount, cases=amount)


def rate(part: int, whole: int) -> Measure:
    return Measure(Fraction(part, whole) if whole else None, part=part, whole=whole)


def change(key: str, this: Measure, before: Measure | None) -> Evolution:
    found = change_of(BY_KEY[key], this, before)
    return Evolution(found.words.replace("\u202f", " "), found.tone, found.is_thin)


@pytest.mark.parametrize(
    ("key", "this", "before", "expected"),
    [
        # 28 after 25: 2 × P(28 or more of 53) = 78 %. 50 after 25: 0.5 %.
        ("total_leads", 28, 25, Evolution("▲ +12 %", is_thin=True)),
        ("total_leads", 50, 25, Evolution("▲ +100 %", "success")),
        ("total_leads", 25, 50, Evolution("▼ −50 %", "danger")),
        ("leads_lost", 50, 25, Evolution("▲ +100 %", "danger")),
        # From 20 on in percent, below the earlier number.
        ("total_leads", 21, 20, Evolution("▲ +5 %", is_thin=True)),
        ("total_leads", 21, 19, Evolution("contre 19", is_thin=True)),
        ("total_leads", 4, 1, Evolution("contre 1", is_thin=True)),
        # 10 after 2: 2 × 79 ÷ 4096 = 3.9 %.
        ("total_leads", 10, 2, Evolution("contre 2", "success")),
        ("total_leads", 4, 4, Evolution("contre 4")),
        ("total_leads", 40, 40, Evolution("=")),
        ("total_leads", 4, 0, Evolution("rien avant")),
        ("total_leads", 0, 0, Evolution()),
    ],
)
def test_a_count(key: str, this: int, before: int, expected: Evolution) -> None:
    assert change(key, counted(this), counted(before)) == expected


@pytest.mark.parametrize(
    ("key", "this", "before", "expected"),
    [
        # Fisher: 57 and 60 of 100: 77 %; 40 and 60 of 100: 0.7 %; 6 of 8 and 5 of 19: 6 %; 8 of 8 and 5 of 19: 0.1 %.
        ("response_rate_msg1", (57, 100), (60, 100), Evolution("▼ −3 pts", is_thin=True)),
        ("response_rate_msg1", (40, 100), (60, 100), Evolution("▼ −20 pts", "danger")),
        ("no_show_rate", (60, 100), (40, 100), Evolution("▲ +20 pts", "danger")),
        ("qualification_rate", (11, 100), (10, 100), Evolution("▲ +1 pt", is_thin=True)),
        ("response_rate_msg1", (6, 8), (5, 19), Evolution("contre 26,3 %", is_thin=True)),
        ("response_rate_msg1", (8, 8), (5, 19), Evolution("contre 26,3 %", "success")),
        ("response_rate_msg1", (6, 8), (10, 19), Evolution("contre 52,6 %", is_thin=True)),
        ("response_rate_msg1", (5, 8), (0, 20), Evolution("▲ +62,5 pts", "success")),
        ("response_rate_msg1", (1, 2), (0, 0), Evolution("rien avant")),
        ("response_rate_msg1", (0, 0), (4, 8), Evolution()),
    ],
)
def test_a_ratio(key: str, this: tuple[int, int], before: tuple[int, int], expected: Evolution) -> None:
    assert change(key, rate(*this), rate(*before)) == expected


def test_money_stands_on_the_sales_behind_it() -> None:
    """900 € of 2 sales after 600 € of 1: few. The same of 60 sales after 25: 2 × P(60 or more of 85) = 0.02 %."""
    few = change("revenue", Measure(90_000, cases=2), Measure(60_000, cases=1))
    many = change("revenue", Measure(90_000, cases=60), Measure(60_000, cases=25))
    assert (few, many) == (Evolution("contre 600 €", is_thin=True), Evolution("▲ +50 %", "success"))


def test_a_client_costs_by_what_was_spent_for_how_many() -> None:
    """Twice the costs, as many clients: 25 of 50, where two in three were to be expected: 2 × P(25 or fewer) = 2 %."""
    this = Measure(Fraction(2_000), cases=25, exposure=50_000)
    before = Measure(Fraction(1_000), cases=25, exposure=25_000)
    assert change("acquisition_cost", this, before) == Evolution("▲ +100 %", "danger")


def test_messages_a_lead_are_beside_the_earlier_ones_and_no_more() -> None:
    """Messages come in conversations: their number says nothing of chance."""
    found = change("avg_messages_per_lead", Measure(Fraction(11, 2), cases=90), Measure(Fraction(24, 5), cases=80))
    assert found == Evolution("contre 4,8")


NOT_COMPARED = """
    leads_today new_leads leads_to_follow_up male_pct female_pct other_pct avg_age top_sources top_professions
    loss_reasons roi_pct best_conversion_slot
"""


@pytest.mark.parametrize("key", NOT_COMPARED.split())
def test_descriptions_states_of_now_lists_and_the_return_are_not_compared(key: str) -> None:
    measure: Any = Measure(Fraction(1, 2), part=50, whole=100, cases=100)
    assert change(key, measure, Measure(Fraction(1, 4), part=25, whole=100, cases=100)) == Evolution()


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.key)
def test_without_a_period_before_nothing_is_said(figure: Any) -> None:
    assert change_of(figure, Measure(Fraction(4), part=4, whole=8, cases=4), None) == Evolution()


@pytest.mark.parametrize(
    ("part", "whole", "verdict"),
    [
        (6, 8, ""),  # 75 %, but anything between 41 and 93 %
        (1, 1, ""),
        (8, 8, "Excellent"),  # 68 to 100 %
        (80, 100, "Excellent"),  # 71 to 87 %
        (65, 100, ""),  # 55 to 74 %
        (50, 100, "Bon"),  # 40.4 to 59.6 %
        (42, 100, ""),  # 33 to 52 %
        (20, 100, "À améliorer"),  # 13 to 29 %
        (0, 0, ""),
    ],
)
def test_a_verdict_needs_the_whole_interval_on_one_side(part: int, whole: int, verdict: str) -> None:
    assert verdict_of(part, whole)[0] == verdict
