"""A session that ends, however it does, empties every other tab at once: no name stays readable."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Open
from tests.browser.office import HOUR, Office
from tests.browser.windows import FOCUS, Window
from tests.fixtures.people import People

NAME = "Marie Dupont"
PAGES = (FOCUS, f"{FOCUS}/planning?vue=liste")


async def shows_nothing(window: Window) -> None:
    """The tab left for the door, and nothing of the practice is in it."""
    await expect(window.page).to_have_url(re.compile(rf"^{re.escape(window.url)}/login(\?suite=.*)?$"))
    await expect(window.page.get_by_text(NAME)).to_have_count(0)


@pytest.fixture
async def others(office: Office, window: Window, windows: Open) -> list[Window]:
    """Two tabs beside `window` that show a client's name: one of the same browser, one of another device."""
    await office.plans(NAME, 3 * HOUR)
    same = Window(window.url, await window.context.new_page())
    found = [same, await windows(token=await office.sign_in())]
    for other, path in zip(found, PAGES, strict=True):
        await other.go(path)
        await expect(other.page.get_by_text(NAME).first).to_be_visible()
    await window.go()
    return found


async def test_signing_out_empties_the_other_tab_of_this_browser(
    office: Office, window: Window, others: list[Window]
) -> None:
    same, elsewhere = others
    await (
        window.page.locator("button.viewer, .viewer button, [aria-haspopup=menu]")
        .filter(has_text="Mon compte")
        .first.click()
    )
    await window.page.get_by_text("Se déconnecter").click()
    await shows_nothing(same)
    await expect(elsewhere.page.get_by_text(NAME).first).to_be_visible()


async def test_a_tab_of_this_browser_shows_nothing_before_the_server_says_so(
    window: Window, others: list[Window]
) -> None:
    """Nor when it never does: then the page comes back, for whoever is still signed in."""
    same, elsewhere = others
    await window.page.evaluate("() => new BroadcastChannel('signed-out').postMessage('')")
    await expect(same.page.get_by_text(NAME).first).to_be_hidden()
    await expect(elsewhere.page.get_by_text(NAME).first).to_be_visible()
    await expect(same.page.get_by_text(NAME).first).to_be_visible()


async def test_what_ends_every_session_empties_every_tab(office: Office, people: People, others: list[Window]) -> None:
    """As a deactivation, the list of devices and a new password do it: by revoking."""
    people.owner.execute(
        "UPDATE login_sessions SET revoked_at = now() WHERE user_id = %s AND revoked_at IS NULL", (office.person.id,)
    )
    for other in others:
        await shows_nothing(other)
