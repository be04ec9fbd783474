"""The form of a type, and what its menu does."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import reflex as rx
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app import clock
from trustcoach_app.auth.access import principal
from trustcoach_app.availability import queries as setup_queries
from trustcoach_app.availability import service as availability
from trustcoach_app.models.bookings import BookingMode
from trustcoach_app.planning.settings.dialog.state import ListDialogState
from trustcoach_app.planning.settings.types.form import fields_of, sent_by, values_of
from trustcoach_app.planning.settings.types.views import TypeValues
from trustcoach_app.shell.forms.state import Removal, Saved


class TypeState(ListDialogState, rx.State):
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
        return Saved(f"Type enregistré\u202f: {fields.name}.")

    async def _remove(self, db: AsyncSession, row_id: UUID) -> Removal:
        """Delete it, or archive it when sessions use it."""
        coach_id = principal().coach
        sent = sent_by(values_of(await setup_queries.appointment_type(db, coach_id=coach_id, type_id=row_id)))
        gone = await availability.remove_type(db, coach_id=coach_id, type_id=row_id, now=clock.now())
        if gone is availability.Removed.DELETED:
            return Removal("Type supprimé\u202f: aucune séance ne l’utilisait.", sent)
        return self._archival("Type archivé.", row_id)

    async def _unarchive(self, db: AsyncSession, row_id: UUID) -> None:
        await availability.restore_type(db, coach_id=principal().coach, type_id=row_id)

    async def _row_ids(self, db: AsyncSession) -> list[UUID]:
        return [row.id for row in await setup_queries.appointment_types(db, coach_id=principal().coach)]

    async def _reorder(self, db: AsyncSession, row_ids: Sequence[UUID]) -> None:
        await availability.order_types(db, coach_id=principal().coach, type_ids=row_ids)
