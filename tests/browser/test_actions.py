"""What is to be done: ticked on the file and in the client's own space, each seeing at once what the other did."""

from collections.abc import Awaitable, Callable

from playwright.async_api import Locator, Page, expect

from tests.browser.client_scenes import CLIENTS, some_clients
from tests.browser.office import Office, sign_in
from tests.browser.test_keyboard import press, tab_to
from tests.browser.windows import Window
from tests.fixtures.people import People

ASKED = "Demander l’ordre du jour dès le vendredi"


def box(page: Page, title: str = ASKED) -> Locator:
    """The box of one action."""
    return page.get_by_role("checkbox", name=title, exact=True)


async def test_added_by_keyboard_ticked_and_removed_with_undo(office: Office, window: Window) -> None:
    page = window.page
    await some_clients(office)
    await window.go(f"{CLIENTS}/{await office.client('Jean Martin')}")
    await tab_to(page, "Ajouter une action", most=80)
    await press(page, "Enter")
    await expect(window.dialog().get_by_label("À faire")).to_be_focused()
    await press(page, "Enter")
    await expect(window.dialog().get_by_text("Écrivez ce qu’il y a à faire.")).to_be_visible()
    await page.keyboard.type("Lire le chapitre 3")
    await press(page, "Enter")
    await expect(box(page, "Lire le chapitre 3")).not_to_be_checked()
    await box(page, "Lire le chapitre 3").focus()
    await press(page, "Space")
    await expect(box(page, "Lire le chapitre 3")).to_be_checked()
    await expect(page.locator(".action")).to_contain_text("faite aujourd’hui")
    await page.get_by_role("button", name="Autres actions pour «\u00a0Lire le chapitre 3").click()
    await page.get_by_role("menuitem", name="Retirer").click()
    await expect(page.locator(".action")).to_have_count(0)
    await window.button("Rétablir").click()
    await expect(box(page, "Lire le chapitre 3")).to_be_checked()
    assert window.problems == []


async def test_the_client_ticks_and_the_coach_s_page_follows(
    office: Office, window: Window, people: People, windows: Callable[..., Awaitable[Window]]
) -> None:
    await some_clients(office)
    marie = await office.client("Marie Dupont")
    person = people.add("client", password=False)
    people.owner.execute(
        "UPDATE clients SET user_id = %s WHERE coach_id = %s AND id = %s", (person.id, office.person.coach_id, marie)
    )
    await window.go(f"{CLIENTS}/{marie}")
    await expect(box(window.page)).not_to_be_checked()
    hers = await windows(token=await sign_in(person, office.clock.now()), width=390)
    await hers.go("/espace")
    await expect(hers.page.locator(".action")).to_have_count(2)
    await expect(hers.page.get_by_text("Envoyer le texte dont nous avons parlé")).to_have_count(0)
    await box(hers.page).check()
    await expect(box(window.page)).to_be_checked()
    await expect(hers.page.locator(".action").last).to_contain_text("Faite aujourd’hui")
    assert (hers.problems, window.problems) == ([], [])
