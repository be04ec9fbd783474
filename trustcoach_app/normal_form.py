"""Unicode's normal forms in time that grows with the text, whoever sent it."""

import re
import unicodedata
from typing import Literal

HIGHEST_PILE = 30
"""Marks on one letter that are chars. No script needs more (UAX 15, stream-safe text)."""

_HALF_MARKS = "\uff9e\uff9f"
"""Letters that become marks under NFKD."""

_PILE = re.compile(rf"(?:[^\w\s\x00-\x7f]|[{_HALF_MARKS}]){{{HIGHEST_PILE + 1},}}")
"""Where there may be one: neither letters nor blanks. Finding it is cheap; the few that there are, are looked at."""


def normal_form(form: Literal["NFC", "NFKD"], text: str) -> str:
    """`unicodedata.normalize`, which puts marks in order in the square of their number: a high pile is cut first."""
    return unicodedata.normalize(form, _PILE.sub(_cut, text))


def _cut(found: re.Match[str]) -> str:
    height, chars = 0, list[str]()
    for char in found[0]:
        height = height + 1 if unicodedata.category(char).startswith("M") or char in _HALF_MARKS else 0
        if height <= HIGHEST_PILE:
            chars.append(char)
    return "".join(chars)
