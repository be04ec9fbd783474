"""An hour that the clock shows twice, in the night in which it is put back: which of the two is meant, is asked."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from trustcoach_app.errors import InvalidInput
from trustcoach_app.formats import is_twice

FIRST, SECOND = "0", "1"
WHICH = (
    ("", "Choisissez"),
    (FIRST, "La première, avant le changement d’heure"),
    (SECOND, "La seconde, après le changement d’heure"),
)


def which_field(field: str) -> str:
    """The name of the field that says which of two hours `field` means."""
    return f"{field}_twice"


def meant(local: datetime, sent: Mapping[str, Any], field: str) -> datetime:
    """The instant that is meant by a wall-clock time with its zone. Raises InvalidInput while that is not said."""
    if not is_twice(local):
        return local
    which = str(sent.get(which_field(field)) or "")
    if which not in (FIRST, SECOND):
        words = "Cette nuit-là, l’horloge montre cette heure deux fois\u202f: dites laquelle."
        raise InvalidInput(**{which_field(field): words})
    return local.replace(fold=int(which))


def which_of(local: datetime) -> str:
    """What the field holds for an instant; empty for an hour that comes once."""
    return (FIRST, SECOND)[local.fold] if is_twice(local) else ""
