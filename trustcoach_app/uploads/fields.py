"""What a cell or a value of a file says, without what nobody sees in it. Pure."""

import re

_BREAKS = re.compile("[\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+")
"""What ends a line for somebody, and inside a cell parts words only."""

_FORMATS = "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_INVISIBLE = re.compile(f"[{_FORMATS}]+")
_INVISIBLE_ANYWHERE = re.compile(f"[{_FORMATS}\u200c\u200d\u034f]+")
"""The two joiners shape letters of some scripts: they stay in names, and mean nothing in addresses and numbers."""


def one_line(cell: str) -> str:
    """Words on one line, trimmed, without invisible characters."""
    return _INVISIBLE.sub("", _BREAKS.sub(" ", cell)).strip()


def bare(cell: str) -> str:
    """An address, a number or a key: nothing invisible at all, and plain blanks."""
    return " ".join(_INVISIBLE_ANYWHERE.sub("", _BREAKS.sub(" ", cell)).split())
