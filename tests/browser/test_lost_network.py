"""Nothing typed is lost, whatever the network does: behind a proxy that breaks one side of every connection."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.async_api import Page, expect

from tests.browser.office import Office
from tests.browser.reasons import SETUP, a_reason_typed, label, reasons
from tests.browser.windows import FOCUS, Window
from tests.eventually import eventually
from tests.fixtures.network import FragileServer, Network
from trustcoach_app.availability import queries
from trustcoach_app.bookings.service import start_session
from trustcoach_app.sessions.queries import note, session_of_booking

MINUTE = timedelta(minutes=1)
BREAKS: tuple[Callable[[Network], None], ...] = (
    Network.lose_browser_side,
    Network.lose_server_side,
    Network.lose_both_sides_unheard,
)
by_break = pytest.mark.parametrize("lose", BREAKS, ids=lambda lose: lose.__name__)


@pytest.fixture
def window(proxied_window: Window) -> Window:
    return proxied_window


async def saves_the_reason(window: Window, office: Office, before: list[str]) -> None:
    """What was typed is one reason more, once."""
    await window.button("Enregistrer").click()
    await expect(window.dialog()).to_have_count(0)
    assert await reasons(office) == [*before, "Prise de poste"]


@by_break
async def test_a_dialog_stays_with_what_is_typed_and_is_saved_once(
    fragile: FragileServer, office: Office, window: Window, lose: Callable[[Network], None]
) -> None:
    page = await a_reason_typed(window)
    before = await reasons(office)
    lose(fragile.network)
    await saves_the_reason(window, office, before)
    await expect(page.get_by_text("Prise de poste", exact=True)).to_be_visible()


async def test_several_breaks_in_a_row(fragile: FragileServer, office: Office, window: Window) -> None:
    page = await a_reason_typed(window, "")
    before = await reasons(office)
    for piece in ("Prise ", "de ", "poste"):
        await label(page).press_sequentially(piece)
        fragile.network.lose_browser_side()
    await expect(label(page)).to_have_value("Prise de poste")
    await saves_the_reason(window, office, before)


async def test_a_row_that_is_changed_is_the_row_that_was_opened(
    fragile: FragileServer, office: Office, window: Window
) -> None:
    page = await a_reason_typed(window)
    await window.button("Enregistrer").click()
    await expect(window.dialog()).to_have_count(0)
    row = page.locator("li", has_text="Prise de poste")
    await row.get_by_role("button", name="Actions").click()
    await page.get_by_role("menuitem", name="Modifier").click()
    await label(page).fill("Nouveau poste")
    before = await reasons(office)
    await fragile.restart(kill=True)
    await expect(page.get_by_role("heading", name="Modifier le motif")).to_be_visible()
    await expect(label(page)).to_have_value("Nouveau poste")
    await expect(page.get_by_text("Connexion perdue")).to_be_hidden()
    await window.button("Enregistrer").click()
    await expect(window.dialog()).to_have_count(0)
    assert await reasons(office) == ["Nouveau poste" if name == "Prise de poste" else name for name in before]


@pytest.mark.parametrize("kill", [False, True], ids=["stopped", "killed"])
async def test_a_new_row_survives_a_restart_of_the_web_process(
    fragile: FragileServer, office: Office, window: Window, kill: bool
) -> None:
    page = await a_reason_typed(window)
    before = await reasons(office)
    fragile.network.lose_browser_side()
    await fragile.restart(kill=kill)
    await expect(page.get_by_text("Connexion perdue")).to_be_hidden()
    await expect(label(page)).to_have_value("Prise de poste")
    await saves_the_reason(window, office, before)


async def test_a_form_of_the_page_keeps_what_is_typed_over_a_restart(
    fragile: FragileServer, office: Office, window: Window
) -> None:
    page = await window.go(f"{SETUP}?onglet=regles")
    await page.locator("[name=horizon_days]").fill("45")
    await fragile.restart(kill=True)
    await expect(page.get_by_text("Connexion perdue")).to_be_hidden()
    await expect(page.locator("[name=horizon_days]")).to_have_value("45")
    await window.button("Enregistrer").click()
    await expect(page.get_by_text("Règles enregistrées.")).to_be_visible()
    assert (await office.does(queries.planning_settings)).horizon_days == 45


async def notes_page(window: Window, office: Office) -> tuple[Page, Callable[[], object]]:
    row = await office.plans("Marie Dupont", 20 * MINUTE)
    await office.does(start_session, booking_id=row.id, now=office.clock.now())
    page = await window.go(f"{FOCUS}/seances/{row.id}")

    async def stored() -> str:
        session = await office.does(session_of_booking, booking_id=row.id)
        return (await office.does(note, session_id=session.id)).text

    return page, stored


@by_break
async def test_notes_are_saved_and_keep_the_focus(
    fragile: FragileServer, office: Office, window: Window, lose: Callable[[Network], None]
) -> None:
    page, stored = await notes_page(window, office)
    notes = page.get_by_label("Notes privées", exact=True)
    await notes.press_sequentially("Avant. ")
    await expect(page.locator("#notes-status")).to_contain_text("Enregistré à")
    lose(fragile.network)
    await notes.press_sequentially("Pendant. ", delay=40)
    await page.keyboard.type("Toujours là.", delay=40)
    await eventually(stored, "Avant. Pendant. Toujours là.")  # type: ignore[arg-type]
    await expect(notes).to_have_value("Avant. Pendant. Toujours là.")
    await expect(page.locator("#notes-status")).to_contain_text("Enregistré à")
    await expect(page.get_by_role("alert")).to_have_count(0)


async def test_notes_survive_a_restart_and_are_no_other_windows(
    fragile: FragileServer, office: Office, window: Window
) -> None:
    page, stored = await notes_page(window, office)
    notes = page.get_by_label("Notes privées", exact=True)
    await notes.press_sequentially("Avant. ")
    await expect(page.locator("#notes-status")).to_contain_text("Enregistré à")
    await notes.press_sequentially("Pendant. ")
    fragile.network.lose_browser_side()
    await fragile.restart(kill=True)
    await page.keyboard.type("Après.")
    await eventually(stored, "Avant. Pendant. Après.")  # type: ignore[arg-type]
    await expect(notes).to_be_focused()
    await expect(page.locator("#notes-status")).to_contain_text("Enregistré à")
    await expect(page.get_by_role("alert")).to_have_count(0)


async def test_notes_survive_a_network_that_is_away_and_a_reload(
    fragile: FragileServer, office: Office, window: Window
) -> None:
    page, stored = await notes_page(window, office)
    notes = page.get_by_label("Notes privées", exact=True)
    page.on("dialog", lambda dialog: dialog.accept())
    fragile.network.is_away = True
    fragile.network.lose_browser_side()
    await notes.press_sequentially("Pendant la panne.")
    await expect(page.locator("#notes-status")).to_contain_text("Hors ligne\u202f: votre texte est gardé ici")
    await expect(page.get_by_text("Connexion perdue")).to_be_visible()
    fragile.network.mend()
    await page.reload()
    await window.is_ready()
    await expect(notes).to_have_value("Pendant la panne.")
    await eventually(stored, "Pendant la panne.")  # type: ignore[arg-type]


async def test_notes_are_saved_by_themselves_once_the_network_is_back(
    fragile: FragileServer, office: Office, window: Window
) -> None:
    page, stored = await notes_page(window, office)
    notes = page.get_by_label("Notes privées", exact=True)
    fragile.network.is_away = True
    fragile.network.lose_both_sides_unheard()
    await notes.press_sequentially("Un. ")
    await expect(page.get_by_text("Connexion perdue")).to_be_visible()
    fragile.network.mend()
    await eventually(stored, "Un. ")  # type: ignore[arg-type]
    await notes.press_sequentially("Deux.")
    await eventually(stored, "Un. Deux.")  # type: ignore[arg-type]
    await expect(page.get_by_text("Connexion perdue")).to_be_hidden()


async def test_a_button_shows_that_it_waits_and_does_its_work_once(
    fragile: FragileServer, office: Office, window: Window
) -> None:
    page, _ = await notes_page(window, office)
    fragile.network.is_away = True
    fragile.network.lose_browser_side()
    finish = window.button("Terminer")
    await finish.click()
    await expect(finish).to_have_attribute("aria-busy", "true")
    await expect(page.get_by_text("Connexion perdue")).to_be_visible()
    fragile.network.mend()
    await expect(page).to_have_url(re.compile(f"{FOCUS}/?$"))
    await expect(page.locator(".month")).to_contain_text("1 séance réalisée")


async def test_the_banner_is_above_a_dialog(fragile: FragileServer, window: Window) -> None:
    page = await a_reason_typed(window)
    fragile.network.is_away = True
    fragile.network.lose_browser_side()
    banner = page.get_by_text("Connexion perdue")
    await expect(banner).to_be_visible()
    await expect(window.dialog()).to_have_count(1)
    assert await banner.evaluate("(node) => node.closest('[popover]').matches(':popover-open')")
    fragile.network.mend()
