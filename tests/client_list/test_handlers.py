"""What is clicked on the list: tags and the archive for many, each taken back; who is new; and nothing of others'."""

from typing import Any

import pytest
from reflex_base.utils.format import json_dumps

from tests.client_list.people import many, names, six
from tests.fixtures.practice import NOW, Practice
from tests.focus.acting import call, page_of, take_offer
from trustcoach_app import clock
from trustcoach_app.appointments.wizard.state import WizardState
from trustcoach_app.client_file.contact.state import ContactState
from trustcoach_app.client_list.address import ClientFilter
from trustcoach_app.client_list.bulk.state import PickedState
from trustcoach_app.client_list.queries import PAGE
from trustcoach_app.client_list.state import ClientsState
from trustcoach_app.clients.queries import by_id, directory
from trustcoach_app.clients.service import add_client
from trustcoach_app.errors import NotFound
from trustcoach_app.forms import MOST_IDS
from trustcoach_app.models.clients import ClientStage
from trustcoach_app.shell.state import ShellState


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


async def shown(practice: Practice, **asked: str) -> Any:
    """The list's view at an address."""
    page = await page_of(practice, ClientsState)
    page._asked = asked  # pyright: ignore[reportPrivateUsage]
    await call(ClientsState.refresh, page)
    return page.view


async def test_a_card_says_how_somebody_is_doing_and_why(alice: Practice) -> None:
    await six(alice)
    marie, jean, *_, sophie = (await shown(alice)).cards
    assert (marie.health, marie.why) == ("actif", "Prochaine séance vendredi 16 janvier à 10:00")
    assert marie.about == ["2 séances", "Dernière\u202f: il y a 3 jours", "160\u202f€"]
    assert (jean.health, jean.is_ahead) == ("a-revoir", False)
    assert jean.why == "Dernière séance il y a 23 jours, rien de prévu"
    assert (jean.reach.mail_link, jean.reach.phone_link) == ("mailto:jean@exemple.fr", "tel:+33612345678")
    assert (sophie.health, sophie.why, sophie.about) == ("nouveau", "Première séance demain à 10:00", ["0 séance"])


async def test_the_title_the_chips_and_what_was_found(alice: Practice) -> None:
    await six(alice)
    view = await shown(alice, etiquette="vip")
    assert (view.title, view.summary, view.tag) == ("Mes clients (5)", "2 clients trouvés", "VIP")
    chips = [(chip.label, chip.count) for chip in view.health]
    assert chips == [("Tous", "2"), ("Actifs", "1"), ("À revoir", "0"), ("Nouveaux", "0"), ("Inactifs", "1")]
    assert view.health[1].href == "/dashboard/coach/clients?sante=actif&etiquette=vip"
    assert (await shown(alice, sante="actif")).summary == "1 client trouvé"
    assert (await shown(alice, q="duopnt")).summary.startswith("Personne ne s’appelle ainsi. 1 nom proche")


async def test_a_page_holds_fifty_cards_and_little(alice: Practice) -> None:
    """60 kB at most, whatever the practice holds."""
    await many(alice, 2 * PAGE + 5)
    view = await shown(alice)
    assert len(view.cards) == PAGE <= 60
    assert (view.before_href, bool(view.after_href)) == ("", True)
    assert len(json_dumps(view).encode()) < 60_000


async def test_the_form_narrows_and_keeps_the_chip(alice: Practice) -> None:
    page = await page_of(alice, ClientsState)
    page._asked = {"sante": "actif", "q": "x"}  # pyright: ignore[reportPrivateUsage]
    await call(ClientsState.find, page, {"q": "marie", "tri": "nom", "sante": "inactif", "apres": "1.2"})
    wanted = page._submitted  # pyright: ignore[reportPrivateUsage]
    assert wanted == "/dashboard/coach/clients?q=marie&sante=actif&tri=nom"


async def test_many_are_tagged_at_once_and_it_is_taken_back(alice: Practice) -> None:
    """Who had it keeps it."""
    people = await six(alice)
    page = await page_of(alice, PickedState)
    picked = ",".join(str(people[name]) for name in ("Marie", "Jean", "Zoé"))
    await call(PickedState.tag, page, {"picked": picked, "tag": " vip "})
    assert await names(alice, etiquette="VIP") == ["Marie", "Jean", "Zoé"]
    await take_offer(page)
    assert await names(alice, etiquette="VIP") == ["Marie", "Zoé"]


async def test_a_tag_that_is_none_is_refused_beside_its_field(alice: Practice) -> None:
    page = await page_of(alice, PickedState)
    await call(PickedState.tag, page, {"picked": str(alice.client_id), "tag": "  "})
    assert page.errors["tag"].startswith("Écrivez une étiquette")


