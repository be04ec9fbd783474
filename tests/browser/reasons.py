"""A reason that a coach types into its dialog: the shortest form that there is."""

from playwright.async_api import Locator, Page

from tests.browser.office import Office
from tests.browser.windows import FOCUS, Window
from trustcoach_app.availability import queries

SETUP = f"{FOCUS}/planning/parametres"


def label(page: Page) -> Locator:
    return page.locator("[name=label]")


async def a_reason_typed(window: Window, words: str = "Prise de poste") -> Page:
    page = await window.go(f"{SETUP}?onglet=motifs")
    await window.button("Ajouter un motif").first.click()
    await label(page).fill(words)
    return page


async def reasons(office: Office) -> list[str]:
    return [row.label for row in await office.does(queries.reasons)]
