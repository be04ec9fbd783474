"""Goals of a client and their measures, from the page of a session or the client's file."""

from typing import Any
from uuid import UUID

import reflex as rx
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app import clock
from trustcoach_app.auth.access import access, principal
from trustcoach_app.client_file.goals import form
from trustcoach_app.client_file.goals.form import GoalValues
from trustcoach_app.coaches import zone_of
from trustcoach_app.db.principal import Role
from trustcoach_app.forms import an_id
from trustcoach_app.goals import queries, service
from trustcoach_app.sessions.queries import ensure_session, session_begun
from trustcoach_app.shell.forms.state import DialogState, Removal, RowDialogState, Saved, existing


async def _session_id(db: AsyncSession, in_booking: str, client_id: UUID) -> UUID | None:
    """The session in which the dialog was opened, if it was and that began. Raises NotFound for another client's."""
    if not in_booking:
        return None
    booking_id = an_id(in_booking)
    return await session_begun(db, coach_id=principal().coach, booking_id=booking_id, client_id=client_id)


class GoalState(DialogState, rx.State):
    """Sets a goal for a client, perhaps in a session, or says one otherwise."""

    values: GoalValues = GoalValues()
    for_client: str = ""
    in_booking: str = ""
    """Whose a new one will be, and the booking in which it is set; empty: outside of sessions."""

    @rx.event
    @access(Role.COACH)
    async def open_new(self, client_id: str, booking_id: str):
        """For a new one of this client."""
        wanted, booking = an_id(client_id), str(an_id(booking_id)) if booking_id else ""
        await self._open_on("")
        self.for_client, self.in_booking = str(wanted), booking

    @rx.event
    @access(Role.COACH)
    async def open_again(self, row_id: str, client_id: str, booking_id: str):
        """As it was, once the server had forgotten the page."""
        await self._open_on(row_id)
        self.for_client = str(an_id(client_id)) if client_id else ""
        self.in_booking = str(an_id(booking_id)) if booking_id else ""

    async def _show(self, db: AsyncSession, row_id: UUID | None) -> None:
        coach_id = principal().coach
        if row_id:
            self.values = form.goal_values(await queries.goal(db, coach_id=coach_id, goal_id=row_id))
        else:
            zone = await zone_of(db, coach_id=coach_id)
            self.values = form.new_goal(clock.now().astimezone(zone).date())

    async def _write(self, db: AsyncSession, row_id: UUID | None, sent: dict[str, Any]) -> Saved:
        coach_id, now, fields = principal().coach, clock.now(), form.goal_fields(sent)
        if row_id:
            await service.change_goal(db, coach_id=coach_id, goal_id=row_id, fields=fields, now=now)
            return Saved("Objectif modifié.")
        client_id = an_id(self.for_client)
        session_id = await _session_id(db, self.in_booking, client_id)
        await service.add_goal(
            db, coach_id=coach_id, client_id=client_id, fields=fields, session_id=session_id, now=now
        )
        return Saved("Objectif fixé.")


class MeasureState(RowDialogState, rx.State):
    """Opened on a goal, it notes where that stands; a measure that is removed can be brought back."""

    goal: str = ""
    unit: str = ""
    in_booking: str = ""
    """The booking in which it is measured; empty: outside of sessions."""

    @rx.event
    @access(Role.COACH)
    async def open_in(self, goal_id: str, booking_id: str):
        """For a measure of this goal."""
        booking = str(an_id(booking_id)) if booking_id else ""
        await self._open_on(goal_id)
        self.in_booking = booking

    async def _show(self, db: AsyncSession, row_id: UUID | None) -> None:
        row = await queries.goal(db, coach_id=principal().coach, goal_id=existing(row_id))
        self.goal, self.unit = row.title, row.unit

    async def _write(self, db: AsyncSession, row_id: UUID | None, sent: dict[str, Any]) -> Saved:
        (value, note), coach_id = form.measure_fields(sent), principal().coach
        goal = await queries.goal(db, coach_id=coach_id, goal_id=existing(row_id))
        row = await service.measure_goal(
            db,
            coach_id=coach_id,
            goal_id=goal.id,
            value=value,
            note=note,
            now=clock.now(),
            session_id=await _session_id(db, self.in_booking, goal.client_id),
        )
        return Saved("Mesure notée.", MeasureState.remove(str(row.id)), "Retirer")

    async def _remove(self, db: AsyncSession, row_id: UUID) -> Removal:
        gone = await service.remove_measure(db, coach_id=principal().coach, measure_id=row_id)
        return Removal(
            "Mesure retirée.",
            {
                "goal_id": str(gone.goal_id),
                "value": form.typed_number(gone.value),
                "note": gone.note,
                "measured_at": gone.measured_at.isoformat(),
                "session_id": str(gone.session_id or ""),
            },
        )

    async def _bring_back(self, db: AsyncSession, values: dict[str, Any]) -> None:
        (value, note), coach_id, now = form.measure_fields(values), principal().coach, clock.now()
        session_id = an_id(values["session_id"]) if values.get("session_id") else None
        if session_id:
            await ensure_session(db, coach_id=coach_id, session_id=session_id)
        await service.measure_goal(
            db,
            coach_id=coach_id,
            goal_id=an_id(values.get("goal_id")),
            value=value,
            note=note,
            now=form.measured_at(values, now),
            session_id=session_id,
        )
