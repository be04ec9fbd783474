"""Goals on a client's file by keyboard: set, measured until there is a line, and the table that says the same."""

from playwright.async_api import expect

from tests.browser.client_scenes import CLIENTS, some_clients
from tests.browser.office import Office
from tests.browser.test_keyboard import press, tab_to
from tests.browser.windows import Window


async def test_set_and_measured_until_there_is_a_line(office: Office, window: Window) -> None:
    page = window.page
    await some_clients(office)
    await window.go(f"{CLIENTS}/{await office.client('Jean Martin')}")
    goals = page.get_by_role("region", name="Objectifs")
    await tab_to(page, "Fixer un objectif", most=80)
    await press(page, "Enter")
    for name, words in (("Objectif", "Dormir mieux"), ("Valeur visée", "8"), ("Unité", "heures")):
        await window.dialog().get_by_role("textbox", name=name, exact=True).fill(words)
    await window.button("Enregistrer").click()
    await expect(goals).to_contain_text("Pas encore mesuré, 8 heures visés")
    for value in ("5", "6,5"):
        await goals.get_by_role("button", name="Mesurer").click()
        await window.dialog().get_by_label("Où en est-il").fill(value)
        await window.button("Noter").click()
        await expect(goals).to_contain_text(f"{value} sur 8 heures")
    await expect(goals.get_by_role("img", name="De 5 à 6,5 entre")).to_be_visible()
    await goals.get_by_text("Les mesures").click()
    await expect(goals.locator("tbody tr")).to_have_count(2)
    await goals.get_by_role("button", name="Retirer cette mesure").last.click()
    await expect(goals.get_by_role("img")).to_have_count(0)
    await window.button("Rétablir").click()
    await expect(goals.get_by_role("img", name="De 5 à 6,5 entre")).to_be_visible()
    assert window.problems == []
