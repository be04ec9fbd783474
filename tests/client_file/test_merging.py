"""The dialog that merges two clients: who the other is, both side by side, done, undone; and nobody of another's."""

from typing import Any

import pytest

from tests.clients.merging.people import another, everything
from tests.fixtures.practice import NOW, Practice, statements
from tests.focus.acting import call, page_of, take_offer
from trustcoach_app import clock
from trustcoach_app.client_file.merging.state import MergeState
from trustcoach_app.client_page.state import ClientFileState
from trustcoach_app.clients.queries import by_id, directory
from trustcoach_app.clients.service import update_client
from trustcoach_app.errors import NotFound


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


async def opened(practice: Practice) -> Any:
    """On the practice's client."""
    page = await page_of(practice, MergeState)
    await call(MergeState.open, page, str(practice.client_id))
    return page


async def test_both_stand_side_by_side_then_are_one_and_two_again(alice: Practice) -> None:
    other = await another(alice)
    marie = {"name": "Marie Dupont", "email": "marie@exemple.fr", "phone": "", "timezone": "Europe/Paris"}
    await alice.does(update_client, client_id=alice.client_id, **marie)
    await everything(alice, other, days=1)
    page = await opened(alice)
    await call(MergeState.look_up, page, "dupo")
    assert page.suggestions == ["M. Dupont · m.dupont@exemple.fr"]
    await call(MergeState.choose, page, {"other": page.suggestions[0]})
    view = page.view
    assert (view.one, view.other, view.email.is_asked, view.timezone.is_asked) == (
        "Marie Dupont",
        "M. Dupont",
        True,
        False,
    )
    assert view.stays == "La fiche de Marie Dupont reste. L’adresse de celle de M. Dupont y mènera."
    assert view.moves == [
        "2 séances",
        "1 objectif",
        "1 action",
        "1 note",
        "1 message",
        "1 série",
        "1 lead",
        "2 étiquettes",
    ]
    await call(MergeState.save, page, {"name": "one", "email": "other"})
    row = await alice.does(by_id, client_id=alice.client_id)
    assert (row.name, row.email, page.is_open) == ("Marie Dupont", "m.dupont@exemple.fr", False)
    await take_offer(page)
    assert len(await alice.does(directory, search="", limit=5)) == 2


async def test_two_who_are_picked_are_compared_and_no_other_number(alice: Practice) -> None:
    other = await another(alice)
    page = await page_of(alice, MergeState)
    await call(MergeState.open_picked, page, {"picked": f"{alice.client_id},{other}"})
    assert (page.is_open, page.view.other) == (True, "M. Dupont")
    alone = await page_of(alice, MergeState)
    await call(MergeState.open_picked, alone, {"picked": str(other)})
    assert not alone.is_open


async def test_nobody_of_another_practice(alice: Practice, bob: Practice) -> None:
    page = await page_of(alice, MergeState)
    with pytest.raises(NotFound):
        await call(MergeState.open, page, str(bob.client_id))
    with pytest.raises(NotFound):
        await call(MergeState.open_picked, page, {"picked": f"{alice.client_id},{bob.client_id}"})
    page = await opened(alice)
    await call(MergeState.choose, page, {"other": "Paul Petit"})
    assert set(page.errors) == {"other"}


async def test_comparing_costs_the_same_however_much_there_is(alice: Practice) -> None:
    other, page = await another(alice), await page_of(alice, MergeState)
    both = {"picked": f"{alice.client_id},{other}"}
    with statements() as few:
        await call(MergeState.open_picked, page, both)
    await everything(alice, other, days=1)
    with statements() as many:
        await call(MergeState.open_picked, page, both)
    assert len(few) == len(many) == 3


async def test_the_address_of_the_merged_one_leads_to_the_survivor(alice: Practice) -> None:
    other = await another(alice)
    page = await opened(alice)
    await call(MergeState.choose, page, {"other": "M. Dupont"})
    await call(MergeState.save, page, {})
    file = await page_of(alice, ClientFileState)
    object.__setattr__(file, "client_id", str(other))
    assert str(alice.client_id) in str(await call(ClientFileState.load, file))
