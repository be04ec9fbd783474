"""The place in a sorted list at which a page begins, as an address says it. Pure; whatever stands there is a claim."""

from dataclasses import dataclass
from uuid import UUID

LONGEST = 300
"""Characters of a cursor that are looked at."""
FURTHEST = 2**62


@dataclass(frozen=True)
class Cursor:
    """What a row is sorted by: a number first, then folded words, then its id, which no other row has."""

    rank: int
    id: UUID
    key: str = ""

    @property
    def text(self) -> str:
        """`1767.dupont marie.0192…`; without words `1767.0192…`."""
        return ".".join((str(self.rank), self.key, str(self.id)) if self.key else (str(self.rank), str(self.id)))


def cursor_of(text: str) -> Cursor | None:
    """What such a text names, None for anything else."""
    rank, _, rest = text[:LONGEST].partition(".")
    key, _, row = rest.rpartition(".")
    try:
        found = Cursor(int(rank), UUID(row), key)
    except ValueError:
        return None
    return found if abs(found.rank) <= FURTHEST else None
