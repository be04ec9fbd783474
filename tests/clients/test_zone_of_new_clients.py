"""A client's zone is the coach's unless another one is said, by whichever door the client comes in."""

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from tests.fixtures.practice import NOW, Practice
from tests.focus.acting import call, page_of
from tests.setter.scenes import given_lead
from trustcoach_app.appointments.fields import NamedPerson
from trustcoach_app.appointments.person import client_of
from trustcoach_app.clients.service import add_client
from trustcoach_app.coaches import zone_of
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.demo.content import ClientText
from trustcoach_app.demo.practice_writer import PracticeWriter
from trustcoach_app.demo.types_and_reasons import TypesAndReasons
from trustcoach_app.importing import service, uploads
from trustcoach_app.models.clients import Client
from trustcoach_app.models.people import Coach
from trustcoach_app.setter.lead.client.state import LeadClientState

REUNION = "Indian/Reunion"
CAMILLE = "camille@exemple.fr"


@pytest.fixture
async def far(alice: Practice) -> Practice:
    """Alice works in La Réunion."""
    async with unit_of_work(alice.principal) as db:
        await db.execute(update(Coach).where(col(Coach.id) == alice.coach_id).values(timezone=REUNION))
    return alice


async def zone_of_camille(practice: Practice) -> str:
    async with unit_of_work(practice.principal) as db:
        return (await db.scalars(select(col(Client.timezone)).where(col(Client.email) == CAMILLE))).one()


async def test_by_hand(far: Practice) -> None:
    await far.does(add_client, name="Camille Roy", email=CAMILLE, now=NOW)
    assert await zone_of_camille(far) == REUNION


async def test_by_a_zone_that_is_said(far: Practice) -> None:
    await far.does(add_client, name="Camille Roy", email=CAMILLE, timezone="Europe/Paris", now=NOW)
    assert await zone_of_camille(far) == "Europe/Paris"


async def test_by_a_new_appointment(far: Practice) -> None:
    person = NamedPerson(name="Camille Roy", email=CAMILLE)
    await far.does(client_of, person=person, now=NOW)
    assert await zone_of_camille(far) == REUNION


async def test_by_an_import(far: Practice) -> None:
    content = f"Nom;E-mail\nCamille Roy;{CAMILLE}\n".encode()
    import_id = await uploads.plan_import(far.principal, filename="clients.csv", content=content, now=NOW)
    await far.does(service.confirm_import, import_id=import_id, answers={}, now=NOW)
    assert await zone_of_camille(far) == REUNION


async def test_by_the_conversion_of_a_lead(far: Practice) -> None:
    lead_id = await given_lead(far, "in 0", said={"first_name": "Camille", "email": CAMILLE})
    page = await page_of(far, LeadClientState)
    await call(LeadClientState.open, page, str(lead_id))
    await call(LeadClientState.save, page, {"name": "Camille Roy", "email": CAMILLE})
    assert await zone_of_camille(far) == REUNION


async def test_by_the_demo(far: Practice) -> None:
    async with unit_of_work(far.principal) as db:
        zone = await zone_of(db, coach_id=far.coach_id)
        writer = PracticeWriter(db, far.coach_id, zone, TypesAndReasons({}, {}, {}), {})
        await writer.meet(ClientText("Camille Roy", CAMILLE, "", 0), now=NOW)
    assert await zone_of_camille(far) == REUNION
