"""The calendar: views, the address, the wizard by keyboard, dragging, series."""

import re
from datetime import timedelta

from playwright.async_api import FloatRect, Page, ViewportSize, expect

from tests.browser.office import HOUR, Office
from tests.browser.windows import Window, is_still
from tests.eventually import eventually
from trustcoach_app.availability.service import ensure_defaults

PLANNING = "/dashboard/coach/planning"
WHOLE: ViewportSize = {"width": 1440, "height": 1600}
"""Shows the whole calendar, which scrolls while a pointer drags near an edge of the window."""


async def week(window: Window) -> Page:
    page = await window.go(f"{PLANNING}?vue=semaine")
    await expect(page.locator(".fc-timegrid")).to_be_visible()
    return page


async def at(page: Page, selector: str) -> FloatRect:
    """Where it is, in CSS pixels, once the page is still."""
    await is_still(page)
    box = await page.locator(selector).bounding_box()
    assert box is not None
    return box


async def drag(page: Page, name: str, *, to: str) -> None:
    """Take a session by its upper edge and let it go at an hour of its day, `14:00:00`.

    Pressed in its first quarter of an hour, it lands with that quarter under the pointer.
    """
    await page.set_viewport_size(WHOLE)
    lane = await at(page, f".fc-timegrid-slot-lane[data-time='{to}']")
    block = await at(page, f".fc-event[aria-label^='{name}']")
    x, y = block["x"] + 30, block["y"] + 3
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x, y + 12, steps=4)
    await page.mouse.move(x, lane["y"] + 3, steps=8)
    await page.mouse.up()


async def test_three_views_one_address_and_the_way_back(office: Office, window: Window) -> None:
    await office.plans("Marie Dupont", 26 * HOUR, title="Gestion du stress")
    page = await window.go()
    await page.get_by_role("link", name="Planning", exact=True).click()
    await expect(page.locator(".fc-dayGridMonth-view .fc-event")).to_have_count(1)
    await page.get_by_role("link", name="Semaine", exact=True).click()
    await expect(page.locator(".fc-timeGridWeek-view .fc-event")).to_contain_text("Marie Dupont")
    await page.get_by_role("link", name="Liste", exact=True).click()
    await expect(page.locator(".cal-list")).to_contain_text("Gestion du stress")
    await page.get_by_role("link", name="Annulées").click()
    await expect(page.get_by_text("Aucune séance avec ce statut")).to_be_visible()
    await expect(page).to_have_url(re.compile("statut=annules"))
    await page.reload()
    await expect(page.get_by_text("Aucune séance avec ce statut")).to_be_visible()
    await page.go_back()
    await expect(page.locator(".cal-list")).to_contain_text("Marie Dupont")
    await page.go_back()
    await expect(page.locator(".fc-timeGridWeek-view .fc-event")).to_be_visible()
    await page.go_forward()
    await expect(page.locator(".cal-list")).to_contain_text("Marie Dupont")


