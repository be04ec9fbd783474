"""The form of a type, and what its menu does."""

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
from trustcoach_app.forms import an_id
from trustcoach_app.models.bookings import BookingMode
from trustcoach_app.planning.settings.dialog import DiaryDialogState
from trustcoach_app.planning.settings.order import shifted
from trustcoach_app.planning.settings.state import SetupState
from trustcoach_app.planning.settings.types.form import fields_of, sent_by, values_of
from trustcoach_app.planning.settings.types.views import TypeValues
from trustcoach_app.shell.forms.state import Removal, Saved


class TypeState(DiaryDialogState, rx.State):
    """Adds a type, or changes the one that it was opened with."""

    values: TypeValues = TypeValues()

    async def _show(self, db: AsyncSession, row_id: UUID | None) -> None:
        if row_id:
            self.values = values_of(
                await setup_queries.appointment_type(db, coach_id=principal().coach, type_id=row_id)
            )
        else:
            self.values = TypeValues(modes=[mode.value for mode in BookingMode])

    async def _write(self, db: AsyncSession, row_id: UUID | None, sent: dict[str, Any]) -> Saved:
        coach_id, fields = principal().coach, fields_of(sent)
        if row_id:
            await availability.change_type(db, coach_id=coach_id, type_id=row_id, fields=fields)
        else:
            await availability.add_type(db, coach_id=coach_id, fields=fields)
        return Saved(f"Type enregistré : {fields.name}.")

    async def _remove(self, db: AsyncSession, row_id: UUID) -> Removal:
        """Delete it, or archive it when sessions use it."""
        coach_id = principal().coach
        sent = sent_by(values_of(await setup_queries.appointment_type(db, coach_id=coach_id, type_id=row_id)))
        gone = await availability.remove_type(db, coach_id=coach_id, type_id=row_id, now=clock.now())
        if gone is availability.Removed.DELETED:
            return Removal("Type supprimé : aucun rendez-vous ne l’utilisait.", sent)
        return Removal("Type archivé.", {"archived": str(row_id)})

    async def _bring_back(self, db: AsyncSession, values: dict[str, Any]) -> None:
        if "archived" in values:
            await availability.restore_type(db, coach_id=principal().coach, type_id=an_id(values["archived"]))
        else:
            await super()._bring_back(db, values)

    @rx.event
    @access(Role.COACH)
    async def shift(self, type_id: str, by: int):
        """One place up (-1) or down (1) in the list."""
        who = principal()
        async with diary_gate(who.coach), unit_of_work(who) as db:
            rows = await setup_queries.appointment_types(db, coach_id=who.coach)
            order: list[UUID] = shifted([row.id for row in rows], an_id(type_id), by)
            await availability.order_types(db, coach_id=who.coach, type_ids=order)
        return SetupState.refresh
