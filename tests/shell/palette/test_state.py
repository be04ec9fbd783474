"""What the palette answers: the client who is meant, in few statements, never another coach's; bounded; acts by key."""

from typing import Any

import pytest

from tests.fixtures.practice import NOW, Practice, statements
from tests.focus.acting import call, page_of
from trustcoach_app import palette_entries
from trustcoach_app.clients.archive import archive_clients
from trustcoach_app.clients.service import add_client
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import NotFound
from trustcoach_app.reflex_seams.handlers import events_of
from trustcoach_app.shell.palette import sources
from trustcoach_app.shell.palette.sources import LONGEST_QUESTION, MOST_FOUND, MOST_RECENT
from trustcoach_app.shell.palette.state import PaletteState


@pytest.fixture(autouse=True)
def registered() -> None:
    """As at the application's start, once a process."""
    if not sources.registered_acts():
        palette_entries.register_palette_entries()


async def add(practice: Practice, name: str, **details: Any) -> str:
    async with unit_of_work(practice.principal) as db:
        row = await add_client(db, coach_id=practice.coach_id, name=name, now=NOW, **details)
    return str(row.id)


async def found(practice: Practice, typed: str, recent: str = "") -> list[str]:
    page = await page_of(practice, PaletteState)
    await call(PaletteState.ask, page, "7", typed, recent)
    assert page.found.question == "7"
    return [row.label for row in page.found.rows]


async def test_a_word_that_begins_so_comes_first(alice: Practice) -> None:
    for name in ("Anna Lemar", "Zoé Martin", "Élodie Maréchal"):
        await add(alice, name)
    assert await found(alice, "mar") == ["Élodie Maréchal", "Marie Dupont", "Zoé Martin", "Anna Lemar"]
    assert await found(alice, "MAR élo") == ["Élodie Maréchal"]
    assert await found(alice, "maretin") == ["Zoé Martin"]
    assert await found(alice, "zzzz") == []


async def test_a_row_says_who_it_is_and_where_the_file_is(alice: Practice) -> None:
    client_id = await add(alice, "Zoé Martin", email="zoe@exemple.fr", phone="06 12 34 56 78")
    page = await page_of(alice, PaletteState)
    await call(PaletteState.ask, page, "1", "0612", "")
    [row] = page.found.rows
    assert (row.key, row.hint, row.initials) == (client_id, "zoe@exemple.fr", "ZM")
    assert row.href == f"/dashboard/coach/clients/{client_id}"


async def test_what_was_opened_last_keeps_its_order_and_leaves_out_who_is_put_away(alice: Practice) -> None:
    ids = [await add(alice, name) for name in ("Anna Blanc", "Zoé Martin", "Jean Roux")]
    assert await found(alice, "", f"{ids[2]},{new_id()},{ids[0]},{ids[1]}") == ["Jean Roux", "Anna Blanc", "Zoé Martin"]
    async with unit_of_work(alice.principal) as db:
        await archive_clients(db, coach_id=alice.coach_id, client_ids=[ids[2]], now=NOW)
    assert await found(alice, "", ",".join(ids)) == ["Anna Blanc", "Zoé Martin"]
    assert await found(alice, "roux") == []


async def test_another_coachs_client_never_appears(alice: Practice, bob: Practice) -> None:
    client_id = await add(alice, "Zoé Martin", email="zoe@exemple.fr")
    for typed in ("zoe", "martin", "maritn", "zoe@exemple.fr"):
        assert await found(alice, typed) == ["Zoé Martin"]
        assert await found(bob, typed) == []
    assert await found(bob, "", client_id) == []


async def test_it_is_bounded(alice: Practice) -> None:
    ids = [await add(alice, f"Marie Dupont {number}") for number in range(MOST_FOUND + 1)]
    assert len(await found(alice, "marie")) == MOST_FOUND
    assert len(await found(alice, "", ",".join(ids))) == MOST_RECENT
    page = await page_of(alice, PaletteState)
    await call(PaletteState.ask, page, "q" * 1000, "marie" + " " * LONGEST_QUESTION + "nobody", "")
    assert (len(page.found.question), len(page.found.rows)) == (40, MOST_FOUND)


async def test_whatever_is_sent_is_a_claim(alice: Practice) -> None:
    await add(alice, "Zoé Martin")
    for typed in ("%", "_", "''", "…", "\u0000", "-"):
        assert await found(alice, typed) == []
    with pytest.raises(NotFound):
        await found(alice, "", "nobody")
    assert await found(alice, "", "") == []


@pytest.mark.parametrize("people", [1, 40])
async def test_one_statement_and_three_for_a_slip(alice: Practice, people: int) -> None:
    ids = [await add(alice, f"Marie Dupont {number}") for number in range(people)]
    taken = {}
    for typed, recent in (("marie", ""), ("", ids[0]), ("mraie", ""), ("", "")):
        with statements() as seen:
            await found(alice, typed, recent)
        taken[typed, bool(recent)] = len(seen)
    assert taken == {("marie", False): 1, ("", True): 1, ("mraie", False): 3, ("", False): 0}


async def test_an_act_is_its_dialogs_own_event(alice: Practice) -> None:
    page = await page_of(alice, PaletteState)
    for act in palette_entries.ACTS:
        assert events_of(await call(PaletteState.act, page, act.key)) == events_of(act.event)
    assert await call(PaletteState.act, page, "nothing") is None


def test_an_act_is_registered_once() -> None:
    with pytest.raises(KeyError):
        sources.register_act(palette_entries.ACTS[0])
    source = sources.registered_source()
    assert source
    with pytest.raises(KeyError):
        sources.register_source(source)
