"""The palette: by keys and by its button, clients, pages and acts, without the network, the last question winning."""

import re

from playwright.async_api import Locator, Page, expect

from tests.browser.client_scenes import CLIENTS, some_clients
from tests.browser.office import Office
from tests.browser.windows import FOCUS, Window

SECURITY = "/compte"


async def opened(window: Window) -> Locator:
    """Its field, by its keys."""
    await window.page.wait_for_load_state("networkidle")
    await window.page.keyboard.press("Control+k")
    field = window.dialog().get_by_role("combobox")
    await expect(field).to_be_focused()
    return field


def options(window: Window) -> Locator:
    return window.page.get_by_role("option")


def chosen(window: Window) -> Locator:
    return window.page.get_by_role("option", selected=True)


async def is_file_of(page: Page, name: str) -> None:
    await expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


async def test_a_client_is_opened_by_a_few_letters(office: Office, window: Window) -> None:
    await some_clients(office)
    page = await window.go(FOCUS)
    field = await opened(window)
    await field.fill("maire")
    await expect(chosen(window)).to_contain_text("Marie Dupont")
    await expect(field).to_have_attribute("aria-activedescendant", re.compile(".+"))
    assert await window.violations() == []
    await page.keyboard.press("Enter")
    await is_file_of(page, "Marie Dupont")
    await expect(window.dialog()).to_have_count(0)
    await opened(window)
    await expect(chosen(window)).to_contain_text("Marie Dupont")
    await page.keyboard.press("Escape")
    await page.go_back()
    await expect(page).to_have_url(window.url + FOCUS)


async def test_whoever_types_fast_gets_what_was_typed(office: Office, window: Window) -> None:
    await some_clients(office)
    page = await window.go(FOCUS)
    field = await opened(window)
    await field.press_sequentially("marie")
    await field.press("Control+a")
    await field.press_sequentially("durand")
    await page.keyboard.press("Enter")
    await is_file_of(page, "Sophie Durand")


async def test_pages_and_acts_by_their_words(window: Window) -> None:
    page = await window.go(FOCUS)
    await opened(window)
    first, last = options(window).first, options(window).last
    for key, place in (("End", last), ("ArrowDown", first), ("ArrowUp", last), ("Home", first)):
        await page.keyboard.press(key)
        await expect(place).to_have_attribute("aria-selected", "true")
    await window.dialog().get_by_role("combobox").fill("reglages plan")
    await expect(options(window)).to_have_count(1)
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(re.compile("/planning/parametres"))
    await opened(window)
    await window.dialog().get_by_role("combobox").fill("xyz")
    await expect(page.get_by_text("Rien ne correspond.")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(window.dialog()).to_have_count(0)


async def test_an_act_opens_its_dialog_here_or_on_the_page_that_holds_it(window: Window) -> None:
    page = await window.go(FOCUS)
    await opened(window)
    await window.dialog().get_by_role("combobox").fill("nouvelle")
    await page.keyboard.press("Enter")
    await expect(window.dialog().get_by_label("Client ou prospect")).to_be_focused()
    await page.keyboard.press("Control+k")
    await expect(page.get_by_role("combobox", name="Rechercher un client")).to_have_count(0)
    await page.keyboard.press("Escape")
    await expect(window.dialog()).to_have_count(0)
    await opened(window)
    await window.dialog().get_by_role("combobox").fill("ajouter")
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(window.url + CLIENTS)
    await expect(window.dialog().get_by_label("Nom")).to_be_focused()


async def test_it_opens_without_the_network_and_says_so(office: Office, window: Window) -> None:
    await some_clients(office)
    page = await window.go(FOCUS)
    await page.wait_for_load_state("networkidle")
    await window.context.set_offline(True)
    field = await opened(window)
    await expect(options(window).filter(has_text="Planning").first).to_be_visible()
    await expect(window.dialog().get_by_text("Connexion perdue")).to_be_visible()
    await field.fill("sophie")
    await window.context.set_offline(False)
    await expect(chosen(window)).to_contain_text("Sophie Durand")


async def test_on_a_phone_by_its_button_and_back_closes_it(office: Office, window: Window) -> None:
    await some_clients(office)
    page = await window.go(FOCUS)
    await page.set_viewport_size({"width": 390, "height": 800})
    await window.button("Rechercher ou agir").click()
    await window.dialog().get_by_role("combobox").fill("jean")
    await expect(chosen(window)).to_contain_text("Jean Martin")
    assert await window.violations() == []
    await page.go_back()
    await expect(window.dialog()).to_have_count(0)
    await expect(page.get_by_role("main", name="Focus")).to_be_visible()
    await window.button("Rechercher ou agir").click()
    await window.dialog().get_by_role("combobox").fill("jean")
    await options(window).filter(has_text="Jean Martin").click()
    await is_file_of(page, "Jean Martin")


async def test_it_stands_in_the_list_of_keys_and_where_no_role_is_known_yet(window: Window) -> None:
    page = await window.go(FOCUS)
    await expect(window.button("Nouvelle séance")).to_be_visible()
    await page.keyboard.press("?")
    await expect(window.dialog().get_by_text("Rechercher un client, une page, une action")).to_be_visible()
    await window.go(SECURITY)
    await opened(window)
    await window.dialog().get_by_role("combobox").fill("focus")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("main", name="Focus")).to_be_visible()
