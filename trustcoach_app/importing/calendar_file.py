"""Reads an .ics export into occurrences. Pure; run it in a process of its own (bounded.py): files can be hostile."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Component

from trustcoach_app.importing.calendar_lines import check_calendar
from trustcoach_app.importing.readings import OCCURRENCE, Event, Person, Reading, Skipped
from trustcoach_app.inputs import clean_line, zone_names
from trustcoach_app.uploads.text import Unreadable, decoded

OLDEST = timedelta(days=10 * 366)
FURTHEST = timedelta(days=2 * 365)
MOST_EVENTS = 10_000
MOST_OCCURRENCES = 20_000

_TOO_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}
_WITHIN_A_DAY = ("BYSECOND", "BYMINUTE", "BYHOUR")
_NEEDED = {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}


def read_calendar(content: bytes, *, zone: ZoneInfo, now: datetime) -> Reading:
    """Every occurrence from ten years before `now` to two years after it. Floating times are in `zone`.

    Raises Unreadable. Single events that cannot be read are listed among the skipped, the others are kept.
    """
    text = decoded(content)
    check_calendar(text)
    try:
        return _read(text, zone, now)
    except Unreadable:
        raise
    except Exception as error:  # of odd time zones, the libraries raise whatever their depths do
        raise Unreadable("Ce calendrier ne peut pas être lu : exportez-le de nouveau.") from error


def _read(text: str, zone: ZoneInfo, now: datetime) -> Reading:
    skipped: list[Skipped] = []
    events: list[Event] = []
    for calendar in Calendar.from_ical(text.encode(), multiple=True):
        series = _usable(calendar, skipped)
        events += _occurrences(calendar, series, _default_zone(calendar, zone), now, skipped)
        _ensure_few(max(len(events), len(skipped)))
    return Reading(sorted(events, key=lambda event: (event.starts_at, event.uid)), skipped)


def _default_zone(calendar: Component, zone: ZoneInfo) -> ZoneInfo:
    named = str(calendar.get("X-WR-TIMEZONE", ""))
    return ZoneInfo(named) if named in zone_names() else zone


def _usable(calendar: Component, skipped: list[Skipped]) -> set[str]:
    """Take out of the calendar what cannot be unrolled; returns the UIDs that recur."""
    events = calendar.walk("VEVENT")
    if len(events) > MOST_EVENTS:
        raise Unreadable(f"Ce calendrier contient plus de {MOST_EVENTS} événements : exportez une période plus courte.")
    recurring: set[str] = set()
    for event in events:
        if why := _refusal(event):
            skipped.append(Skipped(_title(event), why))
            calendar.subcomponents.remove(event)
            continue
        if "UID" not in event:
            event.add("UID", sha256(event.to_ical()).hexdigest())
        if event.keys() & {"RRULE", "RDATE", "RECURRENCE-ID"}:
            recurring.add(str(event["UID"]))
    return recurring


def _refusal(event: Component) -> str:
    """Why an event cannot be unrolled; empty when it can."""
    wrong = {str(name) for name, _ in event.errors} & _NEEDED
    if wrong:
        return f"Une date ou une récurrence est illisible ({', '.join(sorted(wrong))})."
    if "DTSTART" not in event:
        return "Il n’a pas de date de début."
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        often = sum(len(rule.get(part, [])) for part in _WITHIN_A_DAY) > len(_WITHIN_A_DAY)
        if often or set(map(str, rule.get("FREQ", []))) & _TOO_OFTEN:
            return "Il se répète plusieurs fois par jour."
    return ""


def _occurrences(
    calendar: Component, recurring: set[str], zone: ZoneInfo, now: datetime, skipped: list[Skipped]
) -> Iterator[Event]:
    query = recurring_ical_events.of(calendar, skip_bad_series=True)
    found = query.between(now - OLDEST, now + FURTHEST)
    _ensure_few(len(found))
    for component in found:
        if str(component.get("STATUS", "")).upper() == "CANCELLED":
            skipped.append(Skipped(_title(component), "Annulé."))
        elif str(component.get("TRANSP", "")).upper() == "TRANSPARENT":
            skipped.append(Skipped(_title(component), "Marqué comme disponible."))
        else:
            yield _event(component, recurring, zone)


def _ensure_few(occurrences: int) -> None:
    """Of one calendar, and of all that a file holds."""
    if occurrences > MOST_OCCURRENCES:
        raise Unreadable(
            f"Ce calendrier contient plus de {MOST_OCCURRENCES} rendez-vous : exportez une période plus courte."
        )


def _event(component: Any, recurring: set[str], zone: ZoneInfo) -> Event:
    start, end = component.start, component.end
    uid = str(component["UID"])
    event = Event(
        uid=uid[:500],
        recurrence="",
        starts_at=_instant(start, zone),
        ends_at=_instant(end, zone),
        timezone=_zone_name(start),
        title=_title(component),
        place=clean_line(str(component.get("LOCATION", "")))[:300],
        organizer=next(iter(_people(component.get("ORGANIZER"))), None),
        attendees=tuple(_people(component.get("ATTENDEE"))),
    )
    if uid not in recurring:
        return event
    of_series = component["RECURRENCE-ID"].dt if "RECURRENCE-ID" in component else start
    return replace(event, recurrence=_instant(of_series, zone).strftime(OCCURRENCE))


def _instant(moment: date, zone: ZoneInfo) -> datetime:
    """In UTC. A whole day begins at midnight of `zone`, and a floating time is a time of `zone`."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(), zone)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _zone_name(moment: date) -> str:
    key = str(getattr(getattr(moment, "tzinfo", None), "key", ""))
    return key if key in zone_names() and key not in ("UTC", "Etc/UTC", "GMT") else ""


def _title(component: Component) -> str:
    return clean_line(str(component.get("SUMMARY", "")))[:160]


def _people(found: Any) -> Iterator[Person]:
    """Who is named, without rooms and without those who declined."""
    for address in found if isinstance(found, list) else [found] if found is not None else []:
        parameters = getattr(address, "params", {})
        if str(parameters.get("CUTYPE", "")).upper() in ("ROOM", "RESOURCE"):
            continue
        if str(parameters.get("PARTSTAT", "")).upper() == "DECLINED":
            continue
        scheme, _, email = str(address).rpartition(":")
        if scheme.lower() == "mailto" and "@" in email:
            yield Person(clean_line(str(parameters.get("CN", "")))[:120], email.strip().lower()[:254])
