"""docs/glossary.md and the pages say the same: one word for one thing."""

import re
from functools import cache

from tests.architecture.source import texts
from tests.architecture.test_words import spoken

QUOTED = re.compile(r"« ([^»]+) »( \(alone\))?(?! for )")


@cache
def rows() -> list[tuple[str, str, str]]:
    """Of each line of the tables: the word, what users read, and what nobody says."""
    lines = [line.strip("|").split("|") for line in texts()["docs/glossary.md"].splitlines() if line.startswith("| ")]
    return [(cells[0].strip(), cells[2], cells[3]) for cells in lines if cells[0].strip() != "word"]


@cache
def said() -> list[str]:
    """Every string of the application that a user may read, in plain spaces; not headings of others' files."""
    found = (re.sub("[\u00a0\u202f]", " ", words) for place, words in spoken() if "/columns.py:" not in place)
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
    assert found == {}


def test_what_users_read_is_what_they_read() -> None:
    """Each French word stands on some page."""
    missing = [
        f"{word}: « {french} »"
        for word, cell, _ in rows()
        for french, _ in QUOTED.findall(cell)
        if not any(french in words for words in said())
    ]
    assert missing == []
