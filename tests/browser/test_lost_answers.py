"""What was sent, and whose answer never came: it is not done twice, and how it went is shown."""

import pytest
from playwright.async_api import expect

from tests.browser.office import Office
from tests.browser.reasons import a_reason_typed, label, reasons
from tests.browser.windows import Window
from tests.eventually import eventually
from tests.fixtures.network import FragileServer


@pytest.fixture
def window(proxied_window: Window) -> Window:
    return proxied_window


async def saved_without_an_answer(fragile: FragileServer, office: Office, window: Window) -> list[str]:
    """The reasons there are, once the server has written what the page does not know of."""
    await a_reason_typed(window)
    before = await reasons(office)
    fragile.network.lose_answers()
    await window.button("Enregistrer").click()
    await eventually(lambda: reasons(office), [*before, "Prise de poste"])
    return [*before, "Prise de poste"]


async def test_it_is_done_once_and_shown(fragile: FragileServer, office: Office, window: Window) -> None:
    written = await saved_without_an_answer(fragile, office, window)
    fragile.network.lose_browser_side()
    await expect(window.dialog()).to_have_count(0)
    await expect(window.page.get_by_text("Prise de poste", exact=True)).to_be_visible()
    assert await reasons(office) == written


async def test_a_page_that_nobody_answers_looks_for_another_way(
    fragile: FragileServer, office: Office, window: Window
) -> None:
    """Nothing ends its socket: it does so itself."""
    written = await saved_without_an_answer(fragile, office, window)
    await expect(window.page.get_by_text("Connexion perdue")).to_be_visible()
    await expect(window.dialog()).to_have_count(0)
    assert await reasons(office) == written


async def test_after_a_restart_the_form_says_that_nobody_knows(
    fragile: FragileServer, office: Office, window: Window
) -> None:
    written = await saved_without_an_answer(fragile, office, window)
    await fragile.restart(kill=True)
    await expect(window.dialog()).to_contain_text("La connexion a été coupée pendant l’envoi")
    await expect(label(window.page)).to_have_value("Prise de poste")
    await expect(window.page.get_by_text("Connexion perdue")).to_be_hidden()
    assert await reasons(office) == written
    await window.button("Enregistrer").click()
    await expect(window.dialog()).to_contain_text("existe déjà")
    assert await reasons(office) == written
