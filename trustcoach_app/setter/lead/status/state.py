"""Where a lead stands, by the coach's own hand: each change can be taken back by another."""

from typing import Any
from uuid import UUID

import reflex as rx
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app import clock
from trustcoach_app.auth.access import access, principal
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.forms import a_choice, an_id
from trustcoach_app.models.leads import LeadStatus, LossReason
from trustcoach_app.money import price_text
from trustcoach_app.setter.lead import queries, service
from trustcoach_app.setter.lead.service import LeadStanding
from trustcoach_app.setter.lead.state import LeadState
from trustcoach_app.setter.lead.status.form import deal_cents, loss_reason
from trustcoach_app.setter.present import STATUS
from trustcoach_app.shell.forms.state import DialogState, Saved, existing
from trustcoach_app.shell.state import ShellState, offer


class LeadStatusState(rx.State):
    """The menu of statuses, and the way back from each change."""

    @rx.event
    @access(Role.COACH)
    async def choose(self, lead_id: str, status: str):
        """Say where a lead stands. A win asks for its value first, a loss for its reason."""
        wanted, who = a_choice(status, LeadStatus, "status"), principal()
        if wanted is LeadStatus.WON:
            return LeadDealState.open_deal(lead_id, True)
        if wanted is LeadStatus.LOST:
            return LeadLossState.open(lead_id)
        async with unit_of_work(who) as db:
            before = await service.set_lead_status(
                db, coach_id=who.coach, lead_id=an_id(lead_id), status=wanted, reason=None, now=clock.now()
            )
        await offer(self, _said(wanted), "Rétablir", _undo(lead_id, before))
        return LeadState.refresh

    @rx.event
    @access(Role.COACH)
    async def restore(self, lead_id: str, status: str, reason: str, cents: int | None):
        """Undo a change, from its toast: the reversing one is written."""
        known = a_choice(reason, LossReason, "reason") if reason else None
        wanted = LeadStanding(a_choice(status, LeadStatus, "status"), known, cents)
        who = principal()
        async with unit_of_work(who) as db:
            await service.restore_lead_status(
                db, coach_id=who.coach, lead_id=an_id(lead_id), wanted=wanted, now=clock.now()
            )
        return [LeadState.refresh, ShellState.say("C’est rétabli.", "success")]


class LeadDealState(DialogState, rx.State):
    """What the deal is worth; asked for with a win, or by itself."""

    deal: str = ""
    is_win: bool = False

    @rx.event
    @access(Role.COACH)
    async def open_deal(self, lead_id: str, is_win: bool):
        """Open it on a lead; what is saved then is the win too, or the value alone."""
        await self._open_on(lead_id)
        self.is_win = is_win is True

    async def _show(self, db: AsyncSession, row_id: UUID | None) -> None:
        cents = (await _lead(db, row_id)).deal_value_cents
        self.deal = "" if cents is None else price_text(cents)

    async def _write(self, db: AsyncSession, row_id: UUID | None, sent: dict[str, Any]) -> Saved:
        cents, lead_id = deal_cents(sent), existing(row_id)
        that: dict[str, Any] = {"coach_id": principal().coach, "lead_id": lead_id, "now": clock.now()}
        if self.is_win:
            before = await service.restore_lead_status(db, **that, wanted=LeadStanding(LeadStatus.WON, None, cents))
            return Saved(_said(LeadStatus.WON), _undo(str(lead_id), before))
        value = await service.set_deal_value(db, **that, cents=cents)
        return Saved("Valeur de la vente enregistrée.", LeadDealState.restore_deal(str(lead_id), value))

    @rx.event
    @access(Role.COACH)
    async def restore_deal(self, lead_id: str, cents: int | None):
        """Undo a valuation, from its toast."""
        who = principal()
        async with unit_of_work(who) as db:
            await service.set_deal_value(db, coach_id=who.coach, lead_id=an_id(lead_id), cents=cents, now=clock.now())
        return [LeadState.refresh, ShellState.say("C’est rétabli.", "success")]


class LeadLossState(DialogState, rx.State):
    """Why a lead is lost."""

    reason: str = ""

    async def _show(self, db: AsyncSession, row_id: UUID | None) -> None:
        reason = (await _lead(db, row_id)).loss_reason
        self.reason = reason.value if reason else ""

    async def _write(self, db: AsyncSession, row_id: UUID | None, sent: dict[str, Any]) -> Saved:
        reason, lead_id = loss_reason(sent), existing(row_id)
        before = await service.set_lead_status(
            db, coach_id=principal().coach, lead_id=lead_id, status=LeadStatus.LOST, reason=reason, now=clock.now()
        )
        return Saved(_said(LeadStatus.LOST), _undo(str(lead_id), before))


async def _lead(db: AsyncSession, row_id: UUID | None) -> Any:
    return await queries.lead_of(db, coach_id=principal().coach, lead_id=existing(row_id))


def _said(status: LeadStatus) -> str:
    return f"Statut\u202f: {STATUS[status][0].lower()}."


def _undo(lead_id: str, before: LeadStanding) -> Any:
    reason = before.reason.value if before.reason else ""
    return LeadStatusState.restore(lead_id, before.status.value, reason, before.deal_value_cents)