async def test_many_are_archived_at_once_and_come_back(alice: Practice) -> None:
    people = await six(alice)
    page = await page_of(alice, PickedState)
    await call(PickedState.archive_picked, page, {"picked": f"{people['Jean']},{people['Zoé']},{people['Ana']}"})
    shell = await page.get_state(ShellState)
    assert shell.toasts[-1].text == "2 clients archivés. Leurs séances restent."
    assert await names(alice, activite="archives") == ["Jean", "Zoé", "Ana"]
    await take_offer(page)
    assert await names(alice, activite="archives") == ["Ana"]
    await call(PickedState.bring_back_picked, page, {"picked": str(people["Ana"])})
    assert await names(alice, activite="archives") == []


@pytest.mark.parametrize("act", [PickedState.archive, PickedState.bring_back])
@pytest.mark.parametrize("picked", ["", "x", "theirs", "mine and theirs", "too many"])
async def test_what_is_nobody_s_of_hers_is_not_there(alice: Practice, bob: Practice, act: Any, picked: str) -> None:
    """All or nothing; the same answer for another coach's client as for none."""
    said = {
        "theirs": str(bob.client_id),
        "mine and theirs": f"{alice.client_id},{bob.client_id}",
        "too many": ",".join(f"01890000-0000-7000-8000-{number:012}" for number in range(MOST_IDS + 1)),
    }.get(picked, picked)
    page = await page_of(alice, PickedState)
    with pytest.raises(NotFound):
        await call(act, page, said)
    assert await names(alice) == ["Marie"]
    assert await names(bob) == ["Paul"]


async def test_a_client_is_added_by_hand(alice: Practice) -> None:
    """In the coach's zone, as a client unless ticked."""
    page = await page_of(alice, ContactState)
    await call(ContactState.open, page, "")
    assert page.values.timezone == "Europe/Paris"
    sent = {"name": "Léa Roux", "email": "lea@exemple.fr", "phone": "06 11 22 33 44", "timezone": "Europe/Paris"}
    await call(ContactState.save, page, {**sent, "is_prospect": "on"})
    [lea] = await alice.does(directory, search="lea", limit=5)
    assert (lea.name, lea.phone, lea.stage) == ("Léa Roux", "+33611223344", ClientStage.PROSPECT)
    assert not page.is_open


async def test_all_refusals_at_once_and_nothing_is_lost(alice: Practice) -> None:
    page = await page_of(alice, ContactState)
    await call(ContactState.open, page, "")
    await call(ContactState.save, page, {"name": "x", "email": "x", "phone": "x", "timezone": "x"})
    assert set(page.errors) == {"name", "email", "phone", "timezone"}
    assert page.is_open


async def test_who_has_the_address_is_named(alice: Practice) -> None:
    await alice.does(add_client, name="Léa Roux", email="lea@exemple.fr", now=NOW)
    page = await page_of(alice, ContactState)
    await call(ContactState.open, page, "")
    sent = {"name": "Une autre", "email": "LEA@exemple.fr", "phone": "", "timezone": "Europe/Paris"}
    await call(ContactState.save, page, sent)
    assert page.errors == {"email": "Ce client existe déjà\u202f: Léa Roux."}
    await call(ContactState.open, page, str(alice.client_id))
    await call(ContactState.save, page, {**sent, "name": "Marie Dupont"})
    assert set(page.errors) == {"email"}


async def test_contact_is_changed_in_place(alice: Practice, bob: Practice) -> None:
    page = await page_of(alice, ContactState)
    await call(ContactState.open, page, str(alice.client_id))
    assert page.values.name == "Marie Dupont"
    sent = {"name": "Marie Durand", "email": "", "phone": "", "timezone": "America/Montreal"}
    await call(ContactState.save, page, sent)
    marie = await alice.does(by_id, client_id=alice.client_id)
    assert (marie.name, marie.timezone) == ("Marie Durand", "America/Montreal")
    with pytest.raises(NotFound):
        await call(ContactState.open, page, str(bob.client_id))


async def test_planning_begins_with_the_client(alice: Practice, bob: Practice) -> None:
    """At the second step, whose first one says who; nobody else's client opens it."""
    page = await page_of(alice, WizardState)
    await call(WizardState.open_for_client, page, str(alice.client_id))
    assert (page.is_open, page.step, page.client, page.is_known) == (True, 2, "Marie Dupont", True)
    type_id = page.types[0].id
    await call(WizardState.forward, page, {"client": page.client, "type_id": type_id})
    assert (page.step, page.errors) == (3, {})
    other = await page_of(alice, WizardState)
    with pytest.raises(NotFound):
        await call(WizardState.open_for_client, other, str(bob.client_id))


def test_a_filter_without_anything_is_the_list() -> None:
    assert ClientFilter().href() == "/dashboard/coach/clients"
