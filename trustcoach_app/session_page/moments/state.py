"""Marking a moment by hand: in the dialog, or from a line of the notes."""

from typing import Any
from uuid import UUID

import reflex as rx
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app import clock
from trustcoach_app.auth.access import access, principal
from trustcoach_app.bookings.queries import booking
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.forms import an_id
from trustcoach_app.models.bookings import BookingStatus
from trustcoach_app.models.sessions import MomentKind
from trustcoach_app.session_page.address import booking_of
from trustcoach_app.session_page.moments.form import moment_fields, moment_sent
from trustcoach_app.sessions import queries, service
from trustcoach_app.shell.forms.state import Removal, RowDialogState, Saved

MOST_OF_A_LINE = 20_000
"""Whatever a browser sends as a line of the notes is no longer than the notes."""


class MomentState(RowDialogState, rx.State):
    """Marks a moment, or says one otherwise."""

    kind: str = MomentKind.IMPORTANT.value
    words: str = ""

    async def _show(self, db: AsyncSession, row_id: UUID | None) -> None:
        if row_id:
            row = await queries.moment(db, coach_id=principal().coach, moment_id=row_id)
            self.kind, self.words = row.kind.value, row.note

    @rx.event
    @access(Role.COACH)
    async def open_line(self, line: str):
        """Open it with a line of the notes as its words."""
        await self._open_on("")
        self.words = str(line)[:MOST_OF_A_LINE].strip()

    async def _write(self, db: AsyncSession, row_id: UUID | None, sent: dict[str, Any]) -> Saved:
        coach_id, fields = principal().coach, moment_fields(sent)
        kind, note = fields.kind, fields.note
        if row_id:
            await service.change_moment(db, coach_id=coach_id, moment_id=row_id, kind=kind, note=note)
            return Saved()
        session = await queries.session_of_booking(db, coach_id=coach_id, booking_id=booking_of(self))
        at_seconds, key = await self._elapsed(db), {"coach_id": coach_id, "session_id": session.id}
        row = await service.mark_moment(db, **key, kind=kind, note=note, at_seconds=at_seconds)
        return Saved("Moment marqué.", MomentState.remove(str(row.id)), "Retirer")

    async def _elapsed(self, db: AsyncSession) -> int | None:
        """Seconds since the session began, while it runs; of one that is over nobody knows when it was."""
        row, now = await booking(db, coach_id=principal().coach, booking_id=booking_of(self)), clock.now()
        if row.status is not BookingStatus.IN_PROGRESS or row.started_at is None:
            return None
        return min(max(int((now - row.started_at).total_seconds()), 0), service.LONGEST_SESSION_SECONDS)

    async def _remove(self, db: AsyncSession, row_id: UUID) -> Removal:
        session_id, gone = await service.remove_moment(db, coach_id=principal().coach, moment_id=row_id)
        return Removal("Moment retiré.", moment_sent(session_id, gone))

    async def _bring_back(self, db: AsyncSession, values: dict[str, Any]) -> None:
        fields = moment_fields(values)
        await service.put_back_moment(
            db, coach_id=principal().coach, session_id=an_id(values.get("session_id")), row=fields
        )

    @rx.event
    @access(Role.COACH)
    async def shift(self, moment_id: str, by: int):
        """One place up (-1) or down (1)."""
        who = principal()
        async with unit_of_work(who) as db:
            await service.shift_moment(db, coach_id=who.coach, moment_id=an_id(moment_id), by=1 if by == 1 else -1)
        return self._shown_again("")