async def test_a_rendez_vous_by_keyboard_alone_going_back_loses_nothing(office: Office, window: Window) -> None:
    page = await week(window)
    await window.button("Nouvelle séance").focus()
    await page.keyboard.press("Enter")
    form = window.dialog()
    await expect(form.get_by_label("Client ou prospect")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(form.get_by_text("Indiquez le nom de la personne.")).to_be_visible()
    await page.keyboard.type("Sophie Durand")
    await page.keyboard.press("Tab")
    await page.keyboard.type("sophie@exemple.fr")
    await page.keyboard.press("Enter")
    await expect(form.get_by_role("radio", name="Séance découverte")).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(form.locator(".wizard-day input:focus")).to_have_count(1)
    await window.button("Retour").click()
    await expect(form.get_by_role("radio", name="Séance de coaching")).to_be_checked()
    await window.button("Continuer").click()
    await form.get_by_role("radio", name="14:00").focus()
    await page.keyboard.press("Space")
    await page.keyboard.press("Enter")
    await expect(form.locator("input[name=mode]:focus")).to_have_count(1)
    await page.keyboard.press("ArrowRight")
    await form.get_by_label("Numéro à appeler").fill("06 12 34 56 78")
    await page.keyboard.press("Enter")
    await expect(form).to_have_count(0)
    await expect(page.get_by_text("Séance ajoutée")).to_be_visible()
    await expect(page.locator(".fc-event[aria-label^='Sophie Durand']")).to_contain_text("14:00")


async def test_a_slot_that_was_just_taken_offers_the_nearest(office: Office, window: Window) -> None:
    page = await week(window)
    await window.button("Nouvelle séance").click()
    form = window.dialog()
    await form.get_by_label("Client ou prospect").fill("Jean Martin")
    await window.button("Continuer").click()
    await form.get_by_role("radio", name="Séance de coaching").check(force=True)
    await window.button("Continuer").click()
    await form.get_by_role("radio", name="15:00").check(force=True)
    await window.button("Continuer").click()
    await expect(form.get_by_label("Titre")).to_be_visible()
    await office.plans("Marie Dupont", 5 * HOUR)
    await window.button("Réserver").click()
    await expect(form.get_by_role("alert").first).to_contain_text("Ce créneau vient d’être pris")
    await form.get_by_role("alert").get_by_role("button").last.click()
    await expect(form.locator("input[name=slot]:checked")).to_have_count(1)
    await window.button("Continuer").click()
    await window.button("Réserver").click()
    await expect(page.locator(".fc-event[aria-label^='Jean Martin']")).to_have_count(1)


async def test_dragging_moves_and_can_be_undone(office: Office, window: Window) -> None:
    await office.plans("Marie Dupont", HOUR)
    page = await week(window)
    block = page.locator(".fc-event[aria-label^='Marie Dupont']")
    await drag(page, "Marie Dupont", to="14:00:00")
    await expect(page.locator(".toast-text")).to_have_text(re.compile("Séance déplacée\u202f: .* à 14:00"))
    await expect(block).to_contain_text("14:00")
    await page.locator(".toast").get_by_role("button", name="Rétablir").click()
    await expect(block).to_contain_text("11:00")


async def test_a_refused_drag_goes_back_with_a_sentence(office: Office, window: Window) -> None:
    await office.plans("Marie Dupont", HOUR)
    await office.plans("Jean Martin", 4 * HOUR)
    page = await week(window)
    marie = ".fc-event[aria-label^='Marie Dupont']"
    await page.set_viewport_size(WHOLE)
    before = await at(page, marie)
    await drag(page, "Marie Dupont", to="14:00:00")
    await expect(page.locator(".toast")).to_contain_text("Jean Martin")
    await expect(page.locator(marie)).to_contain_text("11:00")
    await eventually(page.locator(marie).bounding_box, before)


async def test_a_session_is_modified_and_cancelled_and_restored_by_keyboard(office: Office, window: Window) -> None:
    await office.plans("Marie Dupont", HOUR)
    page = await week(window)
    block = page.locator(".fc-event[aria-label^='Marie Dupont']")
    await block.focus()
    await page.keyboard.press("Enter")
    await window.button("Modifier ou déplacer").click()
    form = window.dialog()
    await form.get_by_label("Heure").fill("16:00")
    await form.get_by_label("Titre").fill("Oser dire non")
    await window.button("Enregistrer").click()
    await expect(block).to_contain_text("16:00 · Oser dire non")
    await block.focus()
    await page.keyboard.press("Enter")
    await window.button("Annuler la séance").click()
    await form.get_by_label("Raison").fill("Imprévu")
    await form.locator(".button-danger").click()
    await expect(page.locator(".fc-event.is-cancelled")).to_have_count(1)
    await window.button("Rétablir").click()
    await expect(page.locator(".fc-event.is-cancelled")).to_have_count(0)


async def test_a_series_asks_about_a_taken_date_and_skips_it(office: Office, window: Window) -> None:
    await office.plans("Marie Dupont", timedelta(days=7) + 4 * HOUR)
    page = await week(window)
    await window.button("Nouvelle séance").click()
    form = window.dialog()
    await form.get_by_label("Client ou prospect").fill("Jean Martin")
    await window.button("Continuer").click()
    await form.get_by_role("radio", name="Séance de coaching").check(force=True)
    await window.button("Continuer").click()
    await form.get_by_role("radio", name="14:00").check(force=True)
    await form.get_by_label("Répéter").select_option("weekly")
    await form.get_by_label("Nombre de séances").fill("3")
    await window.button("Continuer").click()
    await expect(form.get_by_text("1 date n’est pas libre\u202f: dites ce qu’il faut en faire.")).to_be_visible()
    assert await window.violations() == []
    await form.locator(".wizard-dates select").select_option(label="Passer cette date")
    await window.button("Continuer").click()
    await window.button("Réserver").click()
    await expect(page.get_by_text("2 séances ajoutées")).to_be_visible()
    week_link = page.get_by_role("link", name="Semaine suivante")
    await week_link.click()
    await expect(page.locator(".fc-event[aria-label^='Marie Dupont']")).to_have_count(1)
    await expect(page.locator(".fc-event[aria-label^='Jean Martin']")).to_have_count(0)
    await week_link.click()
    await expect(page.locator(".fc-event[aria-label^='Jean Martin']")).to_contain_text("14:00")


async def test_settings_change_the_preview(office: Office, window: Window) -> None:
    await office.does(ensure_defaults)
    page = await window.go(f"{PLANNING}/parametres?onglet=disponibilites")
    days = page.locator(".setup-preview > li")
    thursday = days.filter(has_text="Jeudi").first
    await expect(thursday).to_contain_text("09:00")
    await (
        page.locator(".setup-rows > li").filter(has_text="Jeudi").get_by_role("button", name="Supprimer").first.click()
    )
    await expect(thursday).not_to_contain_text("09:00")
    await expect(thursday).to_contain_text("14:00")
    await page.get_by_role("link", name="Règles").click()
    await page.get_by_label("Délai minimum").fill("400")
    await window.button("Enregistrer").click()
    await expect(page.locator(".setup-times li")).to_have_count(0)
    await thursday.get_by_text("Pourquoi aucun créneau").click()
    await expect(thursday).to_contain_text("délai minimum")


async def test_a_week_and_a_month_are_a_sheet_each(office: Office, window: Window) -> None:
    for name in ("Marie Dupont", "Jean Martin", "Sophie Durand"):
        await office.plans(name, (26 + 2 * len(name)) * HOUR, title="Gestion du stress")
    for view, grid in (("semaine", ".fc-timegrid"), ("mois", ".fc-daygrid")):
        page = await window.go(f"{PLANNING}?vue={view}")
        await expect(page.locator(grid).first).to_be_visible()
        printed = await page.pdf(prefer_css_page_size=True)
        assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") == 1, view
