"""The whole of Focus by keyboard alone; focus comes back to where it was."""

from playwright.async_api import Page, expect

from tests.browser.office import HOUR, Office
from tests.browser.windows import Window


async def press(page: Page, *keys: str) -> None:
    for key in keys:
        await page.keyboard.press(key)


async def tab_to(page: Page, name: str, most: int = 40) -> None:
    """Press Tab until the element of this name has the focus."""
    wanted = page.get_by_role("button", name=name, exact=True)
    for _ in range(most):
        await press(page, "Tab")
        if await wanted.evaluate_all("(all) => all.includes(document.activeElement)"):
            return
    raise AssertionError(f"Tab never reached « {name} »")


async def choose_second(page: Page) -> None:
    """From a menu's button to the doing of its second entry."""
    await press(page, "Enter")
    await expect(page.get_by_role("menuitem").first).to_be_focused()
    await press(page, "ArrowDown", "Enter")


async def test_from_an_empty_page_to_a_cancelled_session(window: Window) -> None:
    page = await window.go()
    await tab_to(page, "Nouvelle séance")
    await press(page, "Enter")
    form = window.dialog()
    await expect(form.get_by_label("Client ou prospect")).to_be_focused()
    await press(page, "Escape")
    await expect(form).to_have_count(0)
    await expect(window.button("Nouvelle séance")).to_be_focused()

    await press(page, "Enter")
    await expect(form.get_by_label("Client ou prospect")).to_be_focused()
    await page.keyboard.type("Sophie Durand")
    await press(page, "Enter")
    await expect(form.get_by_role("radio", name="Séance découverte")).to_be_focused()
    await press(page, "ArrowDown", "Enter")
    await expect(form.locator(".wizard-day input:focus")).to_have_count(1)
    await form.get_by_role("radio", name="14:00").focus()
    await press(page, "Space", "Enter")
    await expect(form.locator("input[name=mode]:focus")).to_have_count(1)
    await press(page, "Enter")
    await expect(window.card("Sophie Durand")).to_be_visible()
    await expect(window.button("Nouvelle séance")).to_be_focused()

    await tab_to(page, "Autres actions")
    await press(page, "Enter")
    await expect(page.get_by_role("menuitem", name="Déplacer ou modifier")).to_be_focused()
    await press(page, "Escape")
    await expect(window.button("Autres actions")).to_be_focused()
    await choose_second(page)
    await expect(form.get_by_label("Raison")).to_be_focused()
    await press(page, "Escape")
    await expect(window.button("Autres actions")).to_be_focused()
    await choose_second(page)
    await expect(form.get_by_label("Raison")).to_be_focused()
    await tab_to(page, "Annuler la séance")
    await press(page, "Enter")
    await expect(window.card("Sophie Durand")).to_have_count(0)


async def test_a_pre_brief_and_a_session(office: Office, window: Window) -> None:
    await office.held("Marie Dupont", 50 * HOUR)
    await office.plans("Marie Dupont", HOUR / 3)
    page = await window.go()
    await tab_to(page, "Voir pré-brief\u202f: Marie Dupont")
    await press(page, "Enter")
    await expect(window.dialog().get_by_role("heading", name="Marie Dupont")).to_be_visible()
    await press(page, "Escape")
    await expect(window.dialog()).to_have_count(0)
    await expect(window.button("Voir pré-brief\u202f: Marie Dupont")).to_be_focused()
    await press(page, "Tab", "Enter")
    await expect(window.button("Terminer")).to_be_visible()
    await tab_to(page, "Terminer")
    await press(page, "Tab")
    await expect(page.get_by_label("Notes privées")).to_be_focused()
    await page.keyboard.type("Au clavier")
    await press(page, "Shift+Tab", "Enter")
    await expect(page.get_by_role("heading", name="Bonjour Thomas")).to_be_visible()


async def test_an_outcome(office: Office, window: Window) -> None:
    await office.plans("Marie Dupont", -3 * HOUR)
    page = await window.go()
    await tab_to(page, "Absent")
    await press(page, "Enter")
    await expect(window.button("Absent")).to_have_attribute("aria-pressed", "true")
    await expect(window.button("Absent")).to_be_focused()


async def test_the_way_past_the_navigation(window: Window) -> None:
    page = await window.go()
    await press(page, "Tab")
    await expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    await press(page, "Enter", "Tab")
    await expect(window.button("Nouvelle séance")).to_be_focused()
