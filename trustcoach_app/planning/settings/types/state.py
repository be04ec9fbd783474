"""The form of a type, and what its menu does."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import reflex as rx

from trustcoach_app import clock
from trustcoach_app.auth.access import access, principal
from trustcoach_app.availability import queries as setup_queries
from trustcoach_app.availability import service as availability
from trustcoach_app.claims import a_choice, a_number, a_text, an_id
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput
from trustcoach_app.models.bookings import BookingMode
from trustcoach_app.models.planning import AppointmentColour
from trustcoach_app.money import cents_from_text, price_text
from trustcoach_app.planning.settings.order import shifted
from trustcoach_app.planning.settings.state import SetupState
from trustcoach_app.planning.settings.types.views import TypeValues
from trustcoach_app.shell.state import ShellState, offer


class TypeState(rx.State):
    """Adds a type, or changes the one that it was opened with."""

    is_open: bool = False
    type_id: str = ""
    values: TypeValues = TypeValues()
    errors: dict[str, str] = {}

    @rx.event
    @access(Role.COACH)
    def add(self):
        """Open it empty."""
        self.reset()
        self.values, self.is_open = TypeValues(modes=[mode.value for mode in BookingMode]), True

    @rx.event
    @access(Role.COACH)
    async def change(self, type_id: str):
        """Open it on a type."""
        who = principal()
        self.reset()
        async with unit_of_work(who) as db:
            row = await setup_queries.appointment_type(db, coach_id=who.coach, type_id=an_id(type_id))
        self.values = TypeValues(
            name=row.name,
            minutes=str(row.minutes),
            colour=row.colour.value,
            price=price_text(row.price_cents),
            description=row.description,
            modes=[mode.value for mode in row.modes],
            is_active=row.is_active,
        )
        self.type_id, self.is_open = str(row.id), True

    @rx.event
    @access(Role.COACH)
    def close(self):
        """Leave without saving."""
        self.reset()

    @rx.event
    @access(Role.COACH)
    async def save(self, sent: dict[str, Any]):
        """Write the type."""
        who = principal()
        self.errors = {}
        try:
            fields = _fields(sent)
            async with unit_of_work(who) as db:
                if self.type_id:
                    await availability.change_type(db, coach_id=who.coach, type_id=an_id(self.type_id), fields=fields)
                else:
                    await availability.add_type(db, coach_id=who.coach, fields=fields)
        except InvalidInput as refused:
            self.errors = refused.fields
            return None
        self.reset()
        return [SetupState.refresh, ShellState.say(f"Type enregistré : {fields.name}.", "success")]

    @rx.event
    @access(Role.COACH)
    async def remove(self, type_id: str):
        """Delete it, or archive it when sessions use it."""
        who, wanted = principal(), an_id(type_id)
        async with unit_of_work(who) as db:
            gone = await availability.remove_type(db, coach_id=who.coach, type_id=wanted, now=clock.now())
        if gone is availability.Removed.DELETED:
            return [SetupState.refresh, ShellState.say("Type supprimé : aucun rendez-vous ne l’utilisait.", "success")]
        await offer(self, "Type archivé.", "Rétablir", TypeState.restore(str(wanted)))
        return SetupState.refresh

    @rx.event
    @access(Role.COACH)
    async def restore(self, type_id: str):
        """Bring an archived type back."""
        who = principal()
        async with unit_of_work(who) as db:
            await availability.restore_type(db, coach_id=who.coach, type_id=an_id(type_id))
        return SetupState.refresh

    @rx.event
    @access(Role.COACH)
    async def shift(self, type_id: str, by: int):
        """One place up (-1) or down (1) in the list."""
        who = principal()
        async with unit_of_work(who) as db:
            rows = await setup_queries.appointment_types(db, coach_id=who.coach)
            order: list[UUID] = shifted([row.id for row in rows], an_id(type_id), by)
            await availability.order_types(db, coach_id=who.coach, type_ids=order)
        return SetupState.refresh


def _fields(sent: Mapping[str, Any]) -> availability.TypeFields:
    """Raises InvalidInput."""
    return availability.TypeFields(
        name=a_text(sent, "name", most=80, required="Donnez un nom à ce type de rendez-vous."),
        minutes=a_number(sent, "minutes", least=5, most=720),
        colour=a_choice(sent, "colour", AppointmentColour),
        price_cents=cents_from_text(str(sent["price"]), "price") if str(sent.get("price") or "").strip() else None,
        modes=tuple(mode for mode in BookingMode if sent.get(f"mode_{mode.value}")),
        description=a_text(sent, "description", most=500),
        is_active=bool(sent.get("is_active")),
    )
