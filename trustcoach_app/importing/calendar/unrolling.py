"""Fills a reading with the occurrences of its events, within a stretch of time. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from trustcoach_app.formats import short_day
from trustcoach_app.importing.calendar.items import Item
from trustcoach_app.importing.calendar.patience import EACH, QUICK, Patience, TooLong
from trustcoach_app.importing.calendar.series import Occurrence, occurrences, of_one_uid, single
from trustcoach_app.importing.calendar.values import instant
from trustcoach_app.importing.calendar.versions import Versions, versions
from trustcoach_app.importing.readings import CalendarEvent, CalendarReading, EventStanding, Inactive, Skipped
from trustcoach_app.importing.window import FURTHEST, OLDEST
from trustcoach_app.uploads.findings import Finding
from trustcoach_app.uploads.text import Unreadable

MOST_OCCURRENCES = 20_000

NO_DATE = "Sa récurrence n’a aucune date."
TOO_LONG = "Sa récurrence est trop longue à calculer."
NOT_UNROLLED = "Sa récurrence ne peut pas être calculée."


class Unroller:
    """Takes the items of a file once."""

    def __init__(self, reading: CalendarReading, home: ZoneInfo, now: datetime) -> None:
        self._reading, self._home = reading, home
        self._start, self._end = now - OLDEST, now + FURTHEST
        self._patience = Patience()
        self._slow: list[Sequence[Item]] = []
        self._before = self._after = 0

    def take(self, items: Iterable[Item]) -> None:
        """All of them; slow series come last: they may use up the time. Raises Unreadable for too many occurrences."""
        gone = _newest_cancelled(self._reading.inactive)
        newer = ([one for one in same if one.sequence > gone.get(one.uid, -1)] for same in of_one_uid(items))
        uids = [versions(same) for same in newer]
        for one in sorted(uids, key=lambda one: any(item.recurs for item in one.series)):
            self._take_uid(one)
            _ensure_few(self._reading)
        for series in self._slow:
            self._unroll(series, EACH)
            _ensure_few(self._reading)
        _settle(self._reading)
        self._note(f"avant le {_day(self._start, self._home)}", self._before)
        self._note(f"après le {_day(self._end, self._home)}", self._after)

    def _note(self, when: str, count: int) -> None:
        if count:
            self._reading.notes.append(Finding(f"Événements {when}", f"{count} ne sont pas repris."))

    def _take_uid(self, found: Versions) -> None:
        masters = [one for one in found.series if one.recurrence_id is None]
        self._reading.whole.update(one.uid for one in [*found.singles, *masters])
        for one in found.doubtful:
            why = "Un autre événement de ce fichier porte le même identifiant."
            self._reading.skipped.append(Skipped(words_of(one, self._home), why))
        if found.singles:
            self._take_singles(found.singles)
        elif found.series == masters and not any(one.recurs for one in masters):
            self._add_single(*(single(one, self._home) for one in masters))
        else:
            self._unroll(found.series, QUICK)

    def _take_singles(self, singles: Sequence[Item]) -> None:
        """Several events of one UID: each is named by its start too, and the coach is told."""
        what = f"Même identifiant : {singles[0].title or 'sans titre'}"
        self._reading.notes.append(Finding(what, f"{len(singles)} événements le portent, tous lus."))
        self._add_single(*(single(one, self._home, is_named=True) for one in singles))

    def _add_single(self, *found: Occurrence) -> None:
        for one in found:
            if one.ends_at <= self._start:
                self._before += 1
            elif one.starts_at >= self._end:
                self._after += 1
            else:
                self._add(one)

    def _unroll(self, items: Sequence[Item], seconds: float) -> None:
        """A series that cannot be unrolled is listed, whatever the library raises of it."""
        try:
            with self._patience.at_most(seconds):
                found = occurrences(items, self._home, self._start, self._end)
        except TooLong:
            self._slow.append(items) if seconds == QUICK else self._list(items, TOO_LONG)
            return
        except Exception:  # of a stranger's rules the library raises whatever its depths do
            self._list(items, NOT_UNROLLED)
            return
        if not found and self._start < instant(items[0].start, self._home) < self._end:
            self._list(items, NO_DATE)
        for one in found:
            self._add(one)

    def _list(self, items: Sequence[Item], why: str) -> None:
        self._reading.skipped.append(Skipped(words_of(items[0], self._home), why))
        self._reading.whole.discard(items[0].uid)

    def _add(self, one: Occurrence) -> None:
        what = one.of
        if not what.is_cancelled and not what.is_free:
            self._reading.events.append(_event(one))
            return
        standing = EventStanding.CANCELLED if what.is_cancelled else EventStanding.FREE
        inactive = Inactive(what.uid, one.recurrence, one.starts_at, what.title, standing, what.sequence)
        self._reading.inactive.append(inactive)


def words_of(found: Item, home: ZoneInfo) -> str:
    """`20 janv. 2026, Séance Léa`"""
    return f"{_day(instant(found.start, home), home)}, {found.title or 'sans titre'}"


def _day(at: datetime, home: ZoneInfo) -> str:
    day = at.astimezone(home).date()
    return f"{short_day(day)} {day.year}"


def _event(one: Occurrence) -> CalendarEvent:
    what = one.of
    return CalendarEvent(
        uid=what.uid,
        recurrence=one.recurrence,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        timezone=what.timezone,
        title=what.title,
        place=what.place,
        organizer=what.organizer,
        attendees=what.attendees,
        sequence=what.sequence,
        etag=what.etag,
    )


def _newest_cancelled(inactive: Iterable[Inactive]) -> dict[str, int]:
    """Of each UID that is cancelled as a whole, the newest version that says so."""
    newest: dict[str, int] = {}
    for one in inactive:
        if not one.recurrence and not one.and_following:
            newest[one.uid] = max(one.sequence, newest.get(one.uid, -1))
    return newest


def _settle(reading: CalendarReading) -> None:
    """What stands in a newer version is not cancelled, and what is cancelled does not stand."""
    live = {(event.uid, event.recurrence): event.sequence for event in reading.events}
    newest: dict[str, int] = {}
    for (uid, _), sequence in live.items():
        newest[uid] = max(sequence, newest.get(uid, -1))
    reading.inactive = [
        one
        for one in reading.inactive
        if one.sequence >= (live.get((one.uid, one.recurrence), -1) if one.recurrence else newest.get(one.uid, -1))
    ]
    gone = {(one.uid, one.recurrence) for one in reading.inactive if one.recurrence}
    reading.events = [event for event in reading.events if (event.uid, event.recurrence) not in gone]


def _ensure_few(reading: CalendarReading) -> None:
    if max(len(reading.events), len(reading.inactive), len(reading.skipped)) > MOST_OCCURRENCES:
        raise Unreadable(
            f"Ce calendrier contient plus de {MOST_OCCURRENCES} événements : exportez une période plus courte."
        )
