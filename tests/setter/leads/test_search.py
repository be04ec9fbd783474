"""What a lead is found by: the words of its key, whatever PostgreSQL's own parser would make of them."""

import pytest

from tests.fixtures.practice import Practice
from tests.setter.leads.reading import names
from tests.setter.scenes import given_lead
from trustcoach_app.setter.search import search_key, search_query, search_words

JEANNE = {
    "first_name": "Jeanne",
    "last_name": "D’Œuvre-Noël",
    "instagram_username": "jeanne.d_arc77",
    "email": "j.oeuvre@exemple.fr",
}


def test_the_key_is_plain_words() -> None:
    key = search_key(name="Jeanne D’Œuvre-Noël", username="jeanne.d_arc77", email="j.oeuvre@exemple.fr")
    assert key == "jeanne d oeuvre noel jeanne d arc77 j oeuvre exemple fr"
    assert len(search_key(name="é" * 500, username="x", email=None)) == 400


def test_what_is_typed_becomes_words() -> None:
    assert search_words("@Jeanne") == ["jeanne"]
    assert search_words("  a  ŒUVRE@exem ") == ["oeuvre", "exem"]
    assert search_words("' & | ! :* \\ \" ()") == []
    assert search_query(["oeuvre", "exem"]) == "'oeuvre':* & 'exem':*"


@pytest.mark.parametrize(
    "typed",
    [
        "jeanne",
        "JEANNE",
        "@jeanne",
        "@jeanne.d_arc77",
        "jeanne.d",
        "arc7",
        "oeuvre",
        "œuvre-noël",
        "noel jea",
        "j.oeuvre@exemple.fr",
        "oeuvre@exem",
    ],
)
async def test_any_beginning_of_a_word_finds(alice: Practice, typed: str) -> None:
    await given_lead(alice, said=JEANNE)
    await given_lead(alice, said={"first_name": "Karim", "instagram_username": "karim.b"})
    assert await names(alice, q=typed) == ["Jeanne D’Œuvre-Noël"]


@pytest.mark.parametrize("typed", ["eanne", "jeanne karim", "'; drop table leads; --", "77"])
async def test_what_begins_no_word_finds_nobody(alice: Practice, typed: str) -> None:
    await given_lead(alice, said=JEANNE)
    assert await names(alice, q=typed) == []


@pytest.mark.parametrize("word", ["7jeanne", "1e5", "0x1f", "12", "1.5", "3-4", "ｊｅａｎｎｅ", "ж", "жук", "中文名"])
async def test_odd_words_are_found_whole(alice: Practice, word: str) -> None:
    await given_lead(alice, said={"first_name": f"{word} x{word}x", "last_name": word})
    assert len(await names(alice, q=f"{word} {word}")) == 1


async def test_another_practice_is_never_searched(alice: Practice, bob: Practice) -> None:
    await given_lead(bob, said=JEANNE)
    assert await names(alice, q="jeanne") == []
    assert await names(bob, q="jeanne") == ["Jeanne D’Œuvre-Noël"]
