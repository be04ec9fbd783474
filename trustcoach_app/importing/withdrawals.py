"""What earlier imports made of events that take no time any more: cancelled, declined or gone. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from trustcoach_app.importing.facts import MadeOfEvent
from trustcoach_app.importing.matching import series_of
from trustcoach_app.importing.moves import OLDER, label
from trustcoach_app.importing.plan import ImportPlan, Withdrawn
from trustcoach_app.importing.readings import CalendarReading, EventStanding, Inactive, Skipped

WORDS: Mapping[EventStanding, str] = {
    EventStanding.CANCELLED: "Annulé dans le calendrier d’où il vient.",
    EventStanding.DECLINED: "Refusé dans le calendrier d’où il vient.",
    EventStanding.FREE: "Marqué comme disponible dans son calendrier.",
    EventStanding.GONE: "Disparu du calendrier d’où il vient.",
}
UNKNOWN: Mapping[EventStanding, str] = {
    EventStanding.CANCELLED: "Annulé.",
    EventStanding.DECLINED: "Refusé.",
    EventStanding.FREE: "Marqué comme disponible.",
}
"""Of events that no import made anything of."""


def plan_inactive(
    inactive: Iterable[Inactive], made: Iterable[MadeOfEvent], zone: ZoneInfo, *, now: datetime, plan: ImportPlan
) -> set[tuple[str, str]]:
    """Add what they withdraw to the plan, and a line for each that withdraws nothing. The keys of what they name."""
    by_uid: dict[str, list[MadeOfEvent]] = {}
    for row in made:
        by_uid.setdefault(row.uid, []).append(row)
    named: set[tuple[str, str]] = set()
    for one in inactive:
        rows = [row for row in by_uid.get(one.uid, ()) if _names(one, row) and row.key not in named]
        named.update(row.key for row in rows)
        if not rows:
            plan.skipped.append(Skipped(label(one.starts_at, one.title, zone), UNKNOWN[one.standing]))
        for row in rows:
            _withdraw(one, row, zone, now, plan)
    return named


def _names(one: Inactive, row: MadeOfEvent) -> bool:
    """Written as they are, instants sort as they should."""
    if not one.recurrence:
        return True
    return row.recurrence >= one.recurrence if one.and_following else row.recurrence == one.recurrence


def _withdraw(one: Inactive, row: MadeOfEvent, zone: ZoneInfo, now: datetime, plan: ImportPlan) -> None:
    if (one.standing is EventStanding.FREE and row.is_session) or row.standing is EventStanding.KEPT:
        return
    if one.sequence < row.sequence:
        plan.skipped.append(Skipped(label(one.starts_at, one.title, zone, row.who), OLDER))
    elif row.stands and row.ends_at > now:
        plan.withdrawn.append(withdrawn(row, one.standing, zone, one.sequence))


def gone(left: Iterable[MadeOfEvent], reading: CalendarReading, made: Collection[MadeOfEvent]) -> Iterator[MadeOfEvent]:
    """Of the rows that no event is: those that the file would tell if they still were.

    Their series is told as a whole without them; or their calendar is, being the same: it has the same name, or shares
    an event with the import that made them where one of them has no name.
    """
    whole, here = set(map(series_of, reading.whole)), set(map(series_of, reading.uids))
    shared = {row.import_id for row in made if series_of(row.uid) in here}
    for row in left:
        series = series_of(row.uid)
        names = {row.calendar, reading.name} - {""}
        is_same = len(names) == 1 if row.calendar and reading.name else row.import_id in shared
        if row.standing is EventStanding.KEPT:
            continue
        if series in whole or (series not in here and reading.is_whole and is_same):
            yield row


def withdrawn(row: MadeOfEvent, standing: EventStanding, zone: ZoneInfo, sequence: int = 0) -> Withdrawn:
    """A line that says which, and on which day."""
    words = label(row.starts_at, row.title, zone, row.who)
    return Withdrawn(row.row_id, standing, row.is_session, words, max(sequence, row.sequence))
