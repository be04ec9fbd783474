"""How the page of each form comes to where the form can be sent: opened, at a step, on a row that is there."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from tests.availability.practice import at
from tests.fixtures.practice import NOW
from tests.focus.acting import call
from trustcoach_app.appointments.cancel.state import CancelState
from trustcoach_app.appointments.change.state import ChangeState
from trustcoach_app.appointments.price.state import PriceState
from trustcoach_app.appointments.wizard.state import WizardState
from trustcoach_app.appointments.wizard.views import DaySlots
from trustcoach_app.auth.access import principal
from trustcoach_app.bookings.service import add_booking
from trustcoach_app.clients.service import add_client
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.goals.service import GoalFields, add_goal
from trustcoach_app.importing.uploads import plan_import
from trustcoach_app.importing.views import DryRunView
from trustcoach_app.models.clients import Client

AT = at("14:00")
PEOPLE = "Nom,E-mail\nJean Roux,roux@mail.example\nAnne Roux,roux@mail.example\nMARIE DUPONT,\n"
"""An address that two share, and somebody who has a client's name."""


async def as_it_is(page: Any, lead_id: str) -> None:
    """A form of the page itself."""


async def opened(page: Any, lead_id: str) -> None:
    await call(type(page).open, page, "")


async def at_its_address(page: Any, lead_id: str) -> None:
    """A page of one client: whose does not matter, the words are looked at first."""
    object.__setattr__(page, "client_id", lead_id)


async def on_a_client(page: Any, lead_id: str) -> None:
    who = principal()
    async with unit_of_work(who) as db:
        mine = select(Client.id).where(Client.coach_id == who.coach).order_by(col(Client.id))
        client_id = (await db.scalars(mine)).first()
    await call(type(page).open, page, str(client_id))


async def on_two_clients(page: Any, lead_id: str) -> None:
    who = principal()
    async with unit_of_work(who) as db:
        other = await add_client(db, coach_id=who.coach, name="M. Dupont", now=NOW)
    await on_a_client(page, lead_id)
    await call(type(page).choose, page, {"other": other.name})


async def opened_on_the_lead(page: Any, lead_id: str) -> None:
    await call(type(page).open, page, lead_id)


async def opened_on_a_goal(page: Any, lead_id: str) -> None:
    who = principal()
    async with unit_of_work(who) as db:
        client_id = (await db.scalars(select(Client.id).where(Client.coach_id == who.coach))).first()
        fields = GoalFields(title="Respirer", start_date=date(2026, 1, 12))
        goal = await add_goal(db, coach_id=who.coach, client_id=client_id, fields=fields, now=NOW)
    await call(type(page).open, page, str(goal.id))


async def opened_on_a_session(page: Any, lead_id: str) -> None:
    who = principal()
    async with unit_of_work(who) as db:
        client_id = (await db.scalars(select(Client.id).where(Client.coach_id == who.coach))).first()
        row = await add_booking(
            db, coach_id=who.coach, client_id=client_id, starts_at=AT, minutes=60, timezone="Europe/Paris", now=NOW
        )
    opens = {ChangeState: "open_change", CancelState: "open_cancel", PriceState: "open_price"}
    await call(getattr(type(page), opens[type(page)]), page, str(row.id))


async def at_the_first_step(page: Any, lead_id: str) -> None:
    await call(WizardState.open_wizard, page, "")


async def at_the_last_step(page: Any, lead_id: str) -> None:
    await at_the_first_step(page, lead_id)
    page.step, page.type_id, page.slots = 4, page.types[0].id, DaySlots(day=AT.date().isoformat())


async def on_a_dry_run(page: Any, lead_id: str) -> None:
    import_id = await plan_import(principal(), filename="clients.csv", content=PEOPLE.encode(), now=NOW)
    page.draft = DryRunView(id=str(import_id))


async def read(page: Any, lead_id: str) -> None:
    page.is_read = True
