"""From what the form of a session sends to values. Pure."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from trustcoach_app.appointments.fields import AppointmentChange
from trustcoach_app.appointments.twice import meant
from trustcoach_app.appointments.words_form import read_words
from trustcoach_app.booking_limits import LONGEST_MINUTES, SHORTEST_MINUTES
from trustcoach_app.forms import SentForm, a_local_instant, reading


def parse(sent: Mapping[str, Any], zone: ZoneInfo) -> AppointmentChange:
    """Read the form, hours being those of the coach. Raises InvalidInput with every field that cannot be taken."""
    with reading(sent) as form:
        day, hour = form.day("day"), form.hour("hour")
        return AppointmentChange(
            starts_at=_instant(form, sent, day, hour, zone),
            minutes=form.number("minutes", least=SHORTEST_MINUTES, most=LONGEST_MINUTES),
            type_id=form.chosen_id("type_id"),
            reason_id=form.chosen_id("reason_id"),
            words=read_words(form, sent),
        )


def _instant(form: SentForm, sent: Mapping[str, Any], day: date, hour: time, zone: ZoneInfo) -> datetime:
    otherwise = datetime.combine(day, hour, UTC)
    if not form.took("day", "hour"):
        return otherwise
    return form.read(lambda: meant(a_local_instant(day, hour, zone, "hour"), sent, "hour"), otherwise)
