"""How a person's name is drawn where there is no picture, and what it is found and sorted by."""

import re
import unicodedata

from trustcoach_app.normal_form import normal_form

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})
_NOT_A_WORD = re.compile(r"[^\w@+.]+|_+")


def initials(name: str) -> str:
    """`Marie Dupont` → `MD`, `Jean-Paul de La Tour` → `JT`, `Cher` → `C`."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


def tone_index(name: str) -> int:
    """A calm tint of the avatar, 0 to 7, the same for a name everywhere."""
    return sum(map(ord, name)) % 8


def bare(text: str) -> str:
    """`"Élodie D’Œuvre-Noël"` → `"elodie d’oeuvre-noel"`: no accents, no case."""
    decomposed = normal_form("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold().translate(_LIGATURES)


def fold(text: str) -> str:
    """`"Élodie  D’Œuvre-Noël"` → `"elodie d oeuvre noel"`: no accents, no case, words apart by one space."""
    return " ".join(_NOT_A_WORD.sub(" ", bare(text)).split())
