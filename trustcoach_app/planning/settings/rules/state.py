"""The form of the rules."""

from typing import Any

import reflex as rx

from trustcoach_app.auth.access import access, principal
from trustcoach_app.availability import service as availability
from trustcoach_app.bookings.service import diary_gate
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.planning.settings.rules.form import rules_fields
from trustcoach_app.shell.forms.state import FormState


class RuleState(FormState, rx.State):
    """What was refused of the rules."""

    @rx.event
    @access(Role.COACH)
    async def save(self, sent: dict[str, Any]):
        """Write the rules; the preview follows."""
        who = principal()
        with self._checking():
            async with diary_gate(who.coach), unit_of_work(who) as db:
                await availability.change_settings(db, coach_id=who.coach, fields=rules_fields(sent))
            return self._shown_again("Règles enregistrées.")
