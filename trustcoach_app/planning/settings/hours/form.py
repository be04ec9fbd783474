"""A weekly range and a date that differs as their forms hold them, and what these forms send. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from trustcoach_app.availability.schedule import Range
from trustcoach_app.availability.service import HoursFields, check_range
from trustcoach_app.forms import SentForm, reading
from trustcoach_app.models.availability import LONGEST_DATE_LABEL, DateException, WeeklyHours
from trustcoach_app.planning.settings.hours.views import RangeValues


class DateKind(StrEnum):
    """What a date that differs is."""

    CLOSED = "closed"
    OPEN = "open"


@dataclass(frozen=True)
class DateFields:
    """What holds on a date: no range closes it."""

    day: date
    ranges: list[Range]
    label: str


def range_values(row: WeeklyHours) -> RangeValues:
    """What the form shows of a weekly range."""
    return RangeValues(
        weekday=str(row.weekday),
        opens=f"{row.opens:%H:%M}",
        closes=f"{row.closes:%H:%M}",
        valid_from=row.valid_from.isoformat() if row.valid_from else "",
        valid_until=row.valid_until.isoformat() if row.valid_until else "",
    )


def range_sent(values: RangeValues) -> dict[str, str]:
    """What the form would send if nothing of it were changed."""
    return asdict(values)


def range_fields(sent: Mapping[str, Any]) -> HoursFields:
    """Raises InvalidInput with every field that cannot be taken."""
    with reading(sent) as form:
        fields = HoursFields(
            weekday=form.number("weekday", least=1, most=7),
            opens=form.hour("opens"),
            closes=form.hour("closes"),
            valid_from=_optional_day(form, "valid_from"),
            valid_until=_optional_day(form, "valid_until"),
        )
        fields.check(form)
    return fields


def date_sent(day: date, rows: Sequence[DateException]) -> dict[str, str]:
    """What the form would have sent for what holds on a date."""
    sent = {"day": day.isoformat(), "label": rows[0].label if rows else "", "kind": DateKind.CLOSED.value}
    for row, suffix in zip(rows, ("", "_again"), strict=False):
        if row.opens is not None and row.closes is not None:
            sent |= {f"opens{suffix}": f"{row.opens:%H:%M}", f"closes{suffix}": f"{row.closes:%H:%M}"}
            sent["kind"] = DateKind.OPEN.value
    return sent


def date_fields(sent: Mapping[str, Any]) -> DateFields:
    """One range, and a second one where it is filled in. Raises InvalidInput with every field that cannot be taken."""
    with reading(sent) as form:
        is_open = form.choice("kind", DateKind) is DateKind.OPEN
        return DateFields(
            day=form.day("day"),
            ranges=_ranges(form) if is_open else [],
            label=form.text("label", most=LONGEST_DATE_LABEL),
        )


def _ranges(form: SentForm) -> list[Range]:
    has_second = form.given("opens_again") or form.given("closes_again")
    return [_range_of(form, suffix) for suffix in (("", "_again") if has_second else ("",))]


def _range_of(form: SentForm, suffix: str) -> Range:
    hours = Range(form.hour(f"opens{suffix}"), form.hour(f"closes{suffix}"))
    check_range(form, hours, suffix=suffix)
    return hours


def _optional_day(form: SentForm, field: str) -> date | None:
    return form.day(field) if form.given(field) else None
