"""Days as French writes them, and amounts as people type them."""

from datetime import date

import pytest

from trustcoach_app.errors import InvalidInput
from trustcoach_app.formats import duration, long_day, short_day
from trustcoach_app.money import cents_from_text


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (date(2026, 12, 1), "mardi 1er décembre", "1er déc."),
        (date(2026, 12, 2), "mercredi 2 décembre", "2 déc."),
        (date(2026, 12, 11), "vendredi 11 décembre", "11 déc."),
    ],
)
def test_only_the_first_of_a_month_is_an_ordinal(day: date, long: str, short: str) -> None:
    assert (long_day(day), short_day(day)) == (long, short)


@pytest.mark.parametrize(("typed", "cents"), [("80", 8000), ("80,5", 8050), ("1 240,50 €", 124050), ("0", 0)])
def test_an_amount_is_read_as_it_is_typed(typed: str, cents: int) -> None:
    assert cents_from_text(typed, "price") == cents


@pytest.mark.parametrize("typed", ["12,345", "1.240", "0,001"])
def test_a_third_decimal_is_refused_rather_than_rounded(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        cents_from_text(typed, "price")
    assert refused.value.fields == {"price": "Deux chiffres au plus après la virgule, par exemple 80,50."}


@pytest.mark.parametrize(
    ("minutes", "words"), [(45, "45\u202fmin"), (60, "1\u202fh"), (90, "1\u202fh\u202f30"), (125, "2\u202fh\u202f05")]
)
def test_a_duration_is_said_as_people_say_it(minutes: int, words: str) -> None:
    assert duration(minutes) == words
