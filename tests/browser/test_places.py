"""Reload and back keep where one was; a link to a private page leads there after the door."""

import re

from playwright.async_api import expect

from tests.browser.office import HOUR, Office
from tests.browser.windows import FOCUS, Window


async def test_reload_and_back(office: Office, window: Window) -> None:
    await office.plans("Marie Dupont", HOUR / 3)
    page = await window.go()
    await window.card("Marie Dupont").get_by_role("button", name="Démarrer séance").click()
    await expect(window.button("Terminer")).to_be_visible()
    at_session = page.url
    await page.reload()
    await expect(window.button("Terminer")).to_be_visible()
    await page.go_back()
    await expect(page).to_have_url(re.compile(f"{FOCUS}/?$"))
    await expect(window.card("Marie Dupont")).to_contain_text("En cours")
    await page.go_forward()
    await expect(page).to_have_url(re.compile(f"^{re.escape(at_session.rstrip('/'))}/?$"))
    await expect(page.get_by_role("heading", name="Marie Dupont")).to_be_visible()


async def test_one_session_after_the_other_shows_its_own_notes(office: Office, window: Window) -> None:
    rows = [await office.plans(name, HOUR / 3, minutes=5) for name in ("Marie Dupont",)]
    rows.append(await office.plans("Jean Martin", HOUR / 2))
    for row, words in zip(rows, ("De Marie", "De Jean"), strict=True):
        page = await window.go(f"{FOCUS}/seances/{row.id}")
        await window.button("Démarrer").click()
        await page.get_by_label("Notes privées").press_sequentially(words)
        await expect(page.locator("#notes-status")).to_contain_text("Enregistré à")
        await page.get_by_role("link", name="Focus").first.click()
        await expect(page.get_by_role("heading", name="Bonjour Thomas")).to_be_visible()
    for name, words in (("Marie Dupont", "De Marie"), ("Jean Martin", "De Jean")):
        await window.card(name).get_by_role("button", name="Reprendre la séance").click()
        await expect(window.page.get_by_label("Notes privées")).to_have_value(words)
        await window.page.go_back()
        await expect(window.card(name)).to_be_visible()
