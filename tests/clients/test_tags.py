"""The coach's words about clients: given, taken, spelt once, bounded, and hers alone."""

import pytest

from tests.fixtures.practice import NOW, Practice
from trustcoach_app.clients.service import add_client
from trustcoach_app.clients.tags import known_tags, tag_clients, tags_of, untag_clients
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.models.tags import LONGEST_TAG, MOST_LABELS, MOST_TAGS


async def words_of(practice: Practice) -> list[str]:
    """What Marie has."""
    found = await practice.does(tags_of, client_ids=[practice.client_id])
    return found.get(practice.client_id, [])


async def tag(practice: Practice, label: str) -> int:
    """Give it to Marie; how many had it not yet."""
    return len(await practice.does(tag_clients, client_ids=[practice.client_id], label=label, now=NOW))


async def test_a_word_is_spelt_once(alice: Practice) -> None:
    """However it is typed again, and by French order."""
    assert [await tag(alice, label) for label in ("Très  chaud", "tres CHAUD", "Zen", "élan", "🔥")] == [1, 0, 1, 1, 1]
    assert await words_of(alice) == ["élan", "Très chaud", "Zen", "🔥"]
    zoe = await alice.does(add_client, name="Zoé Noël", now=NOW)
    await alice.does(tag_clients, client_ids=[zoe.id, alice.client_id], label="ZEN", now=NOW)
    assert await alice.does(tags_of, client_ids=[zoe.id]) == {zoe.id: ["Zen"]}
    assert len(await alice.does(known_tags)) == 4


async def test_a_word_that_nobody_has_is_forgotten(alice: Practice) -> None:
    zoe = await alice.does(add_client, name="Zoé Noël", now=NOW)
    await alice.does(tag_clients, client_ids=[zoe.id, alice.client_id], label="Zen", now=NOW)
    await alice.does(untag_clients, client_ids=[zoe.id], label="zén")
    assert await alice.does(known_tags) == ["Zen"]
    await alice.does(untag_clients, client_ids=[alice.client_id], label="Zen")
    assert await alice.does(known_tags) == []
    await alice.does(untag_clients, client_ids=[alice.client_id], label="Zen")


@pytest.mark.parametrize("label", ["", " \n", "\x00", "x" * (LONGEST_TAG + 1)])
async def test_what_is_no_word_is_refused(alice: Practice, label: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        await tag(alice, label)
    assert set(refused.value.fields) == {"tag"}
    assert await alice.does(known_tags) == []


async def test_only_so_many_of_a_client(alice: Practice) -> None:
    for number in range(MOST_TAGS):
        await tag(alice, f"n {number}")
    with pytest.raises(InvalidInput, match="20 étiquettes au plus par client"):
        await tag(alice, "une de plus")
    assert len(await alice.does(known_tags)) == MOST_TAGS


async def test_only_so_many_of_a_practice(alice: Practice) -> None:
    """Spread over clients; a known one can still be given."""
    for first in range(0, MOST_LABELS, MOST_TAGS):
        client = await alice.does(add_client, name=f"Client {first}", now=NOW)
        for number in range(first, first + MOST_TAGS):
            await alice.does(tag_clients, client_ids=[client.id], label=f"n {number}", now=NOW)
    with pytest.raises(InvalidInput, match="dans votre espace"):
        await tag(alice, "une de plus")
    assert await tag(alice, "n 0") == 1


async def test_bob_reaches_none_of_hers(alice: Practice, bob: Practice) -> None:
    """All or nothing: a foreign id among his own spoils the whole."""
    await tag(alice, "Zen")
    with pytest.raises(NotFound):
        await bob.does(tag_clients, client_ids=[bob.client_id, alice.client_id], label="Volé", now=NOW)
    await bob.does(untag_clients, client_ids=[alice.client_id], label="Zen")
    assert await words_of(alice) == ["Zen"]
    assert await bob.does(known_tags) == []
    assert await bob.does(tags_of, client_ids=[alice.client_id]) == {}
