"""From the bytes of a file to text, in the encoding that it is most likely written in. Pure."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from dataclasses import dataclass

from trustcoach_app.errors import TrustCoachError
from trustcoach_app.inputs import clean_line

BROKEN = "\N{REPLACEMENT CHARACTER}"
"""What stands for bytes that mean nothing."""

MARKS = {
    BOM_UTF32_LE: "utf-32",
    BOM_UTF32_BE: "utf-32",
    BOM_UTF8: "utf-8-sig",
    BOM_UTF16_LE: "utf-16",
    BOM_UTF16_BE: "utf-16",
}
"""How a file may begin, the longer marks first."""

OLDER = {"Windows-1252": "cp1252", "Mac Roman": "mac_roman", "MS-DOS (850)": "cp850"}
"""What spreadsheets write where UTF-8 is not asked for, by the name that is said; the likelier first."""

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_STRAY = re.compile("[\udc80-\udcff]")
_SMALL, _CAPITAL = frozenset("éèêëàâçîïôöùûüœæ’«»€°…"), frozenset("ÉÈÊÀÂÇÎÔÛŒ")
_FRENCH_LINE = re.compile(rb"[\x00-\x7f\xc0\xc7-\xcb\xce\xd4\xdb\xe0-\xff]*")
"""Bytes that are French letters in Windows-1252 and hardly ever what is left of a letter of UTF-8."""


class Unreadable(TrustCoachError):
    """The file as a whole cannot be taken; the sentence names the line where it can."""


@dataclass(frozen=True)
class Text:
    """What a file says. `encoding` is what it was taken for, "" where it is UTF-8 or UTF-16 without a fault."""

    words: str
    encoding: str = ""


def unmarked(content: bytes) -> bytes:
    """The same without its mark, in UTF-8 where the mark names another form of Unicode."""
    marked = next((name for mark, name in MARKS.items() if content.startswith(mark)), "")
    if marked and marked != "utf-8-sig":
        return content.decode(marked, errors="replace").encode()
    return content.removeprefix(BOM_UTF8)


def decoded(content: bytes) -> Text:
    """By its mark, else UTF-8, else UTF-8 with broken places if most of it is, else what French letters speak for.

    A byte that means nothing becomes BROKEN and costs no other. A line of Windows-1252 amid UTF-8 is read as such.
    """
    bare = unmarked(content)
    try:
        return Text(bare.decode())
    except UnicodeDecodeError:
        pass
    strays, letters = (len(kind.findall(bare.decode(errors="surrogateescape"))) for kind in (_STRAY, _NOT_ASCII))
    if content.startswith(BOM_UTF8) or 2 * strays <= letters:
        return Text("\n".join(map(_mended, bare.split(b"\n"))), "UTF-8")
    name = max(OLDER, key=lambda name: _likelihood(bare, OLDER[name]))
    return Text(bare.decode(OLDER[name], errors="replace"), name)


def _mended(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252") if _FRENCH_LINE.fullmatch(line) else line.decode(errors="replace")


def _likelihood(content: bytes, encoding: str) -> int:
    """How much the letters look like French ones."""
    letters = _NOT_ASCII.findall(content.decode(encoding, errors="replace"))
    return sum(3 if letter in _SMALL else 1 if letter in _CAPITAL else -1 for letter in letters)


def file_name(sent: str) -> str:
    """The last part of what a browser calls a file, for show only: no path of ours is ever made of it."""
    return clean_line(sent.replace("\\", "/").rpartition("/")[2])[:120] or "fichier"
