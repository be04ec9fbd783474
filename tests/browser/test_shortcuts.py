"""The few keys of the pages: listed, silent where one types, and turned off with one box."""

from playwright.async_api import Page, expect

from tests.browser.office import HOUR, Office
from tests.browser.setter_scenes import leads_list
from tests.browser.windows import FOCUS, Window


async def press(page: Page, *keys: str) -> None:
    for key in keys:
        await page.keyboard.press(key)


async def test_they_are_listed_and_lead_where_they_say(window: Window) -> None:
    page = await window.go(FOCUS)
    await expect(window.button("Nouvelle séance")).to_be_visible()
    await press(page, "?")
    await expect(window.dialog().get_by_role("heading", name="Raccourcis clavier")).to_be_visible()
    await expect(window.dialog().get_by_text("Aller à Planning")).to_be_visible()
    await press(page, "Escape", "g", "p")
    await expect(page.get_by_role("heading", name="Planning", exact=True)).to_be_visible()
    await press(page, "n")
    await expect(window.dialog().get_by_label("Client ou prospect")).to_be_focused()
    await press(page, "n", "?")
    await expect(window.dialog().get_by_label("Client ou prospect")).to_have_value("n?")


async def test_a_slash_goes_to_the_search(office: Office, window: Window) -> None:
    await leads_list(window, office)
    search = window.page.get_by_label("Rechercher un lead")
    await press(window.page, "/")
    await expect(search).to_be_focused()
    await press(window.page, "/")
    await expect(search).to_have_value("/")


async def test_they_can_be_turned_off_from_the_menu(window: Window) -> None:
    page = await window.go(FOCUS)
    await expect(window.button("Nouvelle séance")).to_be_visible()
    await page.get_by_role("button", name="Mon compte").click()
    await page.get_by_role("menuitem", name="Raccourcis clavier").click()
    await window.dialog().get_by_label("Raccourcis actifs").uncheck()
    await window.dialog().get_by_role("button", name="Fermer").click()
    await press(page, "?", "n")
    await expect(window.dialog()).to_have_count(0)
    await page.reload()
    await expect(window.button("Nouvelle séance")).to_be_visible()
    await press(page, "?")
    await expect(window.dialog()).to_have_count(0)


async def test_a_dialog_of_little_height_moves_as_a_whole(window: Window) -> None:
    """A window of 1280 by 1024 at 400 %."""
    page = await window.go(FOCUS)
    await window.button("Nouvelle séance").click()
    await page.set_viewport_size({"width": 320, "height": 256})
    body, dialog = window.dialog().locator(".dialog-body"), window.dialog()
    assert await body.evaluate("(node) => node.scrollHeight <= node.clientHeight + 1"), "it is shown whole"
    assert await dialog.evaluate("(node) => node.scrollHeight > node.clientHeight"), "and the dialog scrolls"


async def test_news_goes_on_where_its_time_was(office: Office, window: Window) -> None:
    """A page that is loaded anew gives it no second life."""
    await office.plans("Marie Dupont", HOUR * 3)
    page = await window.go(FOCUS)
    await window.button("Autres actions").click()
    await page.get_by_role("menuitem", name="Annuler la séance").click()
    await window.dialog().get_by_role("button", name="Annuler la séance").click()
    timer = page.locator(".toast-timer")
    await expect(timer).to_have_count(1)
    first = await timer.evaluate("(bar) => parseFloat(bar.style.animationDelay)")
    await page.get_by_role("link", name="Planning").first.click()
    await expect(page.get_by_role("heading", name="Planning", exact=True)).to_be_visible()
    if await timer.count():
        assert await timer.evaluate("(bar) => parseFloat(bar.style.animationDelay)") < first
