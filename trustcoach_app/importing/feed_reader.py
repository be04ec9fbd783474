"""The reader of a followed calendar, in a process of its own (uploads/bounded.py)."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from trustcoach_app.importing.calendar.reading import read_calendar
from trustcoach_app.importing.feed_reading import (
    FEED_HEAD,
    FEED_READING,
    MOST_BLOCKS,
    MOST_LEFT_OUT,
    CalledOff,
    FeedEvent,
    FeedHead,
    FeedReading,
)
from trustcoach_app.importing.people import has_declined, own_keys
from trustcoach_app.importing.readings import CalendarEvent, CalendarReading, EventStanding, Skipped

CUT = Skipped("Calendrier incomplet", "Il s’arrête avant sa fin\u202f: les heures déjà connues sont gardées.")
TOO_MANY = Skipped("Trop d’heures occupées", f"Les {MOST_BLOCKS} premières sont prises en compte.")


def answer(head: bytes, content: bytes) -> Iterator[bytes]:
    """A FeedReading, as JSON. Raises Unreadable."""
    asked = FEED_HEAD.validate_json(head)
    yield FEED_READING.dump_json(of_reading(read_calendar(content, zone=ZoneInfo(asked.zone), now=asked.now), asked))


def of_reading(reading: CalendarReading, asked: FeedHead) -> FeedReading:
    """What is kept of a reading."""
    own = own_keys(reading.events, email=asked.own_email, calendar=reading.name)
    declined = [event for event in reading.events if has_declined(event, own)]
    refused = {id(event) for event in declined}
    coming = [
        event
        for event in reading.events
        if id(event) not in refused and event.ends_at > asked.now and event.ends_at > event.starts_at
    ]
    off = [CalledOff(one.uid, one.recurrence, one.sequence, one.standing) for one in reading.inactive]
    off += [CalledOff(one.uid, one.recurrence, one.sequence, EventStanding.DECLINED) for one in declined]
    told = {event.uid for event in reading.events} | {one.uid for one in reading.inactive}
    return FeedReading(
        [_feed_event(event) for event in coming[:MOST_BLOCKS]],
        off,
        sorted(reading.uids - told - reading.whole),
        _left_out(reading, len(coming)),
        reading.is_cut,
    )


def _feed_event(event: CalendarEvent) -> FeedEvent:
    key = (event.uid, event.recurrence, event.sequence, event.etag)
    return FeedEvent(*key, event.starts_at, event.ends_at, event.title)


def _left_out(reading: CalendarReading, coming: int) -> list[Skipped]:
    """What the coach should know, the gravest first."""
    lines = [CUT] if reading.is_cut else []
    lines += [TOO_MANY] if coming > MOST_BLOCKS else []
    lines += reading.skipped
    lines += [Skipped(note.what, note.why) for note in reading.notes]
    return lines[:MOST_LEFT_OUT]
