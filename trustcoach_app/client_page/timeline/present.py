"""What happened, in words. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from trustcoach_app.bookings.present import session_path, status_words
from trustcoach_app.choices import Chip
from trustcoach_app.client_file.present import MOMENTS, excerpt, number_in_words, standing_in_words
from trustcoach_app.client_page.timeline.sources import sources
from trustcoach_app.client_page.timeline.views import TimelineEntry
from trustcoach_app.formats import clock_time, short_day
from trustcoach_app.models.actions import ActionOwner
from trustcoach_app.models.bookings import BookingStatus
from trustcoach_app.models.sessions import MomentKind
from trustcoach_app.timelines import TimelineRow

LONGEST_EXCERPT = 280
"""Characters of a summary or a note; the rest is on the page of its session, or in its window."""
ONLY_A_DAY = ("goal",)
"""Kinds of which nobody knows the hour."""


@dataclass(frozen=True)
class EntryWords:
    """The words of one happening."""

    source: str
    title: str
    text: str = ""
    href: str = ""
    status: str = ""
    tone: str = "neutral"


def entries(rows: Sequence[TimelineRow], zone: ZoneInfo, now: datetime) -> list[TimelineEntry]:
    """In the order of the rows."""
    return [_entry(row, zone, now) for row in rows]


def chips(chosen: str) -> list[Chip]:
    """What one can filter by, everything first."""
    every = [("", "Tout"), *((source.key, source.label) for source in sources())]
    return [Chip(key, label, "", "", key == chosen) for key, label in every]


def _entry(row: TimelineRow, zone: ZoneInfo, now: datetime) -> TimelineEntry:
    told, day = _told(row, now), row.at.astimezone(zone).date()
    hour = "" if row.kind in ONLY_A_DAY else f" à {clock_time(row.at, zone)}"
    return TimelineEntry(
        key=f"{row.kind}-{row.id}",
        source=told.source,
        title=told.title,
        text=told.text,
        when=f"{short_day(day)} {day.year}{hour}",
        href=told.href,
        status=told.status,
        tone=told.tone,
        is_shared=row.is_shared is True,
        is_private=row.is_shared is False,
    )


def _told(row: TimelineRow, now: datetime) -> EntryWords:
    if row.kind in _KNOWN:
        return _KNOWN[row.kind](row, now)
    for source in sources():  # what stands beside the file words itself
        if source.words and row.kind in source.kinds:
            return EntryWords(source.key, *source.words(row))
    raise KeyError(row.kind)


def _session(row: TimelineRow, now: datetime) -> EntryWords:
    status, tone = status_words(BookingStatus(row.detail), row.until or row.at, now)
    return EntryWords("seances", row.title or "Séance", "", _session_of(row), status, tone)


def _moment(row: TimelineRow, now: datetime) -> EntryWords:
    return EntryWords("moments", MOMENTS[MomentKind(row.detail)], row.text or "", _session_of(row))


def _summary(row: TimelineRow, now: datetime) -> EntryWords:
    return EntryWords("resumes", "Résumé signé", excerpt(row.text or "", LONGEST_EXCERPT), _session_of(row))


def _note(row: TimelineRow, now: datetime) -> EntryWords:
    return EntryWords("notes", "Note", excerpt(row.text or "", LONGEST_EXCERPT))


def _goal(row: TimelineRow, now: datetime) -> EntryWords:
    unit = f" {row.unit}" if row.unit and not row.unit.startswith("/") else ""
    aim = f"{number_in_words(row.target)}{unit} visés" if row.target is not None else ""
    return EntryWords("objectifs", f"Objectif fixé\u202f: {row.title}", aim)


def _reached(row: TimelineRow, now: datetime) -> EntryWords:
    return EntryWords("objectifs", f"Objectif atteint\u202f: {row.title}")


def _measure(row: TimelineRow, now: datetime) -> EntryWords:
    words = standing_in_words(row.value or 0.0, row.target, row.unit or "")
    return EntryWords("mesures", f"{row.title}\u202f: {words}", row.detail or "")


def _action(row: TimelineRow, now: datetime) -> EntryWords:
    whose = "" if row.detail == ActionOwner.CLIENT else "À faire par vous"
    return EntryWords("actions", f"À faire\u202f: {row.title}", whose)


def _done(row: TimelineRow, now: datetime) -> EntryWords:
    return EntryWords("actions", f"Fait\u202f: {row.title}")


def _import(row: TimelineRow, now: datetime) -> EntryWords:
    return EntryWords("imports", "Fiche importée", row.title or "")


_KNOWN: dict[str, Callable[[TimelineRow, datetime], EntryWords]] = {
    "session": _session,
    "moment": _moment,
    "summary": _summary,
    "note": _note,
    "goal": _goal,
    "goal_reached": _reached,
    "measure": _measure,
    "action": _action,
    "action_done": _done,
    "import": _import,
}


def _session_of(row: TimelineRow) -> str:
    return session_path(row.about) if row.about else ""
