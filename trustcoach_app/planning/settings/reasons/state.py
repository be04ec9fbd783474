"""The list of reasons: each change is written at once."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import reflex as rx
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app import clock
from trustcoach_app.auth.access import principal
from trustcoach_app.availability import queries as setup_queries
from trustcoach_app.availability import service as availability
from trustcoach_app.forms import reading
from trustcoach_app.models.bookings import LONGEST_REASON
from trustcoach_app.planning.settings.dialog.state import ListDialogState
from trustcoach_app.shell.forms.state import Removal, Saved


class ReasonState(ListDialogState, rx.State):
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
        return self._archival("Motif archivé.", row_id)

    async def _unarchive(self, db: AsyncSession, row_id: UUID) -> None:
        await availability.restore_reason(db, coach_id=principal().coach, reason_id=row_id)

    async def _row_ids(self, db: AsyncSession) -> list[UUID]:
        return [row.id for row in await setup_queries.reasons(db, coach_id=principal().coach)]

    async def _reorder(self, db: AsyncSession, row_ids: Sequence[UUID]) -> None:
        await availability.order_reasons(db, coach_id=principal().coach, reason_ids=row_ids)
