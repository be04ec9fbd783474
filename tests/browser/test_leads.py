"""The leads by keyboard alone, from the search to a client; and what an open list does when something comes in."""

import re
from datetime import timedelta

import pytest
from playwright.async_api import Page, expect

from tests.browser.office import Office
from tests.browser.setter_scenes import JEANNE, LEADS, TALK, leads_list
from tests.browser.test_keyboard import press, tab_to
from tests.browser.windows import Window
from tests.setter.scenes import given_lead


async def tab_to_link(page: Page, name: str, most: int = 60) -> None:
    """Press Tab until the link of this name has the focus."""
    wanted = page.get_by_role("link", name=name, exact=True)
    for _ in range(most):
        await press(page, "Tab")
        if await wanted.evaluate_all("(all) => all.includes(document.activeElement)"):
            return
    raise AssertionError(f"Tab never reached « {name} »")


@pytest.mark.parametrize("width", [1440, 390])
async def test_from_the_search_to_a_client(office: Office, window: Window, width: int) -> None:
    await window.page.set_viewport_size({"width": width, "height": 900})
    await leads_list(window, office)
    page = window.page
    await tab_to_link(page, "Connexion")
    await press(page, "Tab")
    await expect(page.get_by_role("searchbox")).to_be_focused()
    await page.keyboard.type("@jeanne")
    await press(page, "Enter")
    await expect(page).to_have_url(re.compile(r"q=%40jeanne"))
    await expect(page.locator(".lead-link")).to_have_text(["Jeanne Moreau"])
    await expect(page.get_by_role("searchbox")).to_be_focused()
    await tab_to_link(page, "Jeanne Moreau")
    await press(page, "Enter")
    await expect(page.get_by_role("heading", name="Jeanne Moreau")).to_be_visible()

    await tab_to(page, "Changer le statut")
    await press(page, "Enter")
    await expect(page.get_by_role("menuitemradio", name="Nouveau")).to_be_focused()
    await press(page, *["ArrowDown"] * 6, "Enter")
    await expect(window.dialog().get_by_label("Raison")).to_be_focused()
    await press(page, "Tab", "Tab", "Enter")
    await expect(window.dialog().get_by_text("Choisissez une raison.")).to_be_visible()
    await expect(window.dialog().get_by_label("Raison")).to_be_focused()
    await page.keyboard.type("Prix")
    await press(page, "Tab", "Tab", "Enter")
    await expect(page.locator(".lead-badges")).to_contain_text("Prix trop élevé")
    await expect(page.locator(".lead-history")).to_contain_text("Statut\u202f: Perdu (prix trop élevé)")
    await tab_to(page, "Rétablir", most=80)
    await press(page, "Enter")
    await expect(page.locator(".lead-badges")).to_contain_text("Call proposé")

    await tab_to(page, "Convertir en client", most=120)
    await press(page, "Enter")
    await expect(window.dialog().get_by_label("Nom")).to_be_focused()
    await press(page, "Enter")
    await expect(page.locator("#contenu").get_by_role("link", name="Fiche client", exact=True)).to_be_visible()
    await page.go_back()
    await expect(page.locator(".lead-link")).to_have_text(["Jeanne Moreau"])
    await expect(page.get_by_role("searchbox")).to_have_value("@jeanne")


async def test_tags_and_notes_stay(office: Office, window: Window) -> None:
    lead_id = await given_lead(office, TALK, said=JEANNE, since=office.clock.now() - timedelta(days=4))
    page = await window.go(f"{LEADS}/{lead_id}")
    await page.get_by_label("Ajouter une étiquette").fill("très chaud")
    await press(page, "Enter")
    await expect(page.locator(".tag")).to_have_text(["très chaud"])
    await expect(page.get_by_label("Ajouter une étiquette")).to_have_value("")
    await page.get_by_label("Notes").press_sequentially("Elle hésite.")
    await expect(page.locator("#notes-status")).to_contain_text("Enregistré à")
    await page.reload()
    await window.is_ready()
    await expect(page.get_by_label("Notes")).to_have_value("Elle hésite.")
    await window.button("Retirer l’étiquette très chaud").click()
    await expect(page.locator(".tag")).to_have_count(0)
    await window.button("Rétablir").click()
    await expect(page.locator(".tag")).to_have_text(["très chaud"])


async def test_what_comes_in_is_seen_at_once(office: Office, window: Window) -> None:
    page = await window.go(LEADS)
    await expect(page.get_by_text("Vos leads arriveront ici")).to_be_visible()
    lead_id = await given_lead(office, "in 0", said=JEANNE, since=office.clock.now() - timedelta(hours=1))
    await expect(page.locator(".lead-link")).to_have_text(["Jeanne Moreau"])
    await window.go(f"{LEADS}/{lead_id}")
    await expect(page.locator(".chat-message")).to_have_count(1)


async def test_earlier_messages_are_unfolded(office: Office, window: Window) -> None:
    story = ", ".join(f"out {minute}" for minute in range(70))
    lead_id = await given_lead(office, story, said=JEANNE, since=office.clock.now() - timedelta(days=1))
    page = await window.go(f"{LEADS}/{lead_id}")
    await expect(page.locator(".chat-message")).to_have_count(60)
    await expect(page.locator(".chat-message").last).to_be_in_viewport()
    await window.button("Messages précédents").click()
    await expect(page.locator(".chat-message")).to_have_count(70)
    await expect(window.button("Messages précédents")).to_have_count(0)
