"""What the parts of a timeline have in common: whoever tells something of a client lends selects of these columns.

So everything of one client, whoever keeps it, is one statement (docs/adr/0019-a-client-s-file.md).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, DateTime, Float, LargeBinary, Select, Text, Uuid, cast, null, select, type_coerce
from sqlalchemy.sql.type_api import TypeEngine

from trustcoach_app.db.types import EncryptedText

Selects = Callable[[UUID, UUID, str], list[Select[*tuple[Any, ...]]]]
"""Takes the practice, the client and the name of the coach's zone."""


@dataclass(frozen=True)
class TimelineRow:
    """One thing that happened. What a kind does not say is None."""

    kind: str
    id: UUID
    at: datetime
    until: datetime | None
    title: str | None
    detail: str | None
    text: str | None
    """What rests encrypted."""
    value: float | None
    target: float | None
    unit: str | None
    about: UUID | None
    """The row whose page it leads to."""
    is_shared: bool | None
    """Whether the client may read it; None where that needs no word."""


_TYPES: dict[str, TypeEngine[Any]] = {
    "id": Uuid(),
    "at": DateTime(timezone=True),
    "until": DateTime(timezone=True),
    "title": Text(),
    "detail": Text(),
    "text": LargeBinary(),
    "value": Float(),
    "target": Float(),
    "unit": Text(),
    "about": Uuid(),
    "is_shared": Boolean(),
}
"""The columns behind the kind, in the order of a TimelineRow."""


def timeline_select(kind: str, **columns: Any) -> Select[*tuple[Any, ...]]:
    """A select of `columns`, each by the name of its field; the caller narrows it to one client's rows.

    Raises KeyError for a column that a timeline has not.
    """
    given = {name: columns.pop(name, None) for name in _TYPES}
    if columns:
        raise KeyError(*columns)
    return select(cast(kind, Text).label("kind"), *(_typed(name, column) for name, column in given.items()))


def _typed(name: str, column: Any) -> Any:
    """Of one type in every select, so that they can be put under each other."""
    typed = cast(null() if column is None else column, _TYPES[name])
    return (type_coerce(typed, EncryptedText) if name == "text" else typed).label(name)
