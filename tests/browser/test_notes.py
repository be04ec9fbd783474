"""Notes: written by keyboard, the coach's alone until shared; the client's own space follows."""

from collections.abc import Awaitable, Callable

from playwright.async_api import Locator, Page, expect

from tests.browser.client_scenes import CLIENTS, some_clients
from tests.browser.office import Office, sign_in
from tests.browser.test_keyboard import press
from tests.browser.windows import Window
from tests.fixtures.people import People

MINE = "Plutôt joignable avant 9 h"


def noted(page: Page) -> Locator:
    """The notes of the list."""
    return page.locator(".note")


async def test_written_by_keyboard_and_removed_with_undo(office: Office, window: Window) -> None:
    page = window.page
    await some_clients(office)
    await window.go(f"{CLIENTS}/{await office.client('Jean Martin')}")
    await expect(page.get_by_text("Une note est à vous seul")).to_be_visible()
    await page.keyboard.press("n")
    await expect(window.dialog().get_by_label("Note")).to_be_focused()
    await page.keyboard.type("Revoir son calendrier")
    await window.button("Enregistrer").click()
    await expect(noted(page)).to_contain_text("Revoir son calendrier")
    await expect(noted(page)).to_contain_text("Vous seul")
    await page.get_by_role("button", name="Autres actions pour la note").click()
    await page.get_by_role("menuitem", name="Retirer").click()
    await expect(noted(page)).to_have_count(0)
    await window.button("Rétablir").click()
    await expect(noted(page)).to_contain_text("Revoir son calendrier")
    assert window.problems == []


async def test_what_was_typed_comes_back_for_that_client_alone(office: Office, window: Window) -> None:
    page = window.page
    await some_clients(office)
    jean, marie = await office.client("Jean Martin"), await office.client("Marie Dupont")
    await window.go(f"{CLIENTS}/{jean}")
    await page.keyboard.press("n")
    await window.dialog().get_by_label("Note").fill("Seulement de Jean")
    await page.reload()
    await window.go(f"{CLIENTS}/{marie}")
    await expect(noted(page)).to_have_count(2)
    await page.keyboard.press("n")
    await expect(window.dialog().get_by_label("Note")).to_have_value("")
    await press(page, "Escape")
    await window.go(f"{CLIENTS}/{jean}")
    await expect(page.get_by_text("Une note est à vous seul")).to_be_visible()
    await page.keyboard.press("n")
    await expect(window.dialog().get_by_label("Note")).to_have_value("Seulement de Jean")


async def test_shared_the_client_reads_it_until_it_is_taken_back(
    office: Office, window: Window, people: People, windows: Callable[..., Awaitable[Window]]
) -> None:
    page = window.page
    await some_clients(office)
    marie = await office.client("Marie Dupont")
    person = people.add("client", password=False)
    people.owner.execute(
        "UPDATE clients SET user_id = %s WHERE coach_id = %s AND id = %s", (person.id, office.person.coach_id, marie)
    )
    await window.go(f"{CLIENTS}/{marie}")
    hers = await windows(token=await sign_in(person, office.clock.now()), width=390)
    await hers.go("/espace")
    section = hers.page.locator(".section", has=hers.page.get_by_role("heading", name="Notes partagées"))
    await expect(section.locator("details")).to_have_count(1)
    await expect(hers.page.get_by_text(MINE)).to_have_count(0)
    await noted(page).last.get_by_role("button").click()
    await page.get_by_role("menuitem", name="Partager avec le client").click()
    await expect(noted(page).last).to_contain_text("Visible par le client")
    await hers.page.reload()
    await expect(section.locator("details")).to_have_count(2)
    await section.locator("summary").first.click()
    await expect(hers.page.get_by_text(MINE)).to_be_visible()
    await window.button("Annuler").click()
    await expect(noted(page).last).to_contain_text("Vous seul")
    await hers.page.reload()
    await expect(section.locator("details")).to_have_count(1)
    await expect(hers.page.get_by_text(MINE)).to_have_count(0)
    assert (hers.problems, window.problems) == ([], [])
