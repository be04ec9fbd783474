"""docs/glossary.md and the pages say the same: one word for one thing."""

import re
from functools import cache

from tests.architecture.source import texts
from tests.architecture.test_words import spoken

QUOTED = re.compile(r"« ([^»]+) »( \(alone\))?(?! for )")
STILL_SAID = {
    "Votre cabinet": 1,
    "Votre pratique": 2,
    "Devenir client": 2,
    "Passer en client": 1,
    "passe en client": 1,
    "rendez-vous": 49,
    "Type de rendez-vous": 8,
    "Comment": 5,
    "battement": 1,
    "Terminés": 2,
    "Annulés": 3,
    "Tenu": 1,
    "No-show": 1,
    "Rang": 1,
    "Gratuit": 2,
    "lettre": 15,
    "lettres": 5,
    "événement illisible": 1,
    "événements illisibles": 1,
    "Valeur du deal": 7,
    "deal moyen": 2,
    "Temps de discussion moyen": 1,
    "Emails capturés": 1,
    "E-mail capturé": 3,
    "Deals fermés": 1,
}
"""How often a word that is to go is said: fewer each time, never more. A word that is gone leaves this list."""


@cache
def rows() -> list[tuple[str, str, str]]:
    """Of each line of the tables: the word, what users read, and what nobody says."""
    lines = [line.strip("|").split("|") for line in texts()["docs/glossary.md"].splitlines() if line.startswith("| ")]
    return [(cells[0].strip(), cells[2], cells[3]) for cells in lines if cells[0].strip() != "word"]


@cache
def said() -> list[str]:
    """Every string of the application that a user may read, with plain spaces."""
    found = (re.sub("[\u00a0\u202f]", " ", words) for _, words in spoken())
    return [words for words in found if " " in words or words[:1].isupper() or words.islower()]


def uses(word: str, *, alone: bool) -> int:
    """How many strings say it, as the first word or not; paths and keys are no words."""
    if alone:
        return sum(words.rstrip(" :") == word for words in said())
    first = f"[{word[0].lower()}{word[0].upper()}]"
    whole = re.compile(rf"(?<![\w/-]){first}{re.escape(word[1:])}(?![\w-])")
    return sum(bool(whole.search(words)) for words in said())


def rejected(cell: str) -> dict[str, int]:
    """How often each French word of a cell of what is never said is said all the same."""
    return {word: uses(word, alone=bool(alone)) for word, alone in QUOTED.findall(cell)}


def test_there_are_words() -> None:
    """The rules below look at something."""
    assert len(rows()) > 70
    assert all(what and what == what.strip() for what, _, _ in rows())
    assert uses("créneau", alone=False) > 5


def test_each_word_stands_once() -> None:
    """A word with two lines has two meanings."""
    words = [word for word, _, _ in rows()]
    assert sorted(set(words)) == sorted(words)


def test_what_is_never_said_is_said_nowhere() -> None:
    """Take the word of the third column instead."""
    found = {word: count for _, _, cell in rows() for word, count in rejected(cell).items() if count}
    assert {word: count for word, count in found.items() if count > STILL_SAID.get(word, 0)} == {}
    assert set(STILL_SAID) - set(found) == set(), "these are gone: take their lines out"


def test_what_users_read_is_what_they_read() -> None:
    """Each French word stands on some page; one that replaces another may wait until that one is gone."""
    missing = [
        f"{word}: « {french} »"
        for word, cell, never in rows()
        for french, _ in QUOTED.findall(cell)
        if not any(french in words for words in said()) and not any(rejected(never).values())
    ]
    assert missing == []
