"""What earlier imports made of events that take no time any more: cancelled, declined or gone. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from trustcoach_app.importing.facts import Made
from trustcoach_app.importing.matching import series_of
from trustcoach_app.importing.moves import OLDER, label
from trustcoach_app.importing.plan import Plan, Withdrawn
from trustcoach_app.importing.readings import Inactive, Reading, Skipped, Standing

WORDS: Mapping[Standing, str] = {
    Standing.CANCELLED: "Annulé dans le calendrier d’où il vient.",
    Standing.DECLINED: "Refusé dans le calendrier d’où il vient.",
    Standing.FREE: "Marqué comme disponible dans son calendrier.",
    Standing.GONE: "Disparu du calendrier d’où il vient.",
}
UNKNOWN: Mapping[Standing, str] = {
    Standing.CANCELLED: "Annulé.",
    Standing.DECLINED: "Refusé.",
    Standing.FREE: "Marqué comme disponible.",
}
"""Of events that no import made anything of."""


def plan_inactive(
    inactive: Iterable[Inactive], made: Iterable[Made], zone: ZoneInfo, *, now: datetime, plan: Plan
) -> set[tuple[str, str]]:
    """Add what they withdraw to the plan, and a line for each that withdraws nothing. The keys of what they name."""
    by_uid: dict[str, list[Made]] = {}
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


def _names(one: Inactive, row: Made) -> bool:
    """Written as they are, instants sort as they should."""
    if not one.recurrence:
        return True
    return row.recurrence >= one.recurrence if one.and_following else row.recurrence == one.recurrence


def _withdraw(one: Inactive, row: Made, zone: ZoneInfo, now: datetime, plan: Plan) -> None:
    if (one.standing is Standing.FREE and row.is_session) or row.standing is Standing.KEPT:
        return
    if one.sequence < row.sequence:
        plan.skipped.append(Skipped(label(one.starts_at, one.title, zone, row.who), OLDER))
    elif row.stands and row.ends_at > now:
        plan.withdrawn.append(withdrawn(row, one.standing, zone, one.sequence))


def gone(left: Iterable[Made], reading: Reading, made: Collection[Made]) -> Iterator[Made]:
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
        if row.standing is Standing.KEPT:
            continue
        if series in whole or (series not in here and reading.is_whole and is_same):
            yield row


def withdrawn(row: Made, standing: Standing, zone: ZoneInfo, sequence: int = 0) -> Withdrawn:
    """A line that says which, and on which day."""
    words = label(row.starts_at, row.title, zone, row.who)
    return Withdrawn(row.row_id, standing, row.is_session, words, max(sequence, row.sequence))
