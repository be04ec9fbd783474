"""Amounts, changes, courses and badges in French."""

from fractions import Fraction

import pytest

from trustcoach_app.setter.figures.measure import Measure, Unit
from trustcoach_app.setter.figures.present.amounts import amount_words
from trustcoach_app.setter.figures.present.badges import badge_of
from trustcoach_app.setter.figures.present.change import Evolution, change_of
from trustcoach_app.setter.figures.present.sparkline import sparkline
from trustcoach_app.setter.figures.registry import BY_KEY
from trustcoach_app.setter.present import slot, source_name


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        (Fraction(1240), Unit.COUNT, "1 240"),
        (Fraction(44, 8), Unit.MEAN, "5,5"),
        (Fraction(5), Unit.MEAN, "5"),
        (Fraction(3, 8), Unit.RATIO, "37,5 %"),
        (Fraction(1), Unit.RATIO, "100 %"),
        (Fraction(1, 2000), Unit.RATIO, "0,1 %"),
        (Fraction(-1, 2), Unit.RATIO, "−50 %"),
        (Fraction(42), Unit.MINUTES, "42 min"),
        (Fraction(90), Unit.MINUTES, "1 h 30"),
        (Fraction(119, 2), Unit.MINUTES, "1 h"),
        (Fraction(51 * 60), Unit.MINUTES, "2 j 3 h"),
        (Fraction(75, 2), Unit.YEARS, "37,5 ans"),
        (Fraction(25, 2), Unit.HOURS, "12,5 h"),
        (Fraction(124_000), Unit.CENTS, "1 240 €"),
        (Fraction(25_000, 3), Unit.CENTS, "83,33 €"),
        (None, Unit.RATIO, "—"),
    ],
)
def test_an_amount(amount: Fraction | None, unit: Unit, words: str) -> None:
    assert amount_words(amount, unit) == words.replace(" ", "\u202f")


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("story", "Story"),
        ("STORY", "Story"),
        ("dm_organique", "Message direct"),
        ("DM organique", "Message direct"),
        ("LinkedIn", "LinkedIn"),
        ("reel_juin", "Reel juin"),
        ("iPhone été", "iPhone été"),
    ],
)
def test_a_source(source: str, name: str) -> None:
    """Who wrote a capital anywhere meant it."""
    assert source_name(source) == name


def test_a_slot() -> None:
    assert slot("2-18") == "mardi, 18\u202fh – 19\u202fh"
    assert slot("7-23") == "dimanche, 23\u202fh – 0\u202fh"


@pytest.mark.parametrize(
    ("key", "this", "before", "change"),
    [
        ("total_leads", 28, 25, Evolution("▲ +12 %", "success")),
        ("leads_lost", 3, 2, Evolution("▲ +50 %", "danger")),
        ("leads_lost", 2, 3, Evolution("▼ −33 %", "success")),
        ("avg_age", 30, 40, Evolution("▼ −25 %", "neutral")),
        ("response_rate_msg1", Fraction(57, 100), Fraction(60, 100), Evolution("▼ −3 pts", "danger")),
        ("no_show_rate", Fraction(11, 100), Fraction(10, 100), Evolution("▲ +1 pt", "danger")),
        ("response_rate_msg1", Fraction(1, 2), 0, Evolution("▲ +50 pts", "success")),
        ("response_rate_msg1", Fraction(1, 2), None, Evolution("nouveau")),
        ("total_leads", 4, 0, Evolution("nouveau")),
        ("total_leads", 0, 0, Evolution()),
        ("total_leads", 4, 4, Evolution("=")),
        ("avg_age", None, 40, Evolution()),
        ("new_leads", 4, 2, Evolution()),
        ("top_sources", 4, 2, Evolution()),
        ("best_conversion_slot", 4, 2, Evolution()),
    ],
)
def test_a_change(key: str, this: Fraction | None, before: Fraction | None, change: Evolution) -> None:
    then, now = (Measure(None if amount is None else Fraction(amount)) for amount in (before, this))
    expected = Evolution(change.words.replace(" %", "\u202f%").replace(" pt", "\u202fpt"), change.tone)
    assert change_of(BY_KEY[key], now, then) == expected


def test_everything_has_no_period_before() -> None:
    assert change_of(BY_KEY["total_leads"], Measure(Fraction(4)), None) == Evolution()


@pytest.mark.parametrize(
    ("rate", "word"),
    [
        (Fraction(60, 100), "Excellent"),
        (Fraction(599_999, 1_000_000), "Bon"),
        (Fraction(40, 100), "Bon"),
        (Fraction(399_999, 1_000_000), "À améliorer"),
    ],
)
def test_a_badge_is_of_the_exact_ratio(rate: Fraction, word: str) -> None:
    assert badge_of(rate)[0] == word


def test_a_course() -> None:
    assert sparkline([Fraction(0), Fraction(1), Fraction(2)]) == "M0.0 22.0L50.0 12.0L100.0 2.0"
    assert sparkline([Fraction(1), None, Fraction(1)]) == "M0.0 2.0L100.0 2.0"
    assert sparkline([Fraction(-1), Fraction(1)]) == "M0.0 22.0L100.0 2.0"
    assert sparkline([Fraction(0), Fraction(0)]) == sparkline([None, Fraction(1)]) == ""
