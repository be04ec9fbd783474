"""Unicode's normal forms cost what a text is long, whatever is piled on its letters."""

import unicodedata

import pytest

from trustcoach_app.inputs import clean_line, safe_text
from trustcoach_app.names import fold
from trustcoach_app.normal_form import HIGHEST_PILE, normal_form

PILES = (
    "a" + "\u0301" * 1_000 + "\u0316" * 1_000,
    "a" + ("\u0301" * 20 + "\uff9e") * 100,
    "\u0f73" * 2_000,
    "b" + "\U0001d165\u0301" * 1_000,
)
"""Marks out of order, which to put in order takes the square of their number."""


@pytest.mark.parametrize("pile", PILES, ids=ascii)
@pytest.mark.parametrize("form", ["NFC", "NFKD"])
def test_a_pile_of_marks_is_cut(pile: str, form: str) -> None:
    assert len(normal_form(form, pile)) <= 1 + 2 * HIGHEST_PILE
    assert normal_form(form, f"{pile} ça va") == normal_form(form, pile) + unicodedata.normalize(form, " ça va")


def test_whatever_is_typed_passes_there() -> None:
    assert [len(made(PILES[0])) <= 1 + HIGHEST_PILE for made in (safe_text, clean_line, fold)] == [True] * 3


@pytest.mark.parametrize(
    "text",
    ["Élodie", "e\u0301" * 100, "❤️" * 100, "👩‍👩‍👧‍👦" * 50, "ที่นี่" * 50, "हिन्दी " * 50, "שָׁלוֹם" * 50, "…" * 100, "Z̷̢̛a̸̧l̴g̶o̸"],
    ids=ascii,
)
def test_what_people_write_stays(text: str) -> None:
    assert normal_form("NFC", text) == unicodedata.normalize("NFC", text)
