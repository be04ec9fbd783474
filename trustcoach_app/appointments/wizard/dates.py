"""The dates of a series that are not free, as questions. Pure."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from trustcoach_app.appointments.series_dates import SeriesDate
from trustcoach_app.appointments.wizard.form import DATE_FIELD, SKIP
from trustcoach_app.appointments.wizard.views import SeriesDateRow
from trustcoach_app.availability.present import slot_label
from trustcoach_app.choices import Option
from trustcoach_app.formats import clock_time, long_day, plural


def date_rows(
    rows: Sequence[SeriesDate], asked: Sequence[SeriesDateRow], choices: Mapping[date, datetime | None], zone: ZoneInfo
) -> list[SeriesDateRow]:
    """A question for each date that is not settled; those that were asked before stay, with what was chosen."""
    before = {row.key: row for row in asked}
    return [
        _row(row, zone) if row.why else _answered(before[row.day.isoformat()], choices)
        for row in rows
        if row.why or row.day.isoformat() in before
    ]


def _row(row: SeriesDate, zone: ZoneInfo) -> SeriesDateRow:
    key, why = row.day.isoformat(), row.why[:1].upper() + row.why[1:]
    return SeriesDateRow(key, DATE_FIELD + key, long_day(row.day).capitalize(), why, _options(row, zone))


def _answered(row: SeriesDateRow, choices: Mapping[date, datetime | None]) -> SeriesDateRow:
    at = choices.get(date.fromisoformat(row.key))
    return SeriesDateRow(row.key, row.name, row.label, row.why, row.options, SKIP if at is None else _value(at))


def _options(row: SeriesDate, zone: ZoneInfo) -> list[Option]:
    options = [Option("", "Que faire\u202f?"), Option(SKIP, "Passer cette date")]
    if row.may_keep and row.planned_at is not None:
        options.append(Option(_value(row.planned_at), f"Garder quand même à {clock_time(row.planned_at, zone)}"))
    return [
        *options,
        *(Option(_value(slot.starts_at), f"Déplacer\u202f: {slot_label(slot, zone)}") for slot in row.others),
    ]


def _value(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def unsettled(count: int) -> str:
    """The sentence above them."""
    return f"{plural(count, 'date n’est pas libre', 'dates ne sont pas libres')}\u202f: dites ce qu’il faut en faire."
