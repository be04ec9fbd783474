"""The form of the rules."""

from collections.abc import Mapping
from typing import Any

import reflex as rx

from trustcoach_app.auth.access import access, principal
from trustcoach_app.availability import service as availability
from trustcoach_app.bookings.service import diary_gate
from trustcoach_app.claims import a_number, a_text
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput
from trustcoach_app.inputs import Problems
from trustcoach_app.planning.settings.state import SetupState
from trustcoach_app.shell.state import ShellState


class RuleState(rx.State):
    """What was refused of the rules."""

    errors: dict[str, str] = {}

    @rx.event
    @access(Role.COACH)
    async def save(self, sent: dict[str, Any]):
        """Write the rules; the preview follows."""
        who = principal()
        self.errors = {}
        try:
            async with diary_gate(who.coach), unit_of_work(who) as db:
                await availability.change_settings(db, coach_id=who.coach, fields=_fields(sent))
        except InvalidInput as refused:
            self.errors = refused.fields
            return None
        return [SetupState.refresh, ShellState.say("Règles enregistrées.", "success")]


def _fields(sent: Mapping[str, Any]) -> availability.SettingsFields:
    """Raises InvalidInput with every field that cannot be taken."""
    problems = Problems()
    read = problems.read
    most = str(sent.get("most_sessions_a_day") or "").strip()
    fields = availability.SettingsFields(
        buffer_before_minutes=read(lambda: a_number(sent, "buffer_before_minutes", least=0, most=240)),
        buffer_after_minutes=read(lambda: a_number(sent, "buffer_after_minutes", least=0, most=240)),
        minimum_notice_minutes=read(lambda: _minutes(sent)),
        horizon_days=read(lambda: a_number(sent, "horizon_days", least=1, most=730)),
        slot_interval_minutes=read(lambda: a_number(sent, "slot_interval_minutes", least=5, most=240)),
        most_sessions_a_day=read(lambda: a_number(sent, "most_sessions_a_day", least=1, most=50)) if most else None,
        holidays_country=read(lambda: a_text(sent, "holidays_country", most=2)),
    )
    problems.refuse()
    return fields


def _minutes(sent: Mapping[str, Any]) -> int:
    """The notice, typed in hours: `24`, `1,5`."""
    try:
        hours = float(str(sent.get("minimum_notice_minutes") or "0").replace(",", "."))
    except ValueError:
        hours = -1.0
    if not 0 <= hours <= 720:
        raise InvalidInput(minimum_notice_minutes="Indiquez un nombre d’heures entre 0 et 720.")
    return round(hours * 60)
