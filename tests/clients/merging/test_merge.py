"""Two clients become one, and two again within ten minutes: what goes where, what is refused, what is still to come."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import select, update
from sqlmodel import col

from tests.clients.merging.people import all_rows, another, everything, whose, write
from tests.fixtures.practice import NOW, Practice, statements
from tests.setter.scenes import given_lead
from trustcoach_app.actions.service import ActionFields, add_action
from trustcoach_app.client_list.address import clients_address_of
from trustcoach_app.client_list.facts import list_facts
from trustcoach_app.clients.archive import archive_clients
from trustcoach_app.clients.merging.service import UNDO, merge_clients, undo_merge
from trustcoach_app.clients.queries import by_id, directory, named, with_email
from trustcoach_app.clients.service import add_client, find_or_add_client, update_client
from trustcoach_app.clients.tags import tag_clients, tags_of
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict, InvalidInput, NotFound
from trustcoach_app.messaging.queries import latest_messages
from trustcoach_app.models.clients import Client, ClientStage
from trustcoach_app.models.merging import MOVES, ClientMerge, ClientMergeRow
from trustcoach_app.models.people import User
from trustcoach_app.setter.lead.service import convert_lead, link_lead_client

SOON = NOW + timedelta(minutes=3)
OF_A_CLIENT = sorted(MOVES.keys() - {"clients"})


async def merged(practice: Practice, other_id: UUID, **more: Any) -> Any:
    wanted: dict[str, Any] = {"client_id": practice.client_id, "other_id": other_id, "now": NOW, **more}
    return await practice.does(merge_clients, **wanted)


async def test_everything_is_the_survivors_and_is_remembered(alice: Practice) -> None:
    other = await another(alice)
    for place, client_id in enumerate((alice.client_id, other)):
        await everything(alice, client_id, days=place + 1)
    assert await whose(alice, *OF_A_CLIENT) == dict.fromkeys(OF_A_CLIENT, {alice.client_id, other})
    done = await merged(alice, other)
    left = await whose(alice, *OF_A_CLIENT)
    assert left.pop("conversations") == {alice.client_id, other}  # of the other's the messages moved
    assert set(map(frozenset, left.values())) == {frozenset({alice.client_id})}
    async with unit_of_work(alice.principal) as db:
        moved = select(col(ClientMergeRow.table_name)).where(col(ClientMergeRow.merge_id) == done.merge_id)
        assert set(await db.scalars(moved.distinct())) == {*OF_A_CLIENT, "messages"} - {"conversations"}
    assert (await alice.does(tags_of, client_ids=[alice.client_id]))[alice.client_id] == ["Depuis 1", "Depuis 2", "VIP"]


@pytest.mark.parametrize("has_all", [(True, True), (True, False), (False, True), (False, False)])
@pytest.mark.parametrize("taken", [(), ("name", "email", "phone", "timezone")])
async def test_undone_the_database_is_as_it_was(alice: Practice, has_all: tuple[bool, ...], taken: Any) -> None:
    """Row for row, whoever had what and whatever was chosen."""
    other = await another(alice, phone="0612345678", timezone="America/Montreal", stage=ClientStage.PROSPECT)
    earlier = await another(alice, name="Marie D.", email=None)
    await alice.does(merge_clients, client_id=other, other_id=earlier, now=NOW)
    for place, (client_id, has) in enumerate(zip((alice.client_id, other), has_all, strict=True)):
        if has:
            await everything(alice, client_id, days=place + 1)
    await alice.does(archive_clients, client_ids=[other], now=NOW)
    before = await all_rows(alice)
    done = await merged(alice, other, taken=taken)
    assert await all_rows(alice) != before
    await alice.does(undo_merge, merge_id=done.merge_id, now=NOW + UNDO)
    assert await all_rows(alice) == before


async def test_what_came_since_stays_and_what_moved_goes_back(alice: Practice) -> None:
    other = await another(alice)
    await everything(alice, other, days=1)
    done = await merged(alice, other, taken=["name", "email"])
    mine: dict[str, Any] = {"client_id": alice.client_id}
    await alice.does(add_action, **mine, fields=ActionFields("Nouvelle"), now=SOON)
    await write(alice, alice.client_id, "Depuis", after=timedelta(minutes=3))
    marie = {"name": "M. Dupont", "email": "marie@exemple.fr", "phone": "", "timezone": "Europe/Paris"}
    await alice.does(update_client, **mine, **marie)
    await alice.does(undo_merge, merge_id=done.merge_id, now=SOON)
    assert (await whose(alice, "actions"))["actions"] == {alice.client_id, other}
    talk = {"client_id": alice.client_id, "limit": 5}
    assert [row.body for row in await alice.does(latest_messages, **talk)] == ["Depuis"]
    assert [row.body for row in await alice.does(latest_messages, **{**talk, "client_id": other})] == ["Bonjour 1"]
    row = await alice.does(by_id, client_id=alice.client_id)
    assert (row.name, row.email) == ("Marie Dupont", "marie@exemple.fr")  # the address was changed since: it stays
    assert (await alice.does(by_id, client_id=other)).email == "m.dupont@exemple.fr"


async def test_an_undo_is_refused_too_late_twice_and_out_of_order(alice: Practice, bob: Practice) -> None:
    other, third = await another(alice), await another(alice, name="Zoé", email=None)
    first = await merged(alice, other)
    with pytest.raises(Conflict, match="dix minutes"):
        await alice.does(undo_merge, merge_id=first.merge_id, now=NOW + UNDO + timedelta(seconds=1))
    with pytest.raises(NotFound):
        await bob.does(undo_merge, merge_id=first.merge_id, now=NOW)
    second = await alice.does(merge_clients, client_id=third, other_id=alice.client_id, now=NOW)
    assert (await alice.does(by_id, client_id=other)).id == third
    with pytest.raises(Conflict, match="fusion suivante"):
        await alice.does(undo_merge, merge_id=first.merge_id, now=NOW)
    await alice.does(undo_merge, merge_id=second.merge_id, now=NOW)
    await alice.does(undo_merge, merge_id=first.merge_id, now=NOW)
    with pytest.raises(Conflict, match="déjà fait"):
        await alice.does(undo_merge, merge_id=first.merge_id, now=NOW)


async def test_what_is_refused(alice: Practice, bob: Practice) -> None:
    with pytest.raises(Conflict, match="même fiche"):
        await merged(alice, alice.client_id)
    for stranger in (bob.client_id, new_id()):
        with pytest.raises(NotFound):
            await merged(alice, stranger)
    other, third = await another(alice), await another(alice, name="Zoé", email=None)
    await merged(alice, other)
    with pytest.raises(Conflict, match="déjà réunie"):
        await alice.does(merge_clients, client_id=third, other_id=other, now=NOW)
    for number in range(21):
        client_id = third if number < 11 else alice.client_id
        await alice.does(tag_clients, client_ids=[client_id], label=f"Mot {number}", now=NOW)
    with pytest.raises(Conflict, match="20 étiquettes"):
        await merged(alice, third)


async def test_the_one_with_an_account_stays_and_two_accounts_are_two_people(alice: Practice, owner_url: str) -> None:
    other, third = await another(alice), await another(alice, name="Zoé", email=None)
    for client_id in (other, third):
        await with_account(owner_url, client_id)
    done = await merged(alice, other)
    assert (done.survivor_id, done.merged_id, done.name) == (other, alice.client_id, "Marie Dupont")
    with pytest.raises(Conflict, match="chacune a son propre compte"):
        await alice.does(merge_clients, client_id=other, other_id=third, now=NOW)


async def with_account(owner_url: str, client_id: UUID) -> None:
    """An account of their own."""
    user_id = new_id()
    async with unit_of_work(Principal(Role.ADMIN, user_id=new_id())) as db:
        db.add(User(id=user_id, email=f"{user_id}@exemple.fr", name="Compte"))
    async with await psycopg.AsyncConnection.connect(owner_url.replace("+psycopg", "")) as connection:
        await connection.execute("ALTER TABLE clients NO FORCE ROW LEVEL SECURITY")
        await connection.execute("UPDATE clients SET user_id = %s WHERE id = %s", (user_id, client_id))
        await connection.execute("ALTER TABLE clients FORCE ROW LEVEL SECURITY")


async def test_values_are_chosen_and_nothing_is_lost_where_one_has_none(alice: Practice) -> None:
    """The price last agreed is that of the sessions of both; a client stays one, and who was active stays so."""
    other = await another(alice, phone="0612345678", stage=ClientStage.PROSPECT)
    await alice.does(archive_clients, client_ids=[alice.client_id], now=NOW)
    await merged(alice, other, taken=["name"])
    row = await alice.does(by_id, client_id=alice.client_id)
    assert (row.name, row.email, row.phone) == ("M. Dupont", "m.dupont@exemple.fr", "+33612345678")
    assert (row.stage, row.archived_at) == (ClientStage.CLIENT, None)


async def test_the_merged_one_is_in_no_list_and_leads_to_the_survivor(alice: Practice) -> None:
    """What still comes by the old id, address or name lands at the survivor: an event, a lead, an action."""
    other = await another(alice)
    await merged(alice, other)
    assert [row.id for row in await alice.does(directory, search="", limit=9)] == [alice.client_id]
    page = (await alice.does(list_facts, address=clients_address_of({}), now=NOW)).page
    assert ([row.id for row in page.clients], page.everybody) == ([alice.client_id], 1)
    assert (await alice.does(by_id, client_id=other)).id == alice.client_id
    found = await alice.does(with_email, email="m.dupont@exemple.fr")
    assert found is not None
    assert found.id == alice.client_id
    assert [row.id for row in await alice.does(named, sort_key="m dupont")] in ([alice.client_id], [])
    with pytest.raises(InvalidInput, match="Marie Dupont"):
        await alice.does(add_client, name="Autre", email="m.dupont@exemple.fr", now=NOW)
    again = await alice.does(find_or_add_client, name="Autre", email="m.dupont@exemple.fr", now=NOW)
    assert again.id == alice.client_id
    await alice.does(add_action, client_id=other, fields=ActionFields("Relire"), now=NOW)
    lead_id = await given_lead(alice, "in 0")
    await alice.does(link_lead_client, lead_id=lead_id, client_id=other)
    assert await whose(alice, "actions", "leads") == dict.fromkeys(("actions", "leads"), {alice.client_id})


async def test_a_lead_is_converted_into_the_survivor(alice: Practice) -> None:
    other = await another(alice)
    await merged(alice, other)
    lead_id = await given_lead(alice, "in 0")
    wanted = {"name": "M. Dupont", "email": "m.dupont@exemple.fr", "timezone": "Europe/Paris"}
    row = await alice.does(convert_lead, lead_id=lead_id, **wanted, now=NOW)
    assert row.id == alice.client_id


async def test_an_address_that_somebody_else_has_by_now_stands_in_the_way(alice: Practice) -> None:
    marie = {"name": "Marie", "email": "marie@exemple.fr", "phone": "", "timezone": "Europe/Paris"}
    await alice.does(update_client, client_id=alice.client_id, **marie)
    other = await another(alice)
    done = await merged(alice, other)
    async with unit_of_work(alice.principal) as db:
        row = await add_client(db, coach_id=alice.coach_id, name="Zoé Noël", now=NOW)
        taken = update(Client).where(col(Client.id) == row.id).values(email="m.dupont@exemple.fr")
        await db.execute(taken)
    with pytest.raises(Conflict, match="Zoé Noël"):
        await alice.does(undo_merge, merge_id=done.merge_id, now=NOW)


async def test_a_merge_costs_the_same_however_much_moves(alice: Practice) -> None:
    counts: list[int] = []
    for number in (1, 4):
        other = await another(alice, email=None, name=f"Personne {number}")
        await everything(alice, other, days=10 * number)
        for more in range(number):
            await alice.does(add_action, client_id=other, fields=ActionFields(f"Action {more}"), now=NOW)
        with statements() as ran:
            done = await merged(alice, other)
        with statements() as undone:
            await alice.does(undo_merge, merge_id=done.merge_id, now=NOW)
        counts += [len(ran), len(undone)]
    assert counts[:2] == counts[2:]


async def test_what_moved_is_forgotten_after_its_time_and_that_it_was_merged_is_not(
    alice: Practice, owner_url: str
) -> None:
    """The nightly job keeps the instant itself and erases what is older."""
    other = await another(alice)
    await everything(alice, other, days=1)
    done = await merged(alice, other)
    for before, left in ((NOW, True), (NOW + timedelta(seconds=1), False)):
        async with await psycopg.AsyncConnection.connect(owner_url.replace("+psycopg", "")) as connection:
            await connection.execute("SELECT prune_client_merges(%s)", [before])
        async with unit_of_work(alice.principal) as db:
            assert bool((await db.scalars(select(ClientMergeRow))).first()) is left
            row = (await db.scalars(select(ClientMerge).where(col(ClientMerge.id) == done.merge_id))).one()
            assert bool(row.before) is left
    with pytest.raises(Conflict):
        await alice.does(undo_merge, merge_id=done.merge_id, now=NOW)
