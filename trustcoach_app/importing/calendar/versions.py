"""Which of several events of one UID counts. Pure."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

from trustcoach_app.importing.calendar.items import Item


@dataclass
class Versions:
    """The events that count; `singles` are several that are no series. `doubtful` have the name of one that counts."""

    series: list[Item] = field(default_factory=list[Item])
    singles: list[Item] = field(default_factory=list[Item])
    doubtful: list[Item] = field(default_factory=list[Item])


def versions(items: Sequence[Item]) -> Versions:
    """The newest of each (RFC 5545, 3.8.7.4). Equal numbers at other times are other events: some programs give all of
    theirs one UID."""
    masters = _newest([item for item in items if item.recurrence_id is None])
    exceptions = _exceptions([item for item in items if item.recurrence_id is not None])
    masters = _first_of(masters, lambda item: (item.start, item.end, item.title, item.attendees))
    if len(masters) > 1 and not exceptions and not any(item.recurs for item in masters):
        return _apart(masters)
    masters.sort(key=lambda item: item.etag, reverse=True)
    return Versions([*masters[:1], *exceptions], doubtful=masters[1:])


def _newest(items: Sequence[Item]) -> list[Item]:
    newest = max((item.sequence for item in items), default=0)
    return [item for item in items if item.sequence == newest]


def _exceptions(items: Sequence[Item]) -> list[Item]:
    newest: dict[str, Item] = {}
    for item in sorted(items, key=lambda item: (item.sequence, item.etag)):
        newest[str(item.recurrence_id)] = item
    return list(newest.values())


def _apart(masters: Sequence[Item]) -> Versions:
    """One for each start: it becomes part of its name."""
    singles = _first_of(masters, lambda item: item.start)
    of_singles = set(map(id, singles))
    return Versions(singles=singles, doubtful=[item for item in masters if id(item) not in of_singles])


def _first_of(items: Sequence[Item], name: Callable[[Item], Hashable]) -> list[Item]:
    found: dict[Hashable, Item] = {}
    for item in items:
        found.setdefault(name(item), item)
    return list(found.values())
