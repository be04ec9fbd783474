"""From the events of one UID to its occurrences in a stretch of time. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar
from icalendar import Event as Component
from icalendar.prop import vDDDLists, vDDDTypes, vRecur

from trustcoach_app.importing.calendar.items import Item
from trustcoach_app.importing.calendar.values import instant, is_day
from trustcoach_app.importing.readings import OCCURRENCE

_OF = "X-ITEM"
"""Which item an occurrence is of."""


@dataclass(frozen=True)
class Occurrence:
    """When one takes place, of what, and its name in the series, "" for what does not recur."""

    of: Item
    starts_at: datetime
    ends_at: datetime
    recurrence: str


def occurrences(items: Sequence[Item], home: ZoneInfo, start: datetime, end: datetime) -> list[Occurrence]:
    """Those that overlap [start, end). Raises whatever the library does."""
    master = next((item for item in items if item.recurrence_id is None), None)
    fitting = [item if master is None else _like(master, item) for item in items]
    calendar = Calendar()
    for number, item in enumerate(fitting):
        calendar.add_component(_component(number, item))
    found = recurring_ical_events.of(calendar).between(start, end)
    return [_occurrence(one, fitting, home) for one in found]


def single(item: Item, home: ZoneInfo, *, is_named: bool = False) -> Occurrence:
    """What does not recur; `is_named` by its start, where several share a UID."""
    starts_at = instant(item.start, home)
    recurrence = starts_at.strftime(OCCURRENCE) if is_named else ""
    return Occurrence(item, starts_at, instant(item.end, home), recurrence)


def name_of_exception(item: Item, home: ZoneInfo) -> str:
    """The recurrence of one that is another than the others."""
    return instant(item.recurrence_id, home).strftime(OCCURRENCE) if item.recurrence_id is not None else ""


def _like(master: Item, item: Item) -> Item:
    """Some programs name an occurrence at an hour by its day alone."""
    named = item.recurrence_id
    if named is None or not is_day(named) or not isinstance(master.start, datetime):
        return item
    return replace(item, recurrence_id=datetime.combine(named, master.start.timetz()))


def _component(number: int, item: Item) -> Component:
    made = Component()
    made.add("UID", item.uid)
    made.add(_OF, str(number))
    made["DTSTART"], made["DTEND"] = vDDDTypes(item.start), vDDDTypes(item.end)
    made.add("SEQUENCE", item.sequence)
    for rule in item.rules:
        made.add("RRULE", vRecur.from_ical(rule))
    for name, dates in (("RDATE", item.rdates), ("EXDATE", item.exdates)):
        if dates:
            made[name] = [vDDDLists([one]) for one in dates]
    if item.recurrence_id is not None:
        made["RECURRENCE-ID"] = vDDDTypes(item.recurrence_id)
        if item.and_following:
            made["RECURRENCE-ID"].params["RANGE"] = "THISANDFUTURE"
    return made


def _occurrence(found: Any, items: Sequence[Item], home: ZoneInfo) -> Occurrence:
    item = items[int(found[_OF])]
    start, end = found["DTSTART"].dt, found["DTEND"].dt
    return Occurrence(item, instant(start, home), instant(end, home), _name(item, start, home))


def _name(item: Item, start: date, home: ZoneInfo) -> str:
    """The instant that its rule gave it. What an exception moved together with all that follow is moved back."""
    ruled = start
    if item.recurrence_id is not None:
        ruled = start - (item.start - item.recurrence_id) if item.and_following else item.recurrence_id
    return instant(ruled, home).strftime(OCCURRENCE)


def of_one_uid(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items, those of each UID together, in the order of the file."""
    by_uid: dict[str, list[Item]] = {}
    for item in items:
        by_uid.setdefault(item.uid, []).append(item)
    yield from by_uid.values()
