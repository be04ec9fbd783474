"""The few keys of the pages: listed, silent where one types or chooses, and turned off with one box."""

from playwright.async_api import Locator, Page, expect

from tests.browser.office import HOUR, Office
from tests.browser.setter_scenes import leads_list
from tests.browser.windows import FOCUS, Window


async def press(page: Page, *keys: str) -> None:
    for key in keys:
        await page.keyboard.press(key)


async def opened(window: Window) -> Page:
    """Focus, once it listens."""
    page = await window.go(FOCUS)
    await expect(window.button("Nouvelle séance")).to_be_visible()
    return page


def keys(window: Window) -> Locator:
    """The open list of the keys."""
    return window.dialog().filter(has=window.page.get_by_role("heading", name="Raccourcis clavier"))


async def test_the_list_names_what_this_page_has(office: Office, window: Window) -> None:
    page = await opened(window)
    await press(page, "?")
    for words in ("Aller à Focus", "Aller à Planning", "Aller à Setter", "Nouvelle séance", "Afficher cette liste"):
        await expect(keys(window).get_by_text(words, exact=True)).to_be_visible()
    await expect(keys(window).get_by_text("Passer à la carte suivante")).to_have_count(0)
    assert await window.violations() == []
    await press(page, "Escape")
    await expect(keys(window)).to_have_count(0)
    await leads_list(window, office)
    await press(page, "?")
    await expect(keys(window).get_by_text("Rechercher un lead")).to_be_visible()
    await expect(keys(window).get_by_text("Passer à la carte suivante")).to_be_visible()
    await expect(keys(window).get_by_text("Nouvelle séance")).to_have_count(0)


async def test_g_and_a_letter_lead_to_a_page(window: Window) -> None:
    page = await opened(window)
    for letter, name in (("p", "Planning"), ("s", "Setter"), ("f", "Focus")):
        await press(page, "g", letter)
        await expect(page.locator(".nav-link[aria-current]")).to_have_text(name)
        await expect(page.get_by_role("main", name=name)).to_be_visible()
    await press(page, "p")
    await expect(page.get_by_role("main", name="Focus")).to_be_visible()


async def test_n_is_what_the_page_is_there_for_and_fields_stay_fields(window: Window) -> None:
    page = await opened(window)
    await press(page, "n")
    name = window.dialog().get_by_label("Client ou prospect")
    await expect(name).to_be_focused()
    await press(page, "n", "?", "j")
    await expect(name).to_have_value("n?j")
    await window.dialog().get_by_role("button", name="Continuer").focus()
    await press(page, "?", "g", "p")
    await expect(window.dialog()).to_have_count(1)
    await expect(page.get_by_role("main", name="Focus")).to_be_visible()


async def test_a_held_key_belongs_to_the_browser(window: Window) -> None:
    page = await opened(window)
    await press(page, "Control+g", "p", "Alt+n")
    await expect(window.dialog()).to_have_count(0)
    await expect(page.get_by_role("main", name="Focus")).to_be_visible()


async def test_cards_one_after_the_other(office: Office, window: Window) -> None:
    await office.plans("Marie Dupont", HOUR)
    await office.plans("Jean Martin", 3 * HOUR)
    page = await opened(window)
    briefs = [window.card(name).get_by_role("link", name="Voir profil") for name in ("Marie Dupont", "Jean Martin")]
    for key, focused in (("j", 0), ("j", 1), ("j", 1), ("k", 0), ("k", 0), ("j", 1)):
        await press(page, key)
        await expect(briefs[focused]).to_be_focused()
    await window.card("Jean Martin").get_by_role("button", name="Autres actions").focus()
    await press(page, "k")
    await expect(briefs[0]).to_be_focused()
    await press(page, "j", "Enter")
    await expect(page.get_by_role("heading", name="Jean Martin", level=1)).to_be_visible()


async def test_a_slash_goes_to_the_search_and_j_to_the_leads(office: Office, window: Window) -> None:
    await leads_list(window, office)
    search = window.page.get_by_label("Rechercher un lead")
    await press(window.page, "/")
    await expect(search).to_be_focused()
    await press(window.page, "/", "g", "p", "j")
    await expect(search).to_have_value("/gpj")
    await search.blur()
    await press(window.page, "j")
    first = window.page.locator(".lead-link").first
    await expect(first).to_be_focused()
    name = await first.inner_text()
    await press(window.page, "Enter")
    await expect(window.page.get_by_role("heading", name=name, exact=True)).to_be_visible()


async def test_they_can_be_turned_off_from_the_menu(window: Window) -> None:
    page = await opened(window)
    for wanted in (False, True):
        await page.get_by_role("button", name="Mon compte").click()
        await page.get_by_role("menuitem", name="Raccourcis clavier").click()
        await keys(window).get_by_label("Raccourcis actifs").set_checked(wanted)
        await keys(window).get_by_role("button", name="Fermer").click()
        await expect(page.get_by_role("button", name="Mon compte")).to_be_focused()
        await page.reload()
        await expect(window.button("Nouvelle séance")).to_be_visible()
        await press(page, "?")
        await expect(keys(window)).to_have_count(int(wanted))
