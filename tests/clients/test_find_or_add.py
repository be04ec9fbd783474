"""« Client or new name »: finds who is meant, or adds somebody."""

import pytest
from sqlalchemy import update
from sqlmodel import col

from tests.fixtures.practice import NOW, Practice
from trustcoach_app.clients.service import add_client, find_or_add_client
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput
from trustcoach_app.models.clients import Client


async def test_finds_by_address_before_name(alice: Practice) -> None:
    zoe = await alice.does(add_client, name="Zoé Noël", email="zoe@exemple.fr", now=NOW)
    found = await alice.does(find_or_add_client, name="Marie Dupont", email="ZOE@exemple.fr", now=NOW)
    assert found == zoe


async def test_finds_by_name_however_it_is_written(alice: Practice) -> None:
    assert (await alice.does(find_or_add_client, name=" marie  DUPONT", now=NOW)).id == alice.client_id


async def test_a_namesake_with_an_address_is_somebody_new(alice: Practice) -> None:
    other = await alice.does(
        find_or_add_client, name="Marie Dupont", email="autre@exemple.fr", phone="0612345678", now=NOW
    )
    assert other.id != alice.client_id
    assert (other.email, other.phone) == ("autre@exemple.fr", "+33612345678")
    with pytest.raises(InvalidInput, match="Plusieurs clients s’appellent Marie Dupont") as refused:
        await alice.does(find_or_add_client, name="Marie Dupont", now=NOW)
    assert set(refused.value.fields) == {"name"}


async def test_an_archived_client_is_not_picked_in_silence(alice: Practice) -> None:
    old = await alice.does(add_client, name="Zoé Noël", email="zoe@exemple.fr", now=NOW)
    async with unit_of_work(alice.principal) as db:
        await db.execute(update(Client).where(col(Client.id) == old.id).values(archived_at=NOW))
    assert (await alice.does(find_or_add_client, name="Zoé Noël", now=NOW)).id != old.id
    with pytest.raises(InvalidInput, match="existe déjà\u202f: Zoé Noël \\(archivé\\)"):
        await alice.does(find_or_add_client, name="Zoé Noël", email="zoe@exemple.fr", now=NOW)


async def test_bob_never_gets_alices_client(alice: Practice, bob: Practice) -> None:
    hers = await alice.does(add_client, name="Zoé Noël", email="zoe@exemple.fr", now=NOW)
    for more in ({}, {"email": "zoe@exemple.fr"}):
        assert (await bob.does(find_or_add_client, name="Zoé Noël", now=NOW, **more)).id != hers.id
