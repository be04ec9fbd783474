"""Sessions by hand from Focus: added, refused, moved, cancelled, restored."""

from datetime import timedelta

from playwright.async_api import expect

from tests.browser.office import HOUR, Office
from tests.browser.windows import Window
from tests.browser.wizard import book, to_the_last_step, to_the_slots
from trustcoach_app.bookings.service import start_session


async def test_a_new_coach_adds_a_first_session_for_a_new_person(window: Window) -> None:
    page = await window.go()
    await expect(page.get_by_role("heading", name="Bonjour Thomas")).to_be_visible()
    await expect(page.get_by_text("Ajoutez votre première séance")).to_be_visible()
    await window.button("Ajouter une séance").click()
    form = await to_the_last_step(window, "Sophie Durand", **{"E-mail": "sophie@exemple.fr"})
    await expect(form.get_by_label("Prix")).to_have_value("80")
    await window.button("Réserver").click()
    await expect(form).to_have_count(0)
    card = window.card("Sophie Durand")
    await expect(card).to_contain_text("14:00")
    await expect(card).to_contain_text("Séance n°\u00a01")
    await expect(card).to_contain_text("Première séance")
    await expect(card).to_contain_text("Nouveau client")
    await expect(page.get_by_text("Vous avez 1 séance prévue")).to_be_visible()
    await expect(page.get_by_role("heading", name="Aujourd’hui")).to_be_visible()
    await expect(page.locator(".toast-text")).to_contain_text("Séance ajoutée")
    await expect(page.locator(".month")).to_contain_text("80\u202f€ encore prévus ce mois-ci")


async def test_errors_stand_beside_their_fields_and_nothing_typed_is_lost(window: Window) -> None:
    await window.go()
    await window.button("Nouvelle séance").click()
    form = window.dialog()
    await form.get_by_label("Client ou prospect").fill("Sophie Durand")
    await form.get_by_label("E-mail").fill("sophie@")
    await window.button("Continuer").click()
    await expect(form.get_by_text("Indiquez une adresse e-mail complète")).to_be_visible()
    await expect(form.get_by_label("E-mail")).to_be_focused()
    await to_the_last_step(window, "Sophie Durand", **{"E-mail": "sophie@exemple.fr"})
    await form.get_by_label("Titre").fill("Gestion du stress")
    await form.get_by_label("Prix").fill("beaucoup")
    await window.button("Réserver").click()
    price = form.get_by_label("Prix")
    await expect(price).to_have_attribute("aria-invalid", "true")
    described = await price.get_attribute("aria-describedby")
    await expect(form.locator(f"#{described}")).to_be_visible()
    await expect(price).to_be_focused()
    await expect(form.get_by_label("Titre")).to_have_value("Gestion du stress")
    await price.fill("80")
    await window.button("Réserver").click()
    await expect(window.card("Sophie Durand")).to_contain_text("Gestion du stress")


async def test_what_was_typed_is_not_lost_by_one_escape_or_a_click_beside_the_form(window: Window) -> None:
    page = await window.go()
    await window.button("Nouvelle séance").click()
    form, warning = window.dialog(), page.get_by_text("Votre saisie n’est pas enregistrée.")
    await form.get_by_label("Client ou prospect").fill("Sophie Durand")
    await page.keyboard.press("Escape")
    await expect(warning).to_be_visible()
    await form.get_by_label("E-mail").fill("sophie@exemple.fr")
    await expect(warning).to_have_count(0)
    await page.mouse.click(5, 5)
    await expect(warning).to_be_visible()
    await expect(form.get_by_label("Client ou prospect")).to_have_value("Sophie Durand")
    await page.keyboard.press("Escape")
    await expect(form).to_have_count(0)
    await window.button("Nouvelle séance").click()
    await expect(form.get_by_label("Client ou prospect")).to_have_value("")
    await page.mouse.click(5, 5)
    await expect(form).to_have_count(0)


