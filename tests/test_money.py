"""Money as people type and read it."""

import pytest

from trustcoach_app.errors import InvalidInput
from trustcoach_app.money import cents_from_text, price_text


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("80", 8000),
        ("80,50", 8050),
        ("80.5", 8050),
        ("1 240 €", 124000),
        ("1\u202f240\u202f€", 124000),
        ("0", 0),
        ("100000", 10_000_000),
    ],
)
def test_money_as_people_type_it(typed: str, cents: int) -> None:
    assert cents_from_text(typed, "price") == cents


@pytest.mark.parametrize("typed", ["", "-1", "100000,01", "quatre-vingts", "NaN", "Infinity", "1,2,3", "8o", "1.240"])
def test_money_that_is_none(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        cents_from_text(typed, "price")
    assert set(refused.value.fields) == {"price"}


@pytest.mark.parametrize(("cents", "typed"), [(8000, "80"), (8050, "80,50"), (5, "0,05"), (0, "0")])
def test_a_price_is_shown_as_it_would_be_typed(cents: int, typed: str) -> None:
    assert price_text(cents) == typed
