"""Adding a client."""

import asyncio
from typing import Any

import pytest

from tests.fixtures.practice import NOW, Practice
from trustcoach_app.clients.queries import ClientRow, by_id
from trustcoach_app.clients.service import add_client
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.models.clients import ClientStage


async def added(practice: Practice, **wanted: Any) -> ClientRow:
    """A new client."""
    return await practice.does(add_client, **{"name": "Zoé Noël", "now": NOW, **wanted})


async def test_keeps_who_it_is(alice: Practice) -> None:
    row = await added(
        alice,
        name="  Zoe\u0301   Noël\n",
        email=" Zoe.Noel@Exemple.FR ",
        phone="+41 44 668 18 00",
        stage=ClientStage.PROSPECT,
        timezone="Europe/Zurich",
    )
    assert (row.name, row.email, row.phone) == ("Zoé Noël", "zoe.noel@exemple.fr", "+41446681800")
    assert (row.stage, row.timezone, row.archived_at) == (ClientStage.PROSPECT, "Europe/Zurich", None)
    assert await alice.does(by_id, client_id=row.id) == row


@pytest.mark.parametrize(
    ("field", "wanted"),
    [
        ("name", {"name": " x "}),
        ("name", {"name": "x" * 121}),
        ("name", {"name": "💬 …"}),
        ("name", {"name": "\x00\x00a"}),
        ("email", {"email": "zoe@"}),
        ("email", {"email": "zoe@exemple"}),
        ("email", {"email": "x" * 250 + "@exemple.fr"}),
        ("phone", {"phone": "téléphone"}),
        ("timezone", {"timezone": "Paris"}),
    ],
)
async def test_each_wrong_field_is_named(alice: Practice, field: str, wanted: dict[str, str]) -> None:
    with pytest.raises(InvalidInput) as refused:
        await added(alice, **wanted)
    assert set(refused.value.fields) == {field}


async def test_an_address_is_one_clients(alice: Practice) -> None:
    await added(alice, email="zoe@exemple.fr")
    with pytest.raises(InvalidInput, match="Ce client existe déjà\u202f: Zoé Noël\\.") as refused:
        await added(alice, name="Une autre", email="ZOE@exemple.fr")
    assert set(refused.value.fields) == {"email"}


async def test_no_address_is_no_conflict(alice: Practice) -> None:
    assert (await added(alice, email="")).id != (await added(alice, email=None)).id


async def test_twenty_at_once_add_one(alice: Practice) -> None:
    tries = (added(alice, email="zoe@exemple.fr") for _ in range(20))
    ended = await asyncio.gather(*tries, return_exceptions=True)
    assert [type(outcome) for outcome in ended].count(ClientRow) == 1
    assert {str(outcome) for outcome in ended if not isinstance(outcome, ClientRow)} == {
        "Ce client existe déjà\u202f: Zoé Noël."
    }


async def test_bobs_clients_are_his_own(alice: Practice, bob: Practice) -> None:
    hers = await added(alice, email="zoe@exemple.fr")
    assert (await added(bob, email="zoe@exemple.fr")).id != hers.id
    with pytest.raises(NotFound):
        await bob.does(by_id, client_id=hers.id)
