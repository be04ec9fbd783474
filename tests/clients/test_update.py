"""Changing who a client is."""

from typing import Any

import pytest

from tests.fixtures.practice import NOW, Practice
from trustcoach_app.clients.queries import by_id, directory
from trustcoach_app.clients.service import add_client, update_client
from trustcoach_app.errors import InvalidInput, NotFound

WANTED: dict[str, Any] = {
    "name": "Marie Durand",
    "email": "marie@exemple.fr",
    "phone": "0612345678",
    "timezone": "Europe/Paris",
}


async def test_is_found_under_the_new_name(alice: Practice) -> None:
    row = await alice.does(update_client, client_id=alice.client_id, **WANTED)
    assert (row.name, row.email, row.phone) == ("Marie Durand", "marie@exemple.fr", "+33612345678")
    assert [found.id for found in await alice.does(directory, search="durand", limit=5)] == [row.id]
    again = await alice.does(update_client, client_id=alice.client_id, **WANTED)
    assert again == row


async def test_not_with_anothers_address(alice: Practice) -> None:
    await alice.does(add_client, name="Zoé Noël", email="marie@exemple.fr", now=NOW)
    with pytest.raises(InvalidInput, match="existe déjà\u202f: Zoé Noël") as refused:
        await alice.does(update_client, client_id=alice.client_id, **WANTED)
    assert set(refused.value.fields) == {"email"}
    assert (await alice.does(by_id, client_id=alice.client_id)).name == "Marie Dupont"


async def test_names_the_wrong_field(alice: Practice) -> None:
    with pytest.raises(InvalidInput) as refused:
        await alice.does(update_client, client_id=alice.client_id, **{**WANTED, "name": "", "email": "x"})
    assert set(refused.value.fields) == {"name", "email"}


async def test_bob_cannot_change_her(alice: Practice, bob: Practice) -> None:
    with pytest.raises(NotFound):
        await bob.does(update_client, client_id=alice.client_id, **WANTED)
    assert (await alice.does(by_id, client_id=alice.client_id)).name == "Marie Dupont"
