"""What a lead is found by: plain folded words, so that any beginning of any of them finds it.

Addresses and usernames are taken apart (`marie.dupont@exemple.fr` is four words): PostgreSQL's own parser would keep
them whole, and « dupont » or an address that is half typed would find nothing.
"""

import re

from trustcoach_app.limits import LONGEST_SEARCH_KEY
from trustcoach_app.names import fold

SHORTEST_WORD = 2
"""A single letter begins the words of nearly everybody."""
MOST_WORDS = 8
_BETWEEN_WORDS = re.compile(r"[@+.]+")


def search_key(*, name: str, username: str, email: str | None) -> str:
    """`search_key(name="Jeanne D’Arc", username="jeanne.d", email=None)` → `"jeanne d arc jeanne d"`.

    Cut at the column's length, the name being first.
    """
    return " ".join(_words(f"{name} {username} {email or ''}"))[:LONGEST_SEARCH_KEY]


def search_words(typed: str) -> list[str]:
    """The words to look for: `"@Jeanne"` → `["jeanne"]`."""
    return [word for word in _words(typed) if len(word) >= SHORTEST_WORD][:MOST_WORDS]


def search_query(words: list[str]) -> str:
    """As a tsquery: each word must begin some word of the key. Folded words hold no quote."""
    return " & ".join(f"'{word}':*" for word in words)


def _words(text: str) -> list[str]:
    return _BETWEEN_WORDS.sub(" ", fold(text)).split()
