"""Amounts, lengths and courses in French."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from trustcoach_app.setter.figures.measure import Unit
from trustcoach_app.setter.figures.present.amounts import amount_words, waiting
from trustcoach_app.setter.figures.present.course import levels, step_names
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


def test_a_return_is_a_percentage_and_from_ten_fold_on_a_multiple() -> None:
    """13 280 € for 628 € are 21.1 for one; 6 280 € just ten; 6 279 € are 899.8 % more than was spent."""
    said = {revenue: amount_words(Fraction(revenue - 628, 628), Unit.RETURN) for revenue in (13_280, 6_280, 6_279, 314)}
    assert said == {13_280: "×\u202f21", 6_280: "×\u202f10", 6_279: "899,8\u202f%", 314: "−50\u202f%"}


@pytest.mark.parametrize(("hours", "words"), [(48, "48\u202fh"), (49, "3\u00a0jours"), (216, "9\u00a0jours")])
def test_what_is_waited_for(hours: int, words: str) -> None:
    assert waiting(timedelta(hours=hours)) == words


def test_a_course() -> None:
    assert levels([Fraction(0), Fraction(1), Fraction(2)]) == [0, 20, 40]
    assert levels([Fraction(1), None, Fraction(1)]) == [40, -1, 40]
    assert levels([Fraction(-1), Fraction(1)]) == [0, 40]
    assert levels([Fraction(0), Fraction(0)]) == levels([None, Fraction(1)]) == []


def test_the_steps_of_a_course_have_names() -> None:
    assert step_names(date(2026, 3, 2), 3, 1) == ["28 févr.", "1er mars", "2 mars"]
    assert step_names(date(2026, 3, 16), 3, 7) == ["24 févr. – 2 mars", "3 – 9 mars", "10 – 16 mars"]
