"""The list of reasons: each change is written at once."""

from typing import Any
from uuid import UUID

import reflex as rx
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app import clock
from trustcoach_app.auth.access import access, principal
from trustcoach_app.availability import queries as setup_queries
from trustcoach_app.availability import service as availability
from trustcoach_app.bookings.service import diary_gate
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.forms import an_id, reading
from trustcoach_app.models.bookings import LONGEST_REASON
from trustcoach_app.planning.settings.dialog import DiaryDialogState
from trustcoach_app.planning.settings.order import shifted
from trustcoach_app.planning.settings.state import SetupState
from trustcoach_app.shell.forms.state import Removal, Saved


class ReasonState(DiaryDialogState, rx.State):
    """Adds a reason, or says one otherwise."""

    label: str = ""

    async def _show(self, db: AsyncSession, row_id: UUID | None) -> None:
        if row_id:
            self.label = (await setup_queries.reason(db, coach_id=principal().coach, reason_id=row_id)).label

    async def _write(self, db: AsyncSession, row_id: UUID | None, sent: dict[str, Any]) -> Saved:
        coach_id = principal().coach
        with reading(sent) as form:
            label = form.text("label", most=LONGEST_REASON, required="Écrivez ce motif.")
        if row_id:
            await availability.change_reason(db, coach_id=coach_id, reason_id=row_id, label=label)
        else:
            await availability.add_reason(db, coach_id=coach_id, label=label)
        return Saved()

    async def _remove(self, db: AsyncSession, row_id: UUID) -> Removal:
        """Delete it, or archive it when sessions use it."""
        coach_id = principal().coach
        label = (await setup_queries.reason(db, coach_id=coach_id, reason_id=row_id)).label
        gone = await availability.remove_reason(db, coach_id=coach_id, reason_id=row_id, now=clock.now())
        if gone is availability.Removed.DELETED:
            return Removal("Motif supprimé.", {"label": label})
        return Removal("Motif archivé.", {"archived": str(row_id)})

    async def _bring_back(self, db: AsyncSession, values: dict[str, Any]) -> None:
        if "archived" in values:
            await availability.restore_reason(db, coach_id=principal().coach, reason_id=an_id(values["archived"]))
        else:
            await super()._bring_back(db, values)

    @rx.event
    @access(Role.COACH)
    async def shift(self, reason_id: str, by: int):
        """One place up (-1) or down (1) in the list."""
        who = principal()
        async with diary_gate(who.coach), unit_of_work(who) as db:
            rows = await setup_queries.reasons(db, coach_id=who.coach)
            order: list[UUID] = shifted([row.id for row in rows], an_id(reason_id), by)
            await availability.order_reasons(db, coach_id=who.coach, reason_ids=order)
        return SetupState.refresh
