"""Which event of a calendar is which row that an earlier import made. Pure.

An occurrence is named by its UID and the instant that its rule gave it. When a series starts at another time, each of
its occurrences has a new name: what is left over of one series on both sides is paired by the shift, on the wall clock,
that explains most of it.
"""

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from trustcoach_app.importing.facts import MadeOfEvent
from trustcoach_app.importing.readings import OCCURRENCE, CalendarEvent

Key = tuple[str, str]
"""The uid and the recurrence of an event."""

FURTHEST = timedelta(days=31)
"""A series does not start further off than this and stay the same one."""

NEAREST = 31
"""Occurrences before and after that one is compared with: a day each. In a file closer ones would cost their square."""

_CUT = re.compile(r"_R\d{8}(T\d{6}Z?)?(?=@|$)")
"""Google names « this event and the following » after the day of the cut."""


@dataclass(frozen=True)
class Matching:
    """`left` are the rows that no event is."""

    known: list[tuple[CalendarEvent, MadeOfEvent]]
    fresh: list[CalendarEvent]
    left: list[MadeOfEvent]


def match(events: Iterable[CalendarEvent], imported: Mapping[Key, MadeOfEvent], zone: ZoneInfo) -> Matching:
    """Each event and each row at most once, events in their order."""
    by_key = {(event.uid, event.recurrence): event for event in events}
    known = {key: imported[key] for key in by_key if key in imported}
    fresh, left = _by_series(by_key.keys() - imported.keys()), _by_series(imported.keys() - by_key.keys())
    for series in fresh.keys() & left.keys():
        known |= {new: imported[old] for new, old in _paired(fresh[series], left[series], by_key, imported, zone)}
    found = {made.key for made in known.values()}
    return Matching(
        known=[(event, known[key]) for key, event in by_key.items() if key in known],
        fresh=[event for key, event in by_key.items() if key not in known],
        left=[made for key, made in imported.items() if key not in found],
    )


def series_of(uid: str) -> str:
    """The UID that all parts of a series share."""
    return _CUT.sub("", uid)


def _by_series(keys: Iterable[Key]) -> dict[str, list[Key]]:
    series: dict[str, list[Key]] = defaultdict(list)
    for key in sorted(keys):
        series[series_of(key[0])].append(key)
    return series


def _paired(
    new: list[Key],
    old: list[Key],
    events: Mapping[Key, CalendarEvent],
    imported: Mapping[Key, MadeOfEvent],
    zone: ZoneInfo,
) -> Iterator[tuple[Key, Key]]:
    goals = {key: _wall_clock(key, events[key].starts_at, zone) for key in new}
    origins = {key: _wall_clock(key, imported[key].starts_at, zone) for key in old}
    by_shift: dict[timedelta, list[tuple[Key, Key]]] = defaultdict(list)
    in_time = sorted(origins.items(), key=_when)
    for goal, then in goals.items():
        first, here, last = (bisect(in_time, then + edge, key=_when) for edge in (-FURTHEST, timedelta(), FURTHEST))
        for origin, before in in_time[max(first, here - NEAREST) : min(last, here + NEAREST)]:
            by_shift[then - before].append((goal, origin))
    for _, pairs in sorted(by_shift.items(), key=lambda item: (-len(item[1]), abs(item[0]))):
        for goal, origin in pairs:
            if goal in goals and origin in origins:
                del goals[goal], origins[origin]
                yield goal, origin


def _when(named: tuple[Key, datetime]) -> datetime:
    return named[1]


def _wall_clock(key: Key, starts_at: datetime, zone: ZoneInfo) -> datetime:
    """When its rule put it; the start, of an event that did not recur."""
    ruled = datetime.strptime(key[1], OCCURRENCE).replace(tzinfo=UTC) if key[1] else starts_at
    return ruled.astimezone(zone).replace(tzinfo=None)
