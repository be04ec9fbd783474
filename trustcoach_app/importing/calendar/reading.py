"""Reads an .ics file into occurrences. Pure; run it in a process of its own (uploads/bounded.py): files are hostile."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from trustcoach_app.formats import plural
from trustcoach_app.importing.calendar.components import Contents, RawCalendar, contents
from trustcoach_app.importing.calendar.content_lines import content_lines, unescaped
from trustcoach_app.importing.calendar.items import Item, item, title_of, uid_of
from trustcoach_app.importing.calendar.series import name_of_exception
from trustcoach_app.importing.calendar.unrolling import Unroller, words_of
from trustcoach_app.importing.calendar.values import BadValue, instant
from trustcoach_app.importing.calendar.zones import Zones, by_name
from trustcoach_app.importing.readings import CalendarReading, EventStanding, Inactive, Skipped
from trustcoach_app.inputs import clean_line
from trustcoach_app.limits import LONGEST_CALENDAR_NAME
from trustcoach_app.uploads.fields import one_line
from trustcoach_app.uploads.findings import MOST_NAMED, Finding, of_encoding
from trustcoach_app.uploads.text import Unreadable

MOST_EVENTS = 10_000

ANSWERS = frozenset(("REPLY", "REFRESH", "COUNTER", "DECLINECOUNTER"))
"""Of METHOD: what attendees send back, which makes no event (RFC 5546, 1.4)."""

NAMES = {"VTODO": "tâche", "VJOURNAL": "note de journal", "VFREEBUSY": "plage de disponibilité sans événement"}


def read_calendar(content: bytes, *, zone: ZoneInfo, now: datetime) -> CalendarReading:
    """Every occurrence from ten years before `now` to two years after it; `zone` is the coach's.

    Raises Unreadable for what is no calendar, and for more than MOST_EVENTS or MOST_OCCURRENCES. What cannot be read of
    it is listed; the rest is read.
    """
    lines, encoding = content_lines(content)
    parts = contents(lines)
    if not parts.calendars:
        raise Unreadable(_no_calendar(parts))
    if sum(len(calendar.events) for calendar in parts.calendars) > MOST_EVENTS:
        raise Unreadable(f"Ce calendrier contient plus de {MOST_EVENTS} événements : exportez une période plus courte.")
    reading = CalendarReading(notes=[*of_encoding(encoding), *_of_lines(parts)], is_whole=parts.is_whole)
    reading.is_cut = not parts.is_whole
    items = [found for calendar in parts.calendars for found in _items(calendar, zone, reading)]
    Unroller(reading, zone, now).take(items)
    reading.events.sort(key=lambda event: (event.starts_at, event.uid))
    return reading


def _no_calendar(parts: Contents) -> str:
    if not parts.strange:
        return "Ce fichier est vide\u202f: un calendrier commence par BEGIN:VCALENDAR."
    first = parts.strange[0]
    return f"Ce fichier n’est pas un calendrier .ics (ligne {first.number}\u202f: « {first.shown} »)."


def _of_lines(parts: Contents) -> Iterator[Finding]:
    """What of the lines was no part of anything."""
    if not parts.is_whole:
        yield Finding("Fichier incomplet", "Il s’arrête avant sa fin : exportez-le de nouveau si des dates manquent.")
    for line in parts.strange[:MOST_NAMED]:
        yield Finding(f"Ligne {line.number} illisible", f"« {line.shown} »")
    if (rest := len(parts.strange) - MOST_NAMED) > 0:
        yield Finding("Autres lignes illisibles", f"{rest} de plus.")
    for part, count in parts.others.items():
        yield Finding("Ce ne sont pas des événements", f"{plural(count, NAMES[part])} ({part}).")


def _items(calendar: RawCalendar, home: ZoneInfo, reading: CalendarReading) -> Iterator[Item]:
    """The events of one calendar that can be read; the others are listed."""
    method = calendar.own.get("METHOD", "").strip().upper()
    zones = Zones(calendar.zones, by_name(calendar.own.get("X-WR-TIMEZONE", "").strip()) or home, home)
    name = clean_line(one_line(unescaped(calendar.own.get("X-WR-CALNAME", ""))))[:LONGEST_CALENDAR_NAME]
    reading.name = reading.name or name
    reading.is_whole &= method in ("", "PUBLISH")
    for event in calendar.events:
        reading.uids.add(uid_of(event))
        try:
            found = item(event, zones, home)
        except BadValue as bad:
            reading.skipped.append(Skipped(title_of(event) or f"Ligne {event.number}", str(bad)))
            continue
        if method in ANSWERS:
            reading.skipped.append(Skipped(words_of(found, home), "Une réponse à une invitation, pas un événement."))
        elif method == "CANCEL" or (found.is_cancelled and found.recurrence_id is None):
            reading.inactive.append(_cancelled(found, home))
        else:
            yield found


def _cancelled(found: Item, home: ZoneInfo) -> Inactive:
    starts_at, named = instant(found.start, home), name_of_exception(found, home)
    cancelled = EventStanding.CANCELLED
    return Inactive(found.uid, named, starts_at, found.title, cancelled, found.sequence, found.and_following)
