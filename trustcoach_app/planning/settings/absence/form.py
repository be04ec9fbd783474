"""Time off as its form holds it, and what that form sends. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from trustcoach_app.availability.service import check_time_off
from trustcoach_app.forms import SentForm, a_local_instant, reading
from trustcoach_app.limits import LONGEST_TITLE
from trustcoach_app.planning.settings.absence.views import AbsenceValues

DAY = timedelta(days=1)


@dataclass(frozen=True)
class AbsenceFields:
    """The half-open [starts_at, ends_at), and why."""

    starts_at: datetime
    ends_at: datetime
    title: str


def absence_fields(sent: Mapping[str, Any], zone: ZoneInfo, now: datetime) -> AbsenceFields:
    """A day without an hour is a whole one. Raises InvalidInput with every field that cannot be taken."""
    with reading(sent, starts_at="starts_on", ends_at="ends_on") as form:
        first, last = form.day("starts_on"), form.day("ends_on")
        start, end = _hour(form, "starts_hour"), _hour(form, "ends_hour")
        fields = AbsenceFields(
            starts_at=_instant(form, first, start or time(), zone, "starts_hour"),
            ends_at=_instant(form, last if end else last + DAY, end or time(), zone, "ends_hour"),
            title=form.text("title", most=LONGEST_TITLE),
        )
        if form.took("starts_on", "starts_hour", "ends_on", "ends_hour"):
            check_time_off(form, starts_at=fields.starts_at, ends_at=fields.ends_at, now=now)
    return fields


def _hour(form: SentForm, field: str) -> time | None:
    return form.hour(field) if form.given(field) else None


def _instant(form: SentForm, day: date, hour: time, zone: ZoneInfo, field: str) -> datetime:
    return form.read(lambda: a_local_instant(day, hour, zone, field), datetime.combine(day, hour, zone))


def absence_sent(values: AbsenceValues) -> dict[str, str]:
    """What the form would send if nothing of it were changed."""
    return asdict(values)
