"""What clients are found and sorted by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcoach_app.clients.keys import fold, search_key, search_words, sort_key
from trustcoach_app.limits import LONGEST_SEARCH_KEY, LONGEST_SORT_KEY


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Élodie", "elodie"),
        ("  Jean-Paul   D’Œuvre ", "jean paul d oeuvre"),
        ("E\u0301lodie", "elodie"),
        ("Straße ØRSTED Łukasz", "strasse orsted lukasz"),
        ("ﬁn Ⅳ", "fin iv"),
        ("Ирина", "ирина"),
        ("💬", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_accents_and_case_do_not_decide_the_order() -> None:
    names = ["Zoé", "Étienne", "élodie", "Émile", "Edgar", "Eva"]
    assert sorted(names, key=sort_key) == ["Edgar", "élodie", "Émile", "Étienne", "Eva", "Zoé"]


def test_a_number_is_found_as_it_is_dialled() -> None:
    key = search_key(name="Marie", email="m.d@exemple.fr", phone="+33612345678")
    for typed in ("06 12 34", "06.12.34.56", "+33 6 12", "M.D@exemple"):
        assert all(word in key for word in search_words(typed)), typed


@given(st.text(max_size=120), st.emails(), st.sampled_from(["", "+33612345678"]))
def test_keys_fit_their_columns_and_folding_twice_changes_nothing(name: str, email: str, phone: str) -> None:
    assert len(search_key(name=name, email=email, phone=phone)) <= LONGEST_SEARCH_KEY
    assert len(sort_key(name)) <= LONGEST_SORT_KEY
    assert fold(fold(name)) == fold(name)
