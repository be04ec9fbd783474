"""Who may be meant by a name that nobody has: one or two slips in a word (« Duopnt », « Mairie ») are forgiven."""

from collections.abc import Mapping
from uuid import UUID

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.models.clients import Client

NEAR_ENOUGH = 75
"""Of 100: what two words must have in common. Less is another name."""
MOST_SPELLINGS = 20
"""How many words of names one typed word may stand for."""
MOST_WORDS = 6
"""Of a search that are compared."""
MOST_NAMES = 5_000
"""Clients whose names are compared, those first whom the practice has had the longest: some 3 ms for 2,000."""


async def near(db: AsyncSession, *, coach_id: UUID, words: list[str], is_archived: bool = False) -> list[UUID]:
    """The clients of whom each typed word comes close to some word of the name, the closest first. One statement."""
    archived_at = col(Client.archived_at)
    query = select(col(Client.id), col(Client.sort_key)).where(
        col(Client.coach_id) == coach_id,
        col(Client.merged_into).is_(None),
        archived_at.is_not(None) if is_archived else archived_at.is_(None),
    )
    rows = await db.execute(query.order_by(col(Client.id)).limit(MOST_NAMES))
    return nearest({row.id: row.sort_key for row in rows}, words)


def nearest(names: Mapping[UUID, str], words: list[str]) -> list[UUID]:
    """The ids of folded names that each of some folded words comes close to, the closest first. Pure."""
    spellings = list({part for name in names.values() for part in name.split()})
    close = [_close(word, spellings) for word in words[:MOST_WORDS]]
    far = ((_distance(name, close), name, of) for of, name in names.items())
    return [of for _, _, of in sorted(one for one in far if one[0] is not None)]


def _close(word: str, spellings: list[str]) -> dict[str, float]:
    """The spellings that come close, with how far each is."""
    found = process.extract(word, spellings, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH, limit=MOST_SPELLINGS)
    return {spelling: 100 - likeness for spelling, likeness, _ in found}


def _distance(name: str, close: list[dict[str, float]]) -> float | None:
    """How far the name's nearest words are from the typed ones, added up; None if one has none."""
    nearest = [min((near[part] for part in name.split() if part in near), default=None) for near in close]
    known = [distance for distance in nearest if distance is not None]
    return sum(known) if len(known) == len(nearest) else None
