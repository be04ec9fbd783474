"""A client's timeline: filtered and turned by keyboard, and kept true while something happens elsewhere."""

from playwright.async_api import Page, expect

from tests.browser.client_scenes import CLIENTS, DAY, some_clients
from tests.browser.office import Office
from tests.browser.test_keyboard import press, tab_to
from tests.browser.windows import Window
from trustcoach_app.actions.service import ActionFields, add_action


def told(page: Page):
    """The entries that are shown."""
    return page.locator(".timeline > li")


async def test_filtered_turned_and_kept_true(office: Office, window: Window) -> None:
    page = window.page
    await some_clients(office)
    jean = await office.client("Jean Martin")
    await window.go(f"{CLIENTS}/{jean}")
    await expect(told(page)).to_have_count(1)
    for number in range(31):
        fields = ActionFields(f"Étape {number}")
        await office.does(add_action, client_id=jean, fields=fields, now=office.clock.now() - DAY * (40 - number))
    await expect(told(page)).to_have_count(30)
    await expect(told(page).first).to_contain_text("Étape 30")
    await expect(told(page).filter(has_text="Gestion du stress")).to_have_count(1)
    await tab_to(page, "Actions", most=120)
    await press(page, "Enter")
    await expect(told(page).filter(has_text="Gestion du stress")).to_have_count(0)
    await expect(page.get_by_role("button", name="Actions", exact=True)).to_have_attribute("aria-pressed", "true")
    await tab_to(page, "Plus ancien", most=200)
    await press(page, "Enter")
    await expect(told(page)).to_have_count(1)
    await expect(told(page)).to_contain_text("Étape 0")
    await window.button("Revenir au plus récent").click()
    await expect(told(page)).to_have_count(30)
    assert window.problems == []
