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
from trustcoach_app.models.lead_history import LeadEvent, LeadMessage
from trustcoach_app.models.leads import Lead, LeadStatus
from trustcoach_app.setter.follow_up import priority
from trustcoach_app.setter.importing import service
from trustcoach_app.setter.importing.plan import PLAN, LeadImportPlan, outcome
from trustcoach_app.setter.importing.service import KIND, plan_lead_import, write_lead_import
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
    return await plan_lead_import(practice.principal, filename="leads.csv", content=text.encode(), now=NOW)


async def draft_of(practice: Practice, import_id: UUID) -> Import:
    return await practice.does(one_import, kind=KIND, import_id=import_id)


async def plan_of(practice: Practice, import_id: UUID) -> LeadImportPlan:
    return PLAN.validate_json((await draft_of(practice, import_id)).plan)


async def written(practice: Practice, text: str) -> list[int]:
    import_id = await upload(practice, text)
    return [percent async for percent in write_lead_import(practice.principal, import_id=import_id, now=NOW)]


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


def with_minutes(leads: int, *, newest_first: bool = False) -> str:
    """Two questions a lead, each answered within its minute, as a tool that exports minutes writes them."""
    talk = [
        f"{lead};{way};{way} {day};0{day}/01/2026 09:0{lead % 10}"
        for day in (1, 2)
        for way in ("out", "in")
        for lead in range(1, leads + 1)
    ]
    return "\n".join(["user_id_instagram;direction;text;sent_at", *(talk[::-1] if newest_first else talk)])


@pytest.mark.parametrize("newest_first", [False, True])
async def test_a_file_with_minutes_keeps_the_order_of_its_lines(alice: Practice, newest_first: bool) -> None:
    """Of 60 messages of ours 60 were answered, and nobody of 30 waits for a message."""
    await written(alice, with_minutes(30, newest_first=newest_first))
    async with unit_of_work(alice.principal) as db:
        mine = col(LeadMessage.coach_id) == alice.coach_id, col(LeadMessage.direction) == "out"
        answered = select(func.count(), func.count(LeadMessage.replied_at), func.count(LeadMessage.turn_replied_at))
        assert tuple((await db.execute(answered.where(*mine))).one()) == (60, 60, 60)
    assert [priority(lead, NOW) for lead in (await leads(alice)).values()] == [None] * 30


async def test_several_of_one_minute_stay_in_order_and_again_in_a_longer_file(alice: Practice) -> None:
    """Three of ours, an answer, and one of ours: two turns. Lines that the next file repeats are known ones."""
    head, minute = "user_id_instagram;direction;text;sent_at", "05/01/2026 09:00"
    talk = [f"1;{way};{text};{minute}" for way, text in zip(["out", "out", "out", "in", "out"], "abcde", strict=True)]
    await written(alice, "\n".join([head, *talk]))
    await written(alice, "\n".join([head, "1;in;z;04/01/2026 09:00", *talk, f"1;in;f;{minute}"]))
    async with unit_of_work(alice.principal) as db:
        mine = select(LeadMessage).where(col(LeadMessage.coach_id) == alice.coach_id)
        rows = (await db.scalars(mine.order_by(col(LeadMessage.sent_at)))).all()
    assert "".join(row.body for row in rows) == "zabcdef"
    assert [row.turn_number for row in rows] == [None, 1, None, None, None, 2, None]
    assert rows[5].turn_replied_at == rows[6].sent_at


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
    running = write_lead_import(alice.principal, import_id=import_id, now=NOW)
    assert await anext(running) == 50
    await running.aclose()  # type: ignore[attr-defined]
    assert (await draft_of(alice, import_id)).status is ImportStatus.DRAFT
    assert [percent async for percent in write_lead_import(alice.principal, import_id=import_id, now=NOW)] == [
        50,
        99,
        100,
    ]
    assert (await counts(alice))[:2] == [2, 2]


async def test_tags_are_added_to_those_there_are(alice: Practice) -> None:
    await written(alice, LEADS)
    await written(alice, "user_id_instagram;created_at;tags\n1;05/01/2026;vip|été")
    assert (await leads(alice))["1"].tags == ["chaud", "vip", "été"]


async def test_an_import_is_written_once_and_its_plan_forgotten(alice: Practice) -> None:
    import_id = await upload(alice, LEADS)
    assert [percent async for percent in write_lead_import(alice.principal, import_id=import_id, now=NOW)][-1] == 100
    row = await draft_of(alice, import_id)
    assert (row.status, row.outcome) == (ImportStatus.WRITTEN, "2 nouveaux leads, 1 ligne refusée")
    assert PLAN.validate_json(row.plan) == LeadImportPlan()
    with pytest.raises(Conflict):
        await anext(write_lead_import(alice.principal, import_id=import_id, now=NOW))


async def test_another_coachs_import_does_not_exist(alice: Practice, bob: Practice) -> None:
    import_id = await upload(alice, LEADS)
    with pytest.raises(NotFound):
        await anext(write_lead_import(bob.principal, import_id=import_id, now=NOW))
    with pytest.raises(NotFound):
        await draft_of(bob, import_id)
    assert await counts(alice) == [0, 0, 0]
