"""Exact tests and the interval of a ratio, against arithmetic on paper; and that they end soon."""

from math import comb

import pytest

from trustcoach_app.setter.figures.chance import counts_differ, is_beyond_chance, ratios_differ, wilson
from trustcoach_app.setter.figures.measure import Compared, Measure


@pytest.mark.parametrize(
    ("this", "before", "chance"),
    [
        # Of 5 coins 4 or 5 are heads: (5 + 1) ÷ 2^5; the other tail is as likely.
        (4, 1, 2 * 6 / 32),
        (1, 4, 2 * 6 / 32),
        # Of 12, 10 or more: (66 + 12 + 1) ÷ 2^12.
        (10, 2, 2 * 79 / 4096),
        (0, 6, 2 / 64),
        (7, 7, 1),
        (0, 0, 1),
    ],
)
def test_two_counts(this: int, before: int, chance: float) -> None:
    assert counts_differ(this, before) == pytest.approx(chance)


def test_two_counts_of_unequal_chances() -> None:
    """Three of three came from a quarter of the costs: (1 ÷ 4)^3, twice."""
    assert counts_differ(3, 0, 0.25) == pytest.approx(2 / 64)
    assert counts_differ(3, 0, 0.0) == counts_differ(3, 0, 1.0) == 1


@pytest.mark.parametrize(
    ("this", "before", "chance"),
    [
        # One of the C(6, 3) = 20 ways to choose who answered.
        ((3, 3), (0, 3), 2 / 20),
        ((0, 3), (3, 3), 2 / 20),
        # 8 of 8 against 2 of 8: C(8, 2) of the C(16, 10) ways.
        ((8, 8), (2, 8), 2 * comb(8, 2) / comb(16, 10)),
        # 7 or 8 of 8 against 3 or 2 of 8.
        ((7, 8), (3, 8), 2 * (8 * comb(8, 3) + comb(8, 2)) / comb(16, 10)),
        ((5, 10), (5, 10), 1),
        ((1, 1), (0, 0), 1),
    ],
)
def test_two_ratios(this: tuple[int, int], before: tuple[int, int], chance: float) -> None:
    assert ratios_differ(this, before) == pytest.approx(chance)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"), [(6, 8, 0.4093, 0.9285), (0, 10, 0, 0.2775), (1, 1, 0.2065, 1), (0, 0, 0, 1)]
)
def test_an_interval(part: int, whole: int, low: float, high: float) -> None:
    """6 of 8: (0.75 + z² ÷ 16 ± z √(0.75 × 0.25 ÷ 8 + z² ÷ 256)) ÷ (1 + z² ÷ 8), z = 1.96."""
    assert wilson(part, whole) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_what_a_million_messages_say_is_found_too() -> None:
    """One in a thousand more of a million each is beyond chance (z = 1.4 is not, z = 7 is)."""
    assert counts_differ(1_001_000, 1_000_000) > 0.05
    assert counts_differ(1_010_000, 1_000_000) < 1e-9
    assert ratios_differ((500_000, 1_000_000), (500_500, 1_000_000)) > 0.05


def test_a_spread_is_judged_by_those_above_the_middle_of_both() -> None:
    """Ten talked briefly and ten long: 10 of 10 above against 0 of 10. Half and half on both sides: chance."""
    short, long = Measure(1, buckets={"10": 10}), Measure(2, buckets={"90": 10})
    mixed = Measure(1, buckets={"10": 5, "90": 5})
    assert is_beyond_chance(Compared.SPREADS, short, long)
    assert not is_beyond_chance(Compared.SPREADS, mixed, mixed)
    assert not is_beyond_chance(Compared.SPREADS, Measure(None), Measure(None))


def test_money_moves_with_the_sales_that_brought_it_or_by_chance() -> None:
    """10 sales after 2 are beyond chance; that they brought less money is news of neither."""
    more, less = (Measure(cents, cases=10) for cents in (90_000, 10_000))
    before = Measure(20_000, cases=2)
    assert is_beyond_chance(Compared.AMOUNTS, more, before)
    assert not is_beyond_chance(Compared.AMOUNTS, less, before)
