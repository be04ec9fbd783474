"""Where a lead stands, by the coach's own hand: each change can be taken back by another."""

from typing import Any

import reflex as rx

from trustcoach_app import clock
from trustcoach_app.auth.access import access, principal
from trustcoach_app.claims import a_choice, an_id
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput
from trustcoach_app.models.leads import LeadStatus, LossReason
from trustcoach_app.money import cents_from_text, euros
from trustcoach_app.setter.lead import queries, service
from trustcoach_app.setter.lead.service import LeadStanding
from trustcoach_app.setter.lead.state import LeadState
from trustcoach_app.setter.present import STATUS
from trustcoach_app.shell.state import ShellState, offer


class LeadStatusState(rx.State):
    """The menu of statuses and its dialogs. `pane` is the open one: won, deal, lost or none."""

    pane: str = ""
    deal: str = ""
    reason: str = ""
    errors: dict[str, str] = {}
    _lead: str = ""

    @rx.event
    @access(Role.COACH)
    async def choose(self, lead_id: str, status: str):
        """Say where a lead stands. A win asks for its value first, a loss for its reason."""
        wanted = a_choice({"status": status}, "status", LeadStatus)
        if wanted in (LeadStatus.WON, LeadStatus.LOST):
            await self._open(lead_id, wanted.value)
            return None
        return await self._set(lead_id, wanted)

    @rx.event
    @access(Role.COACH)
    async def open_deal(self, lead_id: str):
        """Ask what the deal is worth."""
        await self._open(lead_id, "deal")

    async def _open(self, lead_id: str, pane: str) -> None:
        who = principal()
        async with unit_of_work(who) as db:
            lead = await queries.lead_of(db, coach_id=who.coach, lead_id=an_id(lead_id))
        self.reset()
        self._lead, self.pane = str(lead.id), pane
        self.deal = "" if lead.deal_value_cents is None else euros(lead.deal_value_cents)
        self.reason = lead.loss_reason.value if lead.loss_reason else ""

    @rx.event
    @access(Role.COACH)
    def close(self):
        """Leave it as it is."""
        self.reset()

    @rx.event
    @access(Role.COACH)
    async def save_deal(self, form: dict[str, Any]):
        """Write the value; with it, the win that asked for it."""
        lead_id, is_won = self._lead, self.pane == "won"
        typed = str(form.get("deal") or "").strip()
        try:
            cents = cents_from_text(typed, "deal") if typed else None
        except InvalidInput as refused:
            self.errors = refused.fields
            return None
        who, now = principal(), clock.now()
        self.reset()
        if is_won:
            return await self._stand(lead_id, LeadStanding(LeadStatus.WON, None, cents))
        async with unit_of_work(who) as db:
            before = await service.set_deal_value(db, coach_id=who.coach, lead_id=an_id(lead_id), cents=cents, now=now)
        await offer(self, "Valeur du deal enregistrée.", "Rétablir", LeadStatusState.restore_deal(lead_id, before))
        return LeadState.refresh

    @rx.event
    @access(Role.COACH)
    async def save_loss(self, form: dict[str, Any]):
        """Write the loss with its reason."""
        try:
            reason = a_choice(form, "reason", LossReason)
        except InvalidInput:
            self.errors = {"reason": "Choisissez une raison."}
            return None
        lead_id = self._lead
        self.reset()
        return await self._set(lead_id, LeadStatus.LOST, reason)

    @rx.event
    @access(Role.COACH)
    async def restore(self, lead_id: str, status: str, reason: str, cents: int | None):
        """Undo a change, from its toast: the reversing one is written."""
        known = a_choice({"reason": reason}, "reason", LossReason) if reason else None
        wanted = LeadStanding(a_choice({"status": status}, "status", LeadStatus), known, cents)
        who = principal()
        async with unit_of_work(who) as db:
            await service.restore_lead_status(
                db, coach_id=who.coach, lead_id=an_id(lead_id), wanted=wanted, now=clock.now()
            )
        return [LeadState.refresh, ShellState.say("C’est rétabli.", "success")]

    @rx.event
    @access(Role.COACH)
    async def restore_deal(self, lead_id: str, cents: int | None):
        """Undo a valuation, from its toast."""
        who = principal()
        async with unit_of_work(who) as db:
            await service.set_deal_value(db, coach_id=who.coach, lead_id=an_id(lead_id), cents=cents, now=clock.now())
        return [LeadState.refresh, ShellState.say("C’est rétabli.", "success")]

    async def _set(self, lead_id: str, status: LeadStatus, reason: LossReason | None = None) -> Any:
        who, wanted = principal(), an_id(lead_id)
        async with unit_of_work(who) as db:
            before = await service.set_lead_status(
                db, coach_id=who.coach, lead_id=wanted, status=status, reason=reason, now=clock.now()
            )
        return await self._offer_undo(lead_id, before, status)

    async def _stand(self, lead_id: str, wanted: LeadStanding) -> Any:
        who = principal()
        async with unit_of_work(who) as db:
            before = await service.restore_lead_status(
                db, coach_id=who.coach, lead_id=an_id(lead_id), wanted=wanted, now=clock.now()
            )
        return await self._offer_undo(lead_id, before, wanted.status)

    async def _offer_undo(self, lead_id: str, before: LeadStanding, status: LeadStatus) -> Any:
        reason = before.reason.value if before.reason else ""
        undo = LeadStatusState.restore(lead_id, before.status.value, reason, before.deal_value_cents)
        await offer(self, f"Statut : {STATUS[status][0].lower()}.", "Rétablir", undo)
        return LeadState.refresh
