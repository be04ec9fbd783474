"""What is typed and not yet saved comes back in its tab, to whoever typed it, until it is saved or left on purpose."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.office import Office
from tests.browser.reasons import SETUP, a_reason_typed, label
from tests.browser.windows import Window
from tests.fixtures.people import People
from trustcoach_app.auth.login_sessions import cookie_name

KEPT = "() => Object.keys(sessionStorage).filter((key) => key.startsWith('draft:')).length"


async def test_a_reload_brings_back_what_was_typed_when_its_form_is_opened_again(window: Window) -> None:
    page = await a_reason_typed(window)
    await page.reload()
    await window.is_ready()
    await expect(window.dialog()).to_have_count(0)
    await window.button("Ajouter un motif").first.click()
    await expect(label(page)).to_have_value("Prise de poste")
    await expect(page.get_by_text("Votre saisie non enregistrée est revenue.")).to_be_visible()
    await window.button("Repartir de zéro").click()
    await expect(label(page)).to_have_value("")


async def test_a_draft_never_crosses_persons(office: Office, window: Window, people: People) -> None:
    page = await a_reason_typed(window, "À moi seule")
    assert await page.evaluate(KEPT) == 1
    other = Office(people.add("coach", password=False, name="Bob Durand"), office.clock)
    await window.context.add_cookies([{"name": cookie_name(), "value": await other.sign_in(), "url": window.url}])
    await page.reload()
    await window.is_ready()
    await window.button("Ajouter un motif").first.click()
    await expect(label(page)).to_have_value("")
    assert await page.evaluate(KEPT) == 0


async def test_signing_out_forgets_what_is_typed(window: Window) -> None:
    page = await window.go(f"{SETUP}?onglet=regles")
    await page.locator("[name=horizon_days]").fill("45")
    assert await page.evaluate(KEPT) == 1
    await page.get_by_role("button", name="Thomas Martin").click()
    await page.get_by_role("menuitem", name="Se déconnecter").click()
    await expect(page).to_have_url(re.compile("/login"))
    assert await page.evaluate(KEPT) == 0


@pytest.mark.parametrize("leave", ["Fermer", "Escape"])
async def test_each_way_out_of_a_dialog_asks_first(window: Window, leave: str) -> None:
    page = await a_reason_typed(window)

    async def go() -> None:
        if leave == "Escape":
            await page.keyboard.press(leave)
        else:
            await page.locator(".dialog-foot").get_by_role("button", name=leave).click()

    await go()
    await expect(page.get_by_role("alert")).to_contain_text("n’est pas enregistrée")
    await expect(label(page)).to_have_value("Prise de poste")
    await go()
    await expect(window.dialog()).to_have_count(0)
