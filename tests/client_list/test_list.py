"""The list: each filter and order, what its chips count, paging while rows move, whose clients, how many statements."""

from datetime import timedelta

import pytest

from tests.bookings.test_health import have
from tests.client_list.people import CONFIRMED, DAY, HELD, listed, many, names, six
from tests.fixtures.practice import NOW, Practice, statements
from trustcoach_app.bookings.health import Health
from trustcoach_app.client_list.facts import list_facts
from trustcoach_app.client_list.queries import PAGE
from trustcoach_app.clients.service import add_client

EVERYBODY = ["Marie", "Jean", "Zoé", "Élodie", "Sophie"]
"""By the last session; those without one by name."""


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, EVERYBODY),
        ({"tri": "nom"}, ["Élodie", "Jean", "Marie", "Sophie", "Zoé"]),
        ({"tri": "prochaine"}, ["Sophie", "Marie", "Élodie", "Jean", "Zoé"]),
        ({"tri": "revenus"}, ["Marie", "Jean", "Zoé", "Élodie", "Sophie"]),
        ({"tri": "n’importe"}, EVERYBODY),
        ({"sante": "actif"}, ["Marie"]),
        ({"sante": "a-revoir"}, ["Jean"]),
        ({"sante": "inactif"}, ["Zoé"]),
        ({"sante": "nouveau", "tri": "nom"}, ["Élodie", "Sophie"]),
        ({"etape": "prospect"}, ["Élodie"]),
        ({"etape": "client", "sante": "nouveau"}, ["Sophie"]),
        ({"activite": "seance-prevue"}, ["Marie", "Sophie"]),
        ({"activite": "rien-de-prevu"}, ["Jean", "Zoé", "Élodie"]),
        ({"activite": "archives"}, ["Ana"]),
        ({"etiquette": "vip"}, ["Marie", "Zoé"]),
        ({"etiquette": "tres chaud"}, ["Élodie"]),
        ({"etiquette": "inconnue"}, []),
        ({"etiquette": "´"}, []),
        ({"etiquette": "\u0301"}, []),
        ({"etiquette": "!!!"}, []),
        ({"apres": "garbage", "avant": "1.2"}, EVERYBODY),
    ],
)
async def test_each_filter_and_order(alice: Practice, asked: dict[str, str], expected: list[str]) -> None:
    await six(alice)
    assert await names(alice, **asked) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("elodie", ["Élodie"]),
        ("JEAN mart", ["Jean"]),
        ("06 12 34", ["Jean"]),
        ("jean@ex", ["Jean"]),
        ("vip", ["Marie", "Zoé"]),
        ("vip noel", ["Zoé"]),
        ("chaud", ["Élodie"]),
        ("100%", []),
        ("ana", []),
        ("xyzzy", []),
    ],
)
async def test_words_occur_in_name_address_number_or_tag(alice: Practice, typed: str, expected: list[str]) -> None:
    await six(alice)
    assert await names(alice, q=typed) == expected


async def test_typos_are_forgiven_and_said(alice: Practice) -> None:
    """Only where nobody matches, in the order that was asked for; and among the archived when these are looked at."""
    await six(alice)
    found = await listed(alice, q="mairie duopnt")
    assert ([client.name for client in found.page.clients], found.page.is_guess) == (["Marie Dupont"], True)
    assert not (await listed(alice, q="marie")).page.is_guess
    assert await names(alice, q="silav") == []
    assert await names(alice, q="silav", activite="archives") == ["Ana"]
    assert await names(alice, q="sohpie", sante="actif") == []


async def test_chips_count_what_they_lead_to(alice: Practice) -> None:
    """Whatever health is asked for; the title counts everybody who is not archived."""
    await six(alice)
    for asked in ({}, {"sante": "inactif"}):
        page = (await listed(alice, **asked)).page
        assert page.by_health == {Health.ACTIVE: 1, Health.REVIEW: 1, Health.NEW: 2, Health.INACTIVE: 1}
        assert (page.found, page.everybody) == (5, 5)
    tagged = (await listed(alice, etiquette="VIP", sante="nouveau")).page
    assert (tagged.clients, tagged.by_health[Health.ACTIVE], tagged.found, tagged.everybody) == ([], 1, 2, 5)


@pytest.mark.parametrize("sort", ["derniere", "prochaine", "nom", "revenus"])
async def test_pages_follow_each_other_both_ways(alice: Practice, sort: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is shown twice or left out, where many have no day too; back leads through the same pages."""
    await many(alice, 11)
    whole = await names_of(alice, sort)
    monkeypatch.setattr(list_facts, "__kwdefaults__", {"limit": 4, "only": None})
    seen: list[list[str]] = []
    place: dict[str, str] = {}
    while True:
        page = (await listed(alice, tri=sort, **place)).page
        seen.append([client.name for client in page.clients])
        if not page.has_after:
            break
        place = {"apres": page.clients[-1].cursor.text}
    assert [name for some in seen for name in some] == whole
    assert [len(some) for some in seen] == [4, 4, 4]
    place = {"avant": page.clients[0].cursor.text}
    back = (await listed(alice, tri=sort, **place)).page
    assert ([client.name for client in back.clients], back.has_before, back.has_after) == (seen[1], True, True)


async def names_of(practice: Practice, sort: str) -> list[str]:
    """Everybody's name in an order."""
    return [client.name for client in (await listed(practice, tri=sort)).page.clients]


async def test_before_the_first_row_begins_the_first_page(alice: Practice) -> None:
    await six(alice)
    first = (await listed(alice)).page.clients[0]
    page = (await listed(alice, avant=first.cursor.text)).page
    assert [client.name.split()[0] for client in page.clients] == EVERYBODY
    assert not page.has_before


async def test_a_page_begins_where_it_began_whoever_came_before_it(alice: Practice) -> None:
    await six(alice)
    jean = (await listed(alice)).page.clients[1]
    lou = await alice.does(add_client, name="Lou Petit", now=NOW)
    await have(alice, [(lou.id, NOW - DAY, HELD)])
    assert await names(alice, apres=jean.cursor.text) == ["Zoé", "Élodie", "Sophie"]


async def test_when_it_would_read_differently(alice: Practice) -> None:
    """A session of somebody who is found begins or ends."""
    assert (await listed(alice)).page.next_change is None
    await have(alice, [(alice.client_id, NOW + 2 * DAY, CONFIRMED)])
    assert (await listed(alice)).page.next_change == NOW + 2 * DAY
    await have(alice, [(alice.client_id, NOW - timedelta(minutes=20), CONFIRMED)])
    assert (await listed(alice)).page.next_change == NOW + timedelta(minutes=40)


async def test_as_many_statements_for_three_as_for_three_hundred(alice: Practice, bob: Practice) -> None:
    """Five; seven where a name is guessed."""
    await many(alice, 300)
    for practice in (alice, bob):
        for asked, count in (({}, 5), ({"sante": "actif"}, 5), ({"q": "mairie duopnt"}, 7 if practice is alice else 6)):
            with statements() as seen:
                await listed(practice, **asked)
            assert len(seen) == count, asked
    assert len((await listed(alice)).page.clients) == PAGE


async def test_bob_sees_none_of_hers(alice: Practice, bob: Practice) -> None:
    await six(alice)
    assert await names(bob) == ["Paul"]
    assert await names(bob, q="marie") == await names(bob, q="mairie") == await names(bob, etiquette="vip") == []
    hers = (await listed(alice)).page.clients[0].cursor
    assert (await listed(bob, avant=hers.text)).page.everybody == 1
