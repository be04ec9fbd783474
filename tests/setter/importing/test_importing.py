"""Dry run, write, write again: with real services on a real database."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from tests.fixtures.practice import NOW, Practice
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict, NotFound
from trustcoach_app.models.importing import Import, ImportStatus
from trustcoach_app.models.leads import Lead, LeadEvent, LeadMessage, LeadStatus
from trustcoach_app.setter.importing import service
from trustcoach_app.setter.importing.plan import PLAN, Plan, outcome
from trustcoach_app.setter.importing.service import KIND, take, write
from trustcoach_app.uploads.queries import one_import

LEADS = """user_id_instagram;prénom;statut;created_at;won_at;montant;tags
1;Camille;gagné;05/01/2026;08/01/2026;1497;chaud, vip
2;Nadir;nouveau;06/01/2026;;;
3;Lou;perdu;hier;;;"""
MESSAGES = """user_id_instagram;direction;sender;text;sent_at
1;out;ai;Bonjour;05/01/2026 09:00
1;in;;Bonjour !;05/01/2026 09:05
1;out;human;Merci;05/01/2026 09:10
9;in;;Qui êtes-vous ?;05/01/2026 10:00"""


async def upload(practice: Practice, text: str) -> UUID:
    return await take(practice.principal, filename="leads.csv", content=text.encode(), now=NOW)


async def draft_of(practice: Practice, import_id: UUID) -> Import:
    return await practice.does(one_import, kind=KIND, import_id=import_id)


async def plan_of(practice: Practice, import_id: UUID) -> Plan:
    return PLAN.validate_json((await draft_of(practice, import_id)).plan)


async def written(practice: Practice, text: str) -> list[int]:
    import_id = await upload(practice, text)
    return [percent async for percent in write(practice.principal, import_id=import_id, now=NOW)]


async def counts(practice: Practice) -> list[Any]:
    async with unit_of_work(practice.principal) as db:
        tables: list[Any] = [Lead, LeadEvent, LeadMessage]
        return [await db.scalar(select(func.count()).where(table.coach_id == practice.coach_id)) for table in tables]


async def leads(practice: Practice) -> dict[str, Lead]:
    async with unit_of_work(practice.principal) as db:
        found = await db.scalars(select(Lead).where(col(Lead.coach_id) == practice.coach_id))
        return {row.instagram_id: row for row in found}


async def test_nothing_is_written_before_the_coach_confirms(alice: Practice) -> None:
    import_id = await upload(alice, LEADS)
    plan = await plan_of(alice, import_id)
    assert (plan.kind, plan.new, plan.known, plan.refused_lines) == ("leads", 2, 0, 1)
    assert outcome(plan) == "2 nouveaux leads, 1 ligne refusée"
    assert await counts(alice) == [0, 0, 0]


async def test_leads_and_their_messages_are_written(alice: Practice) -> None:
    assert await written(alice, LEADS) == [99, 100]
    plan = await plan_of(alice, await upload(alice, MESSAGES))
    assert (plan.new, plan.known, plan.messages, plan.again) == (1, 1, 4, 0)
    await written(alice, MESSAGES)
    found = await leads(alice)
    assert {key: row.status for key, row in found.items()} == {
        "1": LeadStatus.WON,
        "2": LeadStatus.NEW,
        "9": LeadStatus.ENGAGED,
    }
    camille = found["1"]
    assert (camille.first_name, camille.deal_value_cents, camille.tags) == ("Camille", 149_700, ["chaud", "vip"])
    assert (camille.messages_out, camille.messages_in, camille.messages_human) == (2, 1, 1)


async def test_the_same_file_twice_doubles_nothing(alice: Practice) -> None:
    for text in (LEADS, MESSAGES):
        await written(alice, text)
    before = await counts(alice), {key: row.model_dump() for key, row in (await leads(alice)).items()}
    for text in (LEADS, MESSAGES):
        await written(alice, text)
    assert (await counts(alice), {key: row.model_dump() for key, row in (await leads(alice)).items()}) == before
    again = await plan_of(alice, await upload(alice, MESSAGES))
    assert (again.new, again.known, again.messages, again.again) == (0, 2, 4, 4)


async def test_a_run_that_breaks_off_is_finished_by_the_next(alice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written stays, the dry run too."""
    monkeypatch.setattr(service, "AT_ONCE", 2)
    import_id = await upload(alice, LEADS)
    running = write(alice.principal, import_id=import_id, now=NOW)
    assert await anext(running) == 50
    await running.aclose()  # type: ignore[attr-defined]
    assert (await draft_of(alice, import_id)).status is ImportStatus.DRAFT
    assert [percent async for percent in write(alice.principal, import_id=import_id, now=NOW)] == [50, 99, 100]
    assert (await counts(alice))[:2] == [2, 2]


async def test_tags_are_added_to_those_there_are(alice: Practice) -> None:
    await written(alice, LEADS)
    await written(alice, "user_id_instagram;created_at;tags\n1;05/01/2026;vip|été")
    assert (await leads(alice))["1"].tags == ["chaud", "vip", "été"]


async def test_an_import_is_written_once_and_its_plan_forgotten(alice: Practice) -> None:
    import_id = await upload(alice, LEADS)
    assert [percent async for percent in write(alice.principal, import_id=import_id, now=NOW)][-1] == 100
    row = await draft_of(alice, import_id)
    assert (row.status, row.outcome) == (ImportStatus.WRITTEN, "2 nouveaux leads, 1 ligne refusée")
    assert PLAN.validate_json(row.plan) == Plan()
    with pytest.raises(Conflict):
        await anext(write(alice.principal, import_id=import_id, now=NOW))


async def test_another_coachs_import_does_not_exist(alice: Practice, bob: Practice) -> None:
    import_id = await upload(alice, LEADS)
    with pytest.raises(NotFound):
        await anext(write(bob.principal, import_id=import_id, now=NOW))
    with pytest.raises(NotFound):
        await draft_of(bob, import_id)
    assert await counts(alice) == [0, 0, 0]
