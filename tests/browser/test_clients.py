"""The clients by keyboard: added, found, picked and tagged, archived and brought back, planned for; and kept true."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.client_scenes import CLIENTS, DAY, some_clients
from tests.browser.office import Office
from tests.browser.test_keyboard import press, tab_to
from tests.browser.windows import Window
from trustcoach_app.clients.queries import directory


def card(page: Page, name: str):
    """The card of one client."""
    return page.locator(".client").filter(has=page.get_by_role("link", name=name, exact=True))


@pytest.mark.parametrize("width", [1440, 390])
async def test_added_by_hand_by_keyboard(office: Office, window: Window, width: int) -> None:
    """From the empty list: all refusals at once, nothing typed is lost, and the file is one click away."""
    page = window.page
    await page.set_viewport_size({"width": width, "height": 900})
    await window.go(CLIENTS)
    await tab_to(page, "Ajouter un client")
    await press(page, "Enter")
    await expect(window.dialog().get_by_label("Nom")).to_be_focused()
    await page.keyboard.type("L")
    await press(page, "Tab")
    await page.keyboard.type("lea@")
    await press(page, "Enter")
    await expect(window.dialog().locator(".field-error")).to_have_count(2)
    await expect(window.dialog().get_by_label("Nom")).to_be_focused()
    await page.keyboard.press("End")
    await page.keyboard.type("éa Roux")
    await press(page, "Tab")
    await page.keyboard.press("End")
    await page.keyboard.type("exemple.fr")
    await press(page, "Enter")
    await expect(card(page, "Léa Roux")).to_contain_text("Pas encore de séance, rien de prévu")
    await expect(page.get_by_role("heading", name="Mes clients (1)")).to_be_visible()
    await tab_to(page, "Voir fiche", most=80)
    await press(page, "Enter")
    await expect(page.get_by_role("heading", name="Léa Roux")).to_be_visible()


async def test_found_picked_tagged_and_archived(office: Office, window: Window) -> None:
    page = window.page
    await some_clients(office)
    await window.go(CLIENTS)
    await page.get_by_role("checkbox", name="Choisir Marie Dupont").focus()
    await press(page, "Space")
    await expect(page.get_by_text("1 choisi", exact=True)).to_be_visible()
    await page.get_by_role("checkbox", name="Choisir Lou Petit").click(modifiers=["Shift"])
    await expect(page.get_by_text("4 choisis")).to_be_visible()
    await page.get_by_label("Étiquette à donner").fill("à relancer")
    await press(page, "Enter")
    await expect(page.locator(".tag", has_text="à relancer")).to_have_count(4)
    await page.get_by_role("button", name="Archiver").first.click()
    await expect(page.locator(".client")).to_have_count(1)
    await expect(page.get_by_text("4 choisis")).to_be_hidden()
    await window.button("Rétablir").click()
    await expect(page.locator(".client")).to_have_count(5)
    await page.get_by_role("searchbox").fill("mairie duopnt")
    await press(page, "Enter")
    await expect(page).to_have_url(re.compile(r"q=mairie"))
    await expect(page.locator(".name-link")).to_have_text(["Marie Dupont"])
    await page.go_back()
    await expect(page.locator(".client")).to_have_count(5)


async def test_planned_from_the_card(office: Office, window: Window) -> None:
    """The wizard knows who; the session is booked, and the card says so at once."""
    page = window.page
    await some_clients(office)
    await window.go(f"{CLIENTS}?q=jean")
    await page.get_by_role("button", name="Planifier : Jean Martin").click()
    await expect(window.dialog().get_by_role("radio", name="Séance de coaching")).to_be_visible()
    await window.button("Retour").click()
    await expect(window.dialog().get_by_label("Client ou prospect")).to_have_value(re.compile("Jean Martin"))
    await window.button("Continuer").click()
    await expect(window.dialog().get_by_role("radio", name="Séance de coaching")).to_be_visible()
    await window.dialog().get_by_role("radio", name="Séance de coaching").check(force=True)
    await window.button("Continuer").click()
    await window.dialog().locator(".wizard-slot input").first.check(force=True)
    await window.button("Continuer").click()
    await window.button("Réserver").click()
    await expect(card(page, "Jean Martin")).to_contain_text("Prochaine séance")
    await expect(card(page, "Jean Martin")).to_contain_text("Actif")
    [jean] = await office.does(directory, search="jean", limit=5)
    assert jean.name == "Jean Martin"


async def test_an_open_list_is_kept_true(office: Office, window: Window) -> None:
    """What another window books is seen; what is ticked stays ticked."""
    page = window.page
    await some_clients(office)
    await window.go(CLIENTS)
    await page.get_by_role("checkbox", name="Choisir Lou Petit").check()
    await office.plans("Lou Petit", 2 * DAY)
    await expect(card(page, "Lou Petit")).to_contain_text("Première séance")
    await expect(page.get_by_role("checkbox", name="Choisir Lou Petit")).to_be_checked()


async def test_the_file_of_nobody(office: Office, window: Window) -> None:
    await window.go(f"{CLIENTS}/garbage")
    await expect(window.page.get_by_text("Ce client n’existe pas ou n’existe plus")).to_be_visible()
    assert window.problems == []