async def test_an_hour_of_one_s_own_that_is_taken_is_refused_with_a_sentence(office: Office, window: Window) -> None:
    await office.plans("Marie Dupont", 4 * HOUR)
    await window.go()
    await window.button("Nouvelle séance").click()
    form = await to_the_slots(window, "Jean Martin")
    await form.get_by_text("Une autre heure").click()
    await form.get_by_label("Heure").fill("14:30")
    await window.button("Continuer").click()
    await window.button("Réserver").click()
    sentence = "Vous avez déjà une séance de 14:00 à 15:00 avec Marie Dupont."
    await expect(form.get_by_role("alert").first).to_contain_text(sentence)
    await form.get_by_role("alert").get_by_role("button", name="à 15:00").click()
    await window.button("Continuer").click()
    await window.button("Réserver").click()
    await expect(window.card("Jean Martin")).to_contain_text("15:00")


async def test_a_session_that_began_meanwhile_is_not_changed(office: Office, window: Window) -> None:
    row = await office.plans("Marie Dupont", HOUR / 3)
    await window.go()
    await window.choose("Marie Dupont", "Déplacer ou modifier")
    form = window.dialog()
    await form.get_by_label("Titre").fill("Gestion du stress")
    await office.does(start_session, booking_id=row.id, now=office.clock.now())
    await window.button("Enregistrer").click()
    await expect(form.get_by_role("alert")).to_have_text("Cette séance est en cours.")
    await expect(form.get_by_label("Titre")).to_have_value("Gestion du stress")


async def test_a_known_client_is_offered_and_recognised(office: Office, window: Window) -> None:
    await office.client("Élodie Faure", email="elodie@exemple.fr")
    page = await window.go()
    await window.button("Nouvelle séance").click()
    form = window.dialog()
    await form.get_by_label("Client ou prospect").press_sequentially("elo")
    await expect(page.locator("#wizard-clients option")).to_have_attribute("value", "Élodie Faure · elodie@exemple.fr")
    await form.get_by_label("Client ou prospect").fill("Élodie Faure · elodie@exemple.fr")
    await expect(form.get_by_text("Déjà dans vos clients")).to_be_visible()
    await expect(form.get_by_label("E-mail")).to_have_count(0)
    await book(window, "Élodie Faure · elodie@exemple.fr")
    await expect(window.card("Élodie Faure")).to_be_visible()


async def test_a_session_is_moved_and_keeps_its_own_length(office: Office, window: Window) -> None:
    await office.plans("Marie Dupont", 4 * HOUR, minutes=50, title="Stress")
    await window.go()
    await window.choose("Marie Dupont", "Déplacer ou modifier")
    form = window.dialog()
    await expect(form.get_by_label("Durée")).to_have_value("50")
    tomorrow = (office.clock.now() + timedelta(days=1)).date().isoformat()
    await form.get_by_label("Jour").fill(tomorrow)
    await form.get_by_label("Heure").fill("09:15")
    await window.button("Enregistrer").click()
    card = window.card("Marie Dupont")
    await expect(card.locator(".session-time")).to_have_text("09:15")
    await expect(card.locator(".session-until")).to_have_text("10:05")
    await expect(window.page.get_by_role("heading", name="Demain")).to_be_visible()


async def test_a_session_is_cancelled_and_restored(office: Office, window: Window) -> None:
    await office.plans("Marie Dupont", 4 * HOUR)
    page = await window.go()
    await window.choose("Marie Dupont", "Annuler la séance")
    await expect(window.dialog()).to_contain_text("Marie Dupont")
    await expect(window.dialog()).to_contain_text("14:00")
    await window.dialog().locator(".button-danger").click()
    await expect(window.card("Marie Dupont")).to_have_count(0)
    await expect(page.get_by_text("Aucune séance prévue")).to_be_visible()
    await window.button("Rétablir").click()
    await expect(window.card("Marie Dupont")).to_contain_text("14:00")
    await expect(page.get_by_text("C’est rétabli.")).to_be_visible()
