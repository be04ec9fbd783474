"""The clients as a file: those of the list's filter or who are picked, whole however many, harmless, and one's own."""

import asyncio
import csv
from typing import Any
from uuid import UUID

import pytest

from tests.client_list.people import six
from tests.fixtures.people import People, Web
from tests.fixtures.practice import NOW, Practice, new_practice
from trustcoach_app.client_list.export import routes
from trustcoach_app.client_list.export.sheet import HEADINGS
from trustcoach_app.clients.service import add_client

PATH = "/dashboard/coach/clients.csv"
FORMULA = "=cmd|' /C calc'!A0"


@pytest.fixture
async def practice(web: Web, people: People, monkeypatch: pytest.MonkeyPatch) -> Practice:
    """The coach who is signed in, with a client."""
    coach = people.add("coach")
    assert coach.coach_id
    await web.sign_in(coach)
    monkeypatch.setattr(routes.clock, "now", lambda: NOW)
    practice = Practice(coach.coach_id, coach.id, UUID(int=0))
    marie = await practice.does(add_client, name="Marie Dupont", now=NOW)
    return Practice(coach.coach_id, coach.id, marie.id)


async def lines(web: Web, **query: str) -> list[dict[str, str]]:
    answer = await web.client.get(PATH, params=query)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == 'attachment; filename="clients-2026-01-12.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";")
    assert tuple(head) == HEADINGS
    return [dict(zip(HEADINGS, row, strict=False)) for row in rows]


async def test_a_line_says_what_the_card_says(web: Web, practice: Practice) -> None:
    await six(practice)
    elodie, jean, marie, *_ = await lines(web)
    assert (elodie["Étape"], elodie["Santé"], elodie["Étiquettes"]) == ("Prospect", "Nouveau", "Très chaud")
    assert jean["Pourquoi"] == "Dernière séance il y a 23 jours, rien de prévu"
    assert (jean["E-mail"], jean["Téléphone"].replace("\xa0", " ")) == ("jean@exemple.fr", "06 12 34 56 78")
    assert (marie["Séances tenues"], marie["Revenus (€)"]) == ("2", "160,00")
    assert (marie["Dernière séance"], marie["Prochaine séance"]) == ("09/01/2026 10:00", "16/01/2026 10:00")


async def test_the_filter_of_the_list_or_who_is_picked(web: Web, practice: Practice) -> None:
    people = await six(practice)
    assert [line["Nom"] for line in await lines(web, sante="inactif")] == ["Zoé Noël"]
    assert [line["Nom"] for line in await lines(web, activite="archives")] == ["Ana Silva"]
    picked = f"{people['Zoé']},{people['Jean']}"
    assert [line["Nom"] for line in await lines(web, choix=picked)] == ["Jean Martin", "Zoé Noël"]
    assert await lines(web, choix="x") == []


async def test_nobody_else_s(web: Web, practice: Practice) -> None:
    bob = await new_practice("Bob Durand", "Paul Petit")
    assert await lines(web, choix=str(bob.client_id)) == []
    assert [line["Nom"] for line in await lines(web)] == ["Marie Dupont"]


async def test_a_formula_is_words(web: Web, practice: Practice) -> None:
    await practice.does(add_client, name=FORMULA, now=NOW)
    names = [line["Nom"] for line in await lines(web)]
    assert f"'{FORMULA}" in names


async def test_whole_in_chunks_and_says_where_it_ends(
    web: Web, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        await practice.does(add_client, name=f"Client {number}", now=NOW)
    monkeypatch.setattr(routes, "CHUNK", 2)
    whole = [line["Nom"] for line in await lines(web)]
    assert whole == [*(f"Client {number}" for number in range(6)), "Marie Dupont"]
    monkeypatch.setattr(routes, "MOST", 4)
    *some, last = [line["Nom"] for line in await lines(web)]
    assert some == whole[:4]
    assert last.startswith("Ce fichier s’arrête à 4 clients")


async def test_only_so_many_chunks_are_read_at_once(
    web: Web, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is asked for: the connections are for who looks at a page."""
    read, reading, most = routes.list_facts, 0, 0

    async def counted(*given: Any, **named: Any) -> Any:
        nonlocal reading, most
        reading += 1
        most = max(most, reading)
        await asyncio.sleep(0.05)
        found = await read(*given, **named)
        reading -= 1
        return found

    monkeypatch.setattr(routes, "list_facts", counted)
    files = await asyncio.gather(*(lines(web) for _ in range(6)))
    assert [len(each) for each in files] == [1] * 6
    assert most == 2


async def test_the_file_ends_with_the_login_session(
    web: Web, practice: Practice, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        await practice.does(add_client, name=f"Client {number}", now=NOW)
    monkeypatch.setattr(routes, "CHUNK", 2)
    read = routes.list_facts

    async def read_and_end(*given: Any, **named: Any) -> Any:
        found = await read(*given, **named)
        people.owner.execute("UPDATE login_sessions SET revoked_at = now() WHERE user_id = %s", (practice.user_id,))
        return found

    monkeypatch.setattr(routes, "list_facts", read_and_end)
    *some, last = [line["Nom"] for line in await lines(web)]
    assert (some, last[:21]) == (["Client 0", "Client 1"], "Ce fichier s’arrête i")
