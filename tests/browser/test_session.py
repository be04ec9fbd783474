"""A session from its start to its end, and what becomes of one that nobody started."""

import re
from datetime import timedelta

from playwright.async_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.office import HOUR, Office
from tests.browser.windows import FOCUS, Window
from trustcoach_app.bookings.service import start_session
from trustcoach_app.sessions.queries import note, session_of_booking

MINUTE = timedelta(minutes=1)


def notes(page: Page):
    return page.get_by_label("Notes privées")


async def saved(page: Page) -> None:
    """Wait until the server has acknowledged what is typed."""
    await expect(page.locator("#notes-status")).to_contain_text("Enregistré à")


async def test_from_start_to_end(office: Office, window: Window) -> None:
    await office.plans("Marie Dupont", 20 * MINUTE, title="Gestion du stress")
    page = await window.go()
    await expect(page.locator(".month")).to_contain_text("0 séance réalisée")
    await window.card("Marie Dupont").get_by_role("button", name="Démarrer séance").click()
    await expect(page.get_by_role("heading", name="Marie Dupont")).to_be_visible()
    await expect(page.locator("main")).to_contain_text("Gestion du stress")
    await expect(page.locator("main")).to_contain_text("Mardi")
    await expect(page.locator("main")).to_contain_text("10:20 – 11:20")
    await expect(page.locator("main")).to_contain_text("En cours")
    await notes(page).fill("Elle a dit non à son frère.")
    await window.button("Terminer").click()
    await expect(page).to_have_url(re.compile(f"{FOCUS}/?$"))
    await expect(page.locator(".month")).to_contain_text("1 séance réalisée")
    await expect(page.locator(".month .stat-value")).to_have_text("80\u202f€")
    await expect(window.card("Marie Dupont")).to_have_count(0)
    await expect(page.locator(".today-card")).to_contain_text("1 séance aujourd’hui")
    await window.button("Rouvrir").click()
    await expect(page.locator("main")).to_contain_text("En cours")
    await expect(notes(page)).to_have_value("Elle a dit non à son frère.")


async def test_what_was_typed_just_before_the_end_is_kept(office: Office, window: Window) -> None:
    row = await office.plans("Marie Dupont", 20 * MINUTE)
    await office.does(start_session, booking_id=row.id, now=office.clock.now())
    page = await window.go(f"{FOCUS}/seances/{row.id}")
    await notes(page).press_sequentially("À reprendre")
    await window.button("Terminer").click()
    await expect(page).to_have_url(re.compile(f"{FOCUS}/?$"))
    session = await office.does(session_of_booking, booking_id=row.id)
    assert (await office.does(note, session_id=session.id)).text == "À reprendre"


async def test_notes_survive_a_reload(office: Office, window: Window) -> None:
    row = await office.plans("Marie Dupont", 20 * MINUTE)
    await office.does(start_session, booking_id=row.id, now=office.clock.now())
    page = await window.go(f"{FOCUS}/seances/{row.id}")
    await notes(page).press_sequentially("Première ligne\nDeuxième")
    await saved(page)
    await page.reload()
    await window.is_ready()
    await expect(notes(page)).to_have_value("Première ligne\nDeuxième")


async def test_two_windows_never_overwrite_each_other(office: Office, window: Window, windows: Open) -> None:
    row = await office.plans("Marie Dupont", 20 * MINUTE)
    await office.does(start_session, booking_id=row.id, now=office.clock.now())
    other = await windows(token=await office.sign_in())
    path = f"{FOCUS}/seances/{row.id}"
    first, second = await window.go(path), await other.go(path)
    await notes(first).press_sequentially("Du bureau")
    await saved(first)
    await notes(second).press_sequentially("Du téléphone")
    await expect(second.get_by_role("alert")).to_contain_text("modifiées dans une autre fenêtre")
    await second.get_by_text("Voir l’autre texte").click()
    await expect(second.get_by_role("alert")).to_contain_text("Du bureau")
    await other.button("Prendre l’autre texte").click()
    await expect(notes(second)).to_have_value("Du bureau")
    await notes(second).press_sequentially(" et du téléphone")
    await saved(second)
    await notes(first).press_sequentially(" seul")
    await first.get_by_role("button", name="Garder le mien").click()
    await saved(first)
    session = await office.does(session_of_booking, booking_id=row.id)
    assert (await office.does(note, session_id=session.id)).text == "Du bureau seul"


async def test_long_before_its_hour_starting_is_asked_about(office: Office, window: Window) -> None:
    await office.plans("Marie Dupont", 28 * HOUR)
    page = await window.go()
    await window.card("Marie Dupont").get_by_role("button", name="Démarrer séance").click()
    await expect(window.dialog()).to_contain_text("Elle commencera maintenant, au lieu de demain à 14:00.")
    await expect(window.dialog()).to_contain_text("Démarrer maintenant ?")
    await window.button("Retour").click()
    await expect(window.dialog()).to_have_count(0)
    await window.card("Marie Dupont").get_by_role("button", name="Démarrer séance").click()
    await window.button("Démarrer").click()
    await expect(window.button("Terminer")).to_be_visible()
    await expect(page.locator("main")).to_contain_text(re.compile(r"10:(\d\d) – 11:\1"))


async def test_an_outcome_is_told_and_corrected(office: Office, window: Window) -> None:
    await office.plans("Sophie Durand", -3 * HOUR, title="Découverte")
    page = await window.go()
    question = page.locator(".question").filter(has_text="Sophie Durand")
    await expect(question).to_contain_text("aujourd’hui à 07:00 · Découverte")
    await window.button("Tenue").click()
    await expect(page.locator(".month .stat-value")).to_have_text("80\u202f€")
    await expect(window.button("Tenue")).to_have_attribute("aria-pressed", "true")
    await window.button("Annulée").click()
    await expect(page.locator(".month .stat-value")).to_have_text("0\u202f€")
    await expect(window.button("Annulée")).to_have_attribute("aria-pressed", "true")
    await window.button("C’est juste").click()
    await expect(page.locator(".question")).to_have_count(0)


async def test_a_session_that_does_not_exist_says_so(office: Office, window: Window) -> None:
    for made_up in ("nimporte-quoi", str(office.person.id)):
        page = await window.go(f"{FOCUS}/seances/{made_up}")
        await expect(page.get_by_text("Cette séance n’existe pas ou n’existe plus")).to_be_visible()
    await page.get_by_role("link", name="Revenir à Focus").click()
    await expect(page.get_by_role("heading", name="Bonjour Thomas")).to_be_visible()
