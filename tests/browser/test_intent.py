"""What somebody points at is there before they press; never another client's, and never where data is to be saved."""

from playwright.async_api import Page, expect

from tests.browser.client_scenes import CLIENTS, some_clients
from tests.browser.office import Office
from tests.browser.windows import Window

AHEAD = 'link[rel="modulepreload"][href*="client_id"]'
SAVES = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"


async def the_list(office: Office, window: Window) -> Page:
    await some_clients(office)
    page = await window.go(CLIENTS)
    await page.wait_for_load_state("networkidle")
    return page


async def test_the_file_is_there_when_one_presses(office: Office, window: Window) -> None:
    page = await the_list(office, window)
    marie = page.get_by_role("link", name="Marie Dupont", exact=True)
    async with page.expect_response(lambda answer: "client_id" in answer.url):
        await marie.hover()
    await page.wait_for_timeout(1000)
    await window.context.set_offline(True)
    await marie.click()
    await expect(page.get_by_role("heading", name="Marie Dupont", level=1)).to_be_visible()
    await expect(page.locator(".file-columns").get_by_text("Oser dire non").first).to_be_visible()
    await expect(page.locator(".timeline > li")).to_have_count(12)
    await window.context.set_offline(False)
    window.problems = []


async def test_by_the_focus_too_and_the_page_keeps_itself_true(office: Office, window: Window) -> None:
    page = await the_list(office, window)
    jean = page.get_by_role("link", name="Jean Martin", exact=True)
    async with page.expect_response(lambda answer: "client_id" in answer.url):
        await jean.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Jean Martin", level=1)).to_be_visible()
    await office.client("Jean Martin", phone="06 11 22 33 44")
    await expect(page.locator(".timeline > li").first).to_be_visible()


async def test_nobody_elses_file_stands_there_meanwhile(office: Office, window: Window) -> None:
    page = await the_list(office, window)
    await page.get_by_role("link", name="Marie Dupont", exact=True).click()
    await expect(page.get_by_role("heading", name="Marie Dupont", level=1)).to_be_visible()
    await page.go_back()
    await expect(page.get_by_role("heading", name="Mes clients (5)")).to_be_visible()
    await window.context.set_offline(True)
    await page.get_by_role("link", name="Jean Martin", exact=True).click()
    await expect(page.locator("main .skeleton").first).to_be_visible()
    await expect(page.get_by_text("Oser dire non")).to_have_count(0)
    await window.context.set_offline(False)
    await expect(page.get_by_role("heading", name="Jean Martin", level=1)).to_be_visible()
    window.problems = []


async def test_not_where_data_is_to_be_saved(office: Office, window: Window) -> None:
    await window.context.add_init_script(SAVES)
    page = await the_list(office, window)
    await page.get_by_role("link", name="Marie Dupont", exact=True).hover()
    await page.wait_for_timeout(500)
    assert await page.locator(AHEAD).count() == 0
    await page.keyboard.press("Control+k")
    await expect(window.dialog().get_by_role("combobox")).to_be_focused()
