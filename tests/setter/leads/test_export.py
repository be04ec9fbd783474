"""The leads as a file: those of the list's filter, whole however many, harmless, and one's own."""

import asyncio
import csv
from datetime import timedelta
from typing import Any, LiteralString
from uuid import UUID

import pytest
from sqlalchemy import insert

from tests.fixtures.people import People, Web
from tests.fixtures.practice import NOW, Practice, statements
from tests.setter.scenes import given_lead
from trustcoach_app import clock
from trustcoach_app.db.types import new_id
from trustcoach_app.models.leads import Lead
from trustcoach_app.setter.leads.address import leads_address_of
from trustcoach_app.setter.leads.export import routes
from trustcoach_app.setter.leads.export.sheet import HEADINGS

PATH = "/dashboard/coach/setter/leads.csv"
LONG_TEXT = '=HYPERLINK("http://evil.example")'


@pytest.fixture
async def practice(web: Web, people: People) -> Practice:
    """The coach who is signed in."""
    coach = people.add("coach")
    assert coach.coach_id
    await web.sign_in(coach)
    return Practice(coach.coach_id, coach.id, UUID(int=0))


async def lines(web: Web, **query: str) -> list[dict[str, str]]:
    answer = await web.client.get(PATH, params=query)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].startswith('attachment; filename="leads-20')
    assert answer.content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";")
    assert tuple(head) == HEADINGS
    return [dict(zip(HEADINGS, row, strict=False)) for row in rows]


async def test_a_line_says_what_the_list_and_the_page_say(web: Web, practice: Practice) -> None:
    said = {"first_name": "Jeanne", "last_name": LONG_TEXT, "source": "story", "gender": "female", "age": 34}
    story = "in 0, out 2, qualified 3, booked 4, held 1500, won 1501"
    await given_lead(practice, story, said=said, tags=["vip", "chaud"], notes="Rien que pour moi")
    [line] = await lines(web)
    told = {name: line[name] for name in ("Prénom", "Nom", "Statut", "Source", "Genre", "Âge", "Étiquettes")}
    assert told == {
        "Prénom": "Jeanne",
        "Nom": f"'{LONG_TEXT}",
        "Statut": "Gagné",
        "Source": "Story",
        "Genre": "Femme",
        "Âge": "34",
        "Étiquettes": "vip, chaud",
    }
    assert (line["Messages reçus"], line["Messages envoyés"], line["Issue du call"]) == ("1", "1", "Tenu")
    assert (line["Valeur de la vente (€)"], line["Raison de perte"]) == ("1500,00", "")
    assert (line["Premier contact"], line["Qualifié"]) == ("05/01/2026 10:00", "05/01/2026 10:03")
    assert "Rien que pour moi" not in str(line)


async def test_the_file_has_the_filter_of_the_list(web: Web, practice: Practice) -> None:
    for number, story in enumerate(("in 0", "in 0, won 3", "lost 4")):
        await given_lead(practice, story, said={"first_name": f"Lead {number}"})
    assert [line["Prénom"] for line in await lines(web)] == ["Lead 2", "Lead 1", "Lead 0"]
    assert [line["Prénom"] for line in await lines(web, statut="won")] == ["Lead 1"]
    assert [line["Prénom"] for line in await lines(web, fait="lost_at")] == ["Lead 2"]
    assert leads_address_of({"statut": "won"}).filter.csv_href == f"{PATH}?statut=won"
    assert leads_address_of({}).filter.csv_href == PATH


async def test_who_is_to_be_followed_up_and_until_when_not(web: Web, practice: Practice) -> None:
    await given_lead(practice, "in 0, out 1, qualified 2, out 3", since=clock.now() - timedelta(days=4))
    [line] = await lines(web, relance="1")
    assert (line["À relancer"], line["Reporté au"]) == ("Priorité haute", "")


@pytest.mark.parametrize(("leads", "named", "ends"), [(5, 5, ""), (6, 6, ""), (7, 6, "s’arrête à 6 leads")])
async def test_chunk_by_chunk_each_lead_once_and_no_more_than_so_many(
    web: Web, practice: Practice, monkeypatch: pytest.MonkeyPatch, leads: int, named: int, ends: str
) -> None:
    monkeypatch.setattr(routes, "CHUNK", 2)
    monkeypatch.setattr(routes, "MOST", 6)
    for _ in range(leads):
        await given_lead(practice, "in 0", since=NOW)
    found = await lines(web)
    usernames = {line["Compte Instagram"] for line in found if "Compte Instagram" in line}
    assert len(usernames) == named
    assert (ends in found[-1]["Prénom"]) if ends else len(found) == named


@pytest.mark.parametrize(
    "ends",
    [
        "UPDATE login_sessions SET revoked_at = now() WHERE user_id = %s",
        "UPDATE users SET disabled_at = now() WHERE id = %s",
    ],
)
async def test_the_file_ends_with_the_login_session(
    web: Web, practice: Practice, people: People, monkeypatch: pytest.MonkeyPatch, ends: LiteralString
) -> None:
    monkeypatch.setattr(routes, "CHUNK", 2)
    for _ in range(5):
        await given_lead(practice, "in 0", since=NOW)
    read = routes.leads_before

    async def read_and_end(*given: Any, **named: Any) -> Any:
        found = await read(*given, **named)
        people.owner.execute(ends, (practice.user_id,))
        return found

    monkeypatch.setattr(routes, "leads_before", read_and_end)
    found = await lines(web)
    assert [line["Prénom"][:21] for line in found] == ["", "", "Ce fichier s’arrête i"]


async def test_many_files_at_once_read_two_chunks_at_a_time(
    web: Web, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    await given_lead(practice, "in 0", since=NOW)
    read, reading, most = routes.leads_before, 0, 0

    async def counted(*given: Any, **named: Any) -> Any:
        nonlocal reading, most
        reading += 1
        most = max(most, reading)
        await asyncio.sleep(0.01)
        reading -= 1
        return await read(*given, **named)

    monkeypatch.setattr(routes, "leads_before", counted)
    found = await asyncio.gather(*(lines(web) for _ in range(8)))
    assert ([len(each) for each in found], most) == ([1] * 8, 2)


async def test_a_thousand_leads_in_five_reads(web: Web, practice: Practice) -> None:
    """Four full chunks, and one that finds nothing more."""

    async def add(db: Any, *, coach_id: UUID) -> None:
        rows = [{"id": new_id(), "instagram_id": str(number)} for number in range(1_000)]
        await db.execute(
            insert(Lead).values([{**row, "coach_id": coach_id, "active_at": NOW, "notes": ""} for row in rows])
        )

    await practice.does(add)
    with statements() as seen:
        found = await lines(web)
    assert {line["Identifiant Instagram"] for line in found} == set(map(str, range(1_000)))
    assert sum("ORDER BY leads.id DESC" in statement for statement in seen) == 5


async def test_one_coach_s_file_holds_nothing_of_another(web: Web, practice: Practice, bob: Practice) -> None:
    await given_lead(bob, "in 0")
    assert await lines(web) == []


async def test_nobody_is_sent_to_the_door(web: Web) -> None:
    answer = await web.client.get(PATH, follow_redirects=False)
    assert "Statut" not in answer.text
    assert "/login" in (answer.headers.get("location", "") + answer.text)
