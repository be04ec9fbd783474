"""What is changed in the settings. The figures follow at once, in whatever window they are open."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import reflex as rx

from trustcoach_app import clock, live
from trustcoach_app.auth.access import access, principal
from trustcoach_app.claims import a_number, a_text, an_id
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput
from trustcoach_app.inputs import clean_line
from trustcoach_app.money import cents_from_text
from trustcoach_app.setter.settings import queries, service
from trustcoach_app.setter.settings.present import cost_values, settings_view
from trustcoach_app.setter.settings.service import CostFields
from trustcoach_app.setter.settings.views import CostValues, SettingsView
from trustcoach_app.shell.state import ShellState, offer

MONTH = re.compile(r"(?P<year>20[1-9]\d)-(?P<month>0[1-9]|1[0-2])")


class SetterSettingsState(rx.State):
    """The page, and the dialog of one cost."""

    view: SettingsView = SettingsView()
    is_loaded: bool = False
    errors: dict[str, str] = {}
    is_open: bool = False
    cost_id: str = ""
    values: CostValues = CostValues()

    @rx.event
    @access(Role.COACH)
    async def refresh(self):
        """Read it anew, after each change."""
        who, token = principal(), self.router.session.client_token
        live.watch(token, f"{who.coach}:setter", SetterSettingsState.refresh)
        async with unit_of_work(who) as db:
            facts = await queries.settings_facts(db, coach_id=who.coach)
        self.view, self.is_loaded = settings_view(facts), True

    @rx.event
    @access(Role.COACH)
    async def save_minutes(self, sent: dict[str, Any]):
        """How long the coach takes for one message."""
        who = principal()
        self.errors = {}
        try:
            minutes = a_number(sent, "minutes", least=1, most=60)
        except InvalidInput as refused:
            self.errors = refused.fields
            return None
        async with unit_of_work(who) as db:
            await service.set_minutes_per_message(db, coach_id=who.coach, minutes=minutes)
        return [SetterSettingsState.refresh, ShellState.say("Durée enregistrée.", "success")]

    @rx.event
    @access(Role.COACH)
    def add(self):
        """Open the dialog on a cost of this month."""
        self.errors, self.cost_id = {}, ""
        self.values, self.is_open = CostValues(month=f"{clock.now():%Y-%m}"), True

    @rx.event
    @access(Role.COACH)
    async def change(self, cost_id: str):
        """Open the dialog on a cost."""
        who = principal()
        async with unit_of_work(who) as db:
            row = await queries.cost(db, coach_id=who.coach, cost_id=an_id(cost_id))
        self.errors, self.cost_id, self.values, self.is_open = {}, str(row.id), cost_values(row), True

    @rx.event
    @access(Role.COACH)
    def close(self):
        """Leave without saving."""
        self.errors, self.is_open = {}, False

    @rx.event
    @access(Role.COACH)
    async def save(self, sent: dict[str, Any]):
        """Write the cost."""
        who = principal()
        self.errors = {}
        try:
            fields = _fields(sent)
            async with unit_of_work(who) as db:
                if self.cost_id:
                    await service.change_cost(db, coach_id=who.coach, cost_id=an_id(self.cost_id), fields=fields)
                else:
                    await service.add_cost(db, coach_id=who.coach, fields=fields)
        except InvalidInput as refused:
            self.errors = refused.fields
            return None
        self.is_open = False
        return [SetterSettingsState.refresh, ShellState.say("Coût enregistré.", "success")]

    @rx.event
    @access(Role.COACH)
    async def remove(self, cost_id: str):
        """Delete a cost; the toast brings it back."""
        who = principal()
        async with unit_of_work(who) as db:
            gone = await service.remove_cost(db, coach_id=who.coach, cost_id=an_id(cost_id))
        back = {"month": f"{gone.month:%Y-%m}", "source": gone.source, "amount": f"{gone.amount_cents / 100:.2f}"}
        await offer(self, "Coût supprimé.", "Rétablir", SetterSettingsState.restore(back))
        return SetterSettingsState.refresh

    @rx.event
    @access(Role.COACH)
    async def restore(self, sent: dict[str, Any]):
        """Bring a deleted cost back."""
        who = principal()
        async with unit_of_work(who) as db:
            await service.add_cost(db, coach_id=who.coach, fields=_fields(sent))
        return SetterSettingsState.refresh


def _fields(sent: Mapping[str, Any]) -> CostFields:
    """Raises InvalidInput with every field that cannot be taken."""
    wrong: dict[str, str] = {}
    month, cents, source = date.min, 0, ""
    if found := MONTH.fullmatch(str(sent.get("month")).strip()):
        month = date(int(found["year"]), int(found["month"]), 1)
    else:
        wrong["month"] = "Indiquez un mois, par exemple 2026-01."
    try:
        cents = cents_from_text(str(sent.get("amount") or ""), "amount")
    except InvalidInput as refused:
        wrong |= refused.fields
    try:
        source = clean_line(a_text(sent, "source", most=40))
    except InvalidInput as refused:
        wrong |= refused.fields
    if wrong:
        raise InvalidInput(**wrong)
    return CostFields(month, source, cents)
