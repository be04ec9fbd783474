"""Words however they are spelt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcoach_app.setter.keys import spelling_key


@pytest.mark.parametrize(
    "words",
    ["Réel juin", "reel juin", "REEL JUIN", "  Reel\tjuin ", "reel_juin", "Re\u0301el\u00a0juin", "Réel  Juin"],
)
def test_case_accents_and_blanks_make_no_difference(words: str) -> None:
    assert spelling_key(words) == "reel juin"


@pytest.mark.parametrize(("one", "other"), [("C++", "C#"), ("Story", "Post"), ("dm & bio", "dm bio"), ("営業", "教師")])
def test_signs_and_other_scripts_do(one: str, other: str) -> None:
    assert "" != spelling_key(one) != spelling_key(other) != ""


@given(st.text(max_size=80))
def test_a_key_fits_its_column_and_is_its_own(words: str) -> None:
    key = spelling_key(words)
    assert len(key) <= 80
    assert spelling_key(key) == key
