"""Changing an appointment: its hour, its length, its words."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import reflex as rx
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app import clock, live
from trustcoach_app.appointments import service as appointments
from trustcoach_app.appointments.change.form import parse
from trustcoach_app.appointments.change.present import change_values
from trustcoach_app.appointments.change.queries import change_facts
from trustcoach_app.appointments.change.views import ChangeValues
from trustcoach_app.appointments.notice.present import TELL, UNTOLD, NoticeKind
from trustcoach_app.appointments.notice.state import NoticeState
from trustcoach_app.appointments.present import nearest_options
from trustcoach_app.appointments.state import AppointmentState
from trustcoach_app.appointments.twice import which_of
from trustcoach_app.appointments.views import SlotOption
from trustcoach_app.appointments.warning import warning_against
from trustcoach_app.auth.access import access, principal
from trustcoach_app.availability import service as availability
from trustcoach_app.availability.present import slot_label
from trustcoach_app.availability.schedule import FreeSlot
from trustcoach_app.bookings.queries import booking
from trustcoach_app.bookings.service import diary_gate
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict, InvalidInput
from trustcoach_app.forms import an_id
from trustcoach_app.shell.state import ShellState, offer


class ChangeState(AppointmentState):
    """The form of one session."""

    values: ChangeValues = ChangeValues()
    mode: str = ""
    errors: dict[str, str] = {}
    problem: str = ""
    nearest: list[SlotOption] = []
    taken: int = 0
    """Counts the free times that were taken instead: the day and the hour are then written anew."""
    _warned_of: str = ""
    """The hour at which she does not work, and was told so: once."""
    _zone: str = "UTC"
    """Whose hours the form shows."""

    @rx.event
    @access(Role.COACH)
    async def open_change(self, booking_id: str):
        await self._open("change", booking_id)
        who = principal()
        async with unit_of_work(who) as db:
            facts = await change_facts(db, coach_id=who.coach, booking_id=an_id(booking_id))
        self.values, self._zone = change_values(facts), facts.zone.key
        self.mode = self.values.mode

    @rx.event
    @access(Role.COACH)
    def choose_mode(self, mode: str):
        """Show the number or the address that a mode needs."""
        self.mode = str(mode)[:20]

    @rx.event
    @access(Role.COACH)
    async def save(self, sent: dict[str, Any]):
        """Write the change. What cannot be taken is said beside its field, and the form stays as it was typed."""
        self.errors, self.problem, self.nearest = {}, "", []
        who, zone = principal(), ZoneInfo(self._zone)
        try:
            when, stood = await self._write(sent, zone)
        except InvalidInput as refused:
            self.errors = refused.fields
            return None
        except availability.NotOffered as refused:
            self.problem = str(refused)
            self.nearest = nearest_options(await availability.nearest(who, refused), zone)
            return None
        except Conflict as refused:
            self.problem = str(refused)
            return None
        booking_id = self.row.id
        self._put_away()
        shown = live.refresh_shown(self.router.session.client_token)
        if stood is None:
            return [*shown, ShellState.say(f"Séance modifiée\u202f: {when}.", "success")]
        tell = NoticeState.open_notice(NoticeKind.MOVED.value, [booking_id], stood.isoformat())
        await offer(self, f"Séance déplacée\u202f: {when}. {UNTOLD}", TELL, tell)
        return shown

    async def _write(self, sent: dict[str, Any], zone: ZoneInfo) -> tuple[str, datetime | None]:
        """When it is from now on, in words; and where it stood, if it has moved."""
        who, wanted, change = principal(), an_id(self.row.id), parse(sent, zone)
        async with diary_gate(who.coach), unit_of_work(who) as db:
            stood = (await booking(db, coach_id=who.coach, booking_id=wanted)).starts_at
            if stood != change.starts_at:
                await self._warn_once(db, wanted, change)
            row = await appointments.change_appointment(
                db, coach_id=who.coach, booking_id=wanted, change=change, now=clock.now()
            )
            words = slot_label(FreeSlot(row.starts_at, row.ends_at), zone)
        return words, stood if stood != row.starts_at else None

    async def _warn_once(self, db: AsyncSession, booking_id: UUID, change: appointments.AppointmentChange) -> None:
        """Raises Conflict the first time that the session would go where its coach does not work."""
        which = f"{booking_id} {change.starts_at.isoformat()} {change.minutes}"
        if which == self._warned_of:
            return
        words = await warning_against(
            db,
            coach_id=principal().coach,
            starts_at=change.starts_at,
            minutes=change.minutes,
            now=clock.now(),
            moving=booking_id,
        )
        self._warned_of = which
        if words:
            raise Conflict(f"{words} Enregistrez encore une fois pour la déplacer quand même.")

    @rx.event
    @access(Role.COACH)
    def take(self, slot: str):
        """Put one of the nearest free times into the form."""
        try:
            local = datetime.fromisoformat(str(slot)).astimezone(ZoneInfo(self._zone))
        except (ValueError, OverflowError):
            return
        self.values = replace(
            self.values, day=local.date().isoformat(), hour=f"{local:%H:%M}", hour_twice=which_of(local)
        )
        self.problem, self.nearest, self.taken = "", [], self.taken + 1
