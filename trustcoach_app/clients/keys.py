"""What a client is found and sorted by (decision 5): folded here, because not every database has a French collation."""

from trustcoach_app.limits import LONGEST_SEARCH_KEY, LONGEST_SORT_KEY, LONGEST_TAG_KEY
from trustcoach_app.names import bare, fold


def sort_key(name: str) -> str:
    """Élodie sorts before Zoé, and Étienne beside Etienne."""
    return fold(name)[:LONGEST_SORT_KEY]


def search_key(*, name: str, email: str | None, phone: str) -> str:
    """Name, telephone as dialled here and abroad, address; cut at the column's length, the name being first."""
    return " ".join(filter(None, (fold(name), _dialled(phone), phone, fold(email or ""))))[:LONGEST_SEARCH_KEY]


def search_words(typed: str) -> list[str]:
    """The words to look for. A telephone number typed in pairs is one word."""
    folded = fold(typed)
    digits = folded.replace(" ", "").replace(".", "")
    return [digits] if digits.lstrip("+").isdigit() else folded.split()


def tag_key(label: str) -> str:
    """What two spellings of one word have in common: `"Très  Chaud"` and `"tres chaud"`. Signs and pictures count."""
    return " ".join(bare(label).split())[:LONGEST_TAG_KEY]


def _dialled(phone: str) -> str:
    """`"+33612345678"` → `"0612345678"`."""
    return "0" + phone.removeprefix("+33") if phone.startswith("+33") else ""
