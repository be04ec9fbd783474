"""What the form of the rules sends. Pure."""

from collections.abc import Mapping
from typing import Any

from trustcoach_app.availability.service import SettingsFields
from trustcoach_app.booking_limits import SLOT_RULES
from trustcoach_app.forms import SentForm, reading

HOUR = 60


def rules_fields(sent: Mapping[str, Any]) -> SettingsFields:
    """Raises InvalidInput with every field that cannot be taken."""
    with reading(sent) as form:
        fields = SettingsFields(
            buffer_before_minutes=_number(form, "buffer_before_minutes"),
            buffer_after_minutes=_number(form, "buffer_after_minutes"),
            minimum_notice_minutes=_notice(form, "minimum_notice_minutes"),
            horizon_days=_number(form, "horizon_days"),
            slot_interval_minutes=_number(form, "slot_interval_minutes"),
            most_sessions_a_day=_number(form, "most_sessions_a_day") if form.given("most_sessions_a_day") else None,
            holidays_country=form.typed("holidays_country"),
        )
        fields.check()
    return fields


def _number(form: SentForm, field: str) -> int:
    least, most = SLOT_RULES[field]
    return form.number(field, least=least, most=most)


def _notice(form: SentForm, field: str) -> int:
    """Minutes, typed in hours: `24`, `1,5`."""
    most = SLOT_RULES[field][1] // HOUR
    try:
        hours = float((form.typed(field) or "0").replace(",", "."))
    except ValueError:
        hours = -1.0
    is_wrong = not 0 <= hours <= most
    form.add_if(is_wrong, field, f"Indiquez un nombre d’heures entre 0 et {most}.")
    return 0 if is_wrong else round(hours * HOUR)
