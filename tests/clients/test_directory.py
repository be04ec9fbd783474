"""The list of clients: order, pages, search, and typos."""

import pytest
from sqlalchemy import update
from sqlmodel import col

from tests.fixtures.practice import NOW, Practice, statements
from trustcoach_app.clients.queries import directory
from trustcoach_app.clients.service import add_client
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.clients import Client

NAMES = ["Zoé Noël", "Élodie Martin", "étienne Petit", "Jean-Paul D’Œuvre", "Élodie Martin"]


@pytest.fixture
async def practice(alice: Practice) -> Practice:
    """Alice with six clients, Marie Dupont among them."""
    for name in NAMES:
        await alice.does(add_client, name=name, now=NOW)
    await alice.does(add_client, name="Ana_100%", email="ana@exemple.fr", phone="06 12 34 56 78", now=NOW)
    return alice


async def names(practice: Practice, search: str, limit: int = 20) -> list[str]:
    """Who is found."""
    return [row.name for row in await practice.does(directory, search=search, limit=limit)]


async def test_pages_follow_each_other_in_french_order(practice: Practice) -> None:
    """Namesakes included: nobody is shown twice or left out."""
    seen, after = [], None
    while page := await practice.does(directory, limit=2, after=after):
        seen += page
        after = page[-1].cursor
    assert len({row.id for row in seen}) == 7
    assert [row.name for row in seen] == [
        "Ana_100%",
        "Élodie Martin",
        "Élodie Martin",
        "étienne Petit",
        "Jean-Paul D’Œuvre",
        "Marie Dupont",
        "Zoé Noël",
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zoe", ["Zoé Noël"]),
        ("NOËL zo", ["Zoé Noël"]),
        ("oeuvre", ["Jean-Paul D’Œuvre"]),
        ("jean-p", ["Jean-Paul D’Œuvre"]),
        ("06 12 34", ["Ana_100%"]),
        ("ana@ex", ["Ana_100%"]),
        ("100%", ["Ana_100%"]),
        ("xyzzy", []),
        ("zoe xyzzy", []),
    ],
)
async def test_every_word_must_occur(practice: Practice, typed: str, found: list[str]) -> None:
    assert await names(practice, typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("duopnt", ["Marie Dupont"]),
        ("mairie dupond", ["Marie Dupont"]),
        ("elodi matrin", ["Élodie Martin", "Élodie Martin"]),
        ("ettienne", ["étienne Petit"]),
    ],
)
async def test_typos_are_forgiven(practice: Practice, typed: str, found: list[str]) -> None:
    assert await names(practice, typed) == found


async def test_a_guess_is_only_made_when_nothing_matches(practice: Practice) -> None:
    await practice.does(add_client, name="Marine Dupond", now=NOW)
    assert await names(practice, "dupont") == ["Marie Dupont"]
    assert await names(practice, "dupondt") == ["Marie Dupont", "Marine Dupond"]
    assert await names(practice, "dupondt", limit=1) == ["Marie Dupont"]


async def test_archived_and_merged_clients_are_left_out(practice: Practice) -> None:
    for search, column in (("zoe", "archived_at"), ("ana", "merged_into")):
        (row,) = await practice.does(directory, search=search, limit=5)
        value = NOW if column == "archived_at" else practice.client_id
        async with unit_of_work(practice.principal) as db:
            await db.execute(update(Client).where(col(Client.id) == row.id).values({column: value}))
        assert await names(practice, search) == []


async def test_one_statement_a_page_and_three_for_a_guess(practice: Practice) -> None:
    for search, count in (("", 1), ("zoe", 1), ("duopnt", 3)):
        with statements() as seen:
            await practice.does(directory, search=search, limit=3)
        assert len(seen) == count


async def test_bob_finds_his_own_only(practice: Practice, bob: Practice) -> None:
    assert await names(bob, "") == ["Paul Petit"]
    assert await names(bob, "zoe") == []
    assert await names(bob, "duopnt") == []
