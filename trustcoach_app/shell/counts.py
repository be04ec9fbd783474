"""How much waits behind an entry of the navigation: a capability registers a function for it, the frame asks that."""

from collections.abc import Awaitable, Callable

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.shell.navigation import ENTRIES, Role

Count = Callable[[AsyncSession], Awaitable[int]]

_counts: dict[str, Count] = {}


def register_count(entry: str, count: Count) -> None:
    """Have the frame show `count` beside an entry (its key in navigation.py), unless it is 0.

    Called at start, before the pages are made. `count` gets a session that acts as whoever looks, on each page load: it
    is one cheap statement, and the policies narrow it. Raises KeyError for an entry that no role has.
    """
    if not any(entry == each.key for entries in ENTRIES.values() for each in entries):
        raise KeyError(entry)
    _counts[entry] = count


def is_counted(entry: str) -> bool:
    """Whether something counts behind this entry."""
    return entry in _counts


async def count_waiting(db: AsyncSession, *, role: Role) -> dict[str, int]:
    """What waits behind the entries of a role, by their keys. Entries that nobody counts have none."""
    return {each.key: await _counts[each.key](db) for each in ENTRIES[role] if each.key in _counts}
