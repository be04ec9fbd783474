"""What is changed in the settings. The figures follow at once, in whatever window they are open."""

from typing import Any
from uuid import UUID

import reflex as rx
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app import clock, live
from trustcoach_app.auth.access import access, principal
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.forms import reading
from trustcoach_app.limits import MINUTES_PER_MESSAGE
from trustcoach_app.setter.settings import queries, service
from trustcoach_app.setter.settings.form import cost_fields, cost_sent
from trustcoach_app.setter.settings.present import cost_values, settings_view
from trustcoach_app.setter.settings.views import CostValues, SettingsView
from trustcoach_app.shell.forms.state import FormState, Removal, RowDialogState, Saved


class SetterSettingsState(FormState, rx.State):
    """The page, and its form of minutes."""

    view: SettingsView = SettingsView()
    is_loaded: bool = False

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
        who, (least, most) = principal(), MINUTES_PER_MESSAGE
        with self._checking():
            with reading(sent) as form:
                minutes = form.number("minutes", least=least, most=most)
            async with unit_of_work(who) as db:
                await service.set_minutes_per_message(db, coach_id=who.coach, minutes=minutes)
            return self._shown_again("Durée enregistrée.")


class CostState(RowDialogState, rx.State):
    """Adds a cost, or changes the one that it was opened with."""

    values: CostValues = CostValues()

    async def _show(self, db: AsyncSession, row_id: UUID | None) -> None:
        self.values = await self._values(db, row_id) if row_id else CostValues(month=f"{clock.now():%Y-%m}")

    async def _values(self, db: AsyncSession, row_id: UUID) -> CostValues:
        return cost_values(await queries.cost(db, coach_id=principal().coach, cost_id=row_id))

    async def _write(self, db: AsyncSession, row_id: UUID | None, sent: dict[str, Any]) -> Saved:
        coach_id, fields = principal().coach, cost_fields(sent)
        if row_id:
            await service.change_cost(db, coach_id=coach_id, cost_id=row_id, fields=fields)
        else:
            await service.add_cost(db, coach_id=coach_id, fields=fields)
        return Saved("Coût enregistré.")

    async def _remove(self, db: AsyncSession, row_id: UUID) -> Removal:
        sent = cost_sent(await self._values(db, row_id))
        await service.remove_cost(db, coach_id=principal().coach, cost_id=row_id)
        return Removal("Coût supprimé.", sent)
