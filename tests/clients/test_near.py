"""Who may be meant: words that come close, the closest first, within bounds."""

from uuid import UUID, uuid4

from trustcoach_app.clients.near import MOST_WORDS, nearest

IDS = {name: uuid4() for name in ("marie dupont", "marine dupond", "elodie martin", "jean paul d oeuvre")}
NAMES: dict[UUID, str] = {key: name for name, key in IDS.items()}


def found(*words: str) -> list[str]:
    """Their names."""
    return [NAMES[of] for of in nearest(NAMES, list(words))]


def test_slips_are_forgiven_and_another_name_is_not() -> None:
    assert found("duopnt") == ["marie dupont"]
    assert found("mairie", "dupont") == ["marie dupont", "marine dupond"]
    assert found("elodi", "matrin") == ["elodie martin"]
    assert found("elodie", "dupont") == found("xyzzy") == []


def test_of_two_that_are_as_near_the_name_decides() -> None:
    assert found("dupondt") == ["marie dupont", "marine dupond"]


def test_words_beyond_the_bound_are_not_compared() -> None:
    assert found(*["oeuvre"] * MOST_WORDS, "xyzzy") == ["jean paul d oeuvre"]


def test_nobody_is_near_nothing() -> None:
    assert nearest({}, ["marie"]) == []
