"""The pre-brief: what is known before a session, on the screen and on paper."""

import re
from pathlib import Path

from playwright.async_api import expect

from tests.browser.files import DAY, a_file
from tests.browser.office import HOUR, Office
from tests.browser.windows import Window, is_still
from trustcoach_app.models.clients import ClientStage
from trustcoach_app.sessions.service import save_note


async def test_what_is_known_and_where_it_comes_from(office: Office, window: Window) -> None:
    await a_file(office)
    await office.plans("Marie Dupont", 4 * HOUR)
    page = await window.go()
    card = window.card("Marie Dupont")
    await expect(card).to_contain_text("1 nouveau message non lu")
    await card.get_by_role("button", name="Voir pré-brief").click()
    brief = window.dialog()
    await expect(brief.get_by_role("heading", name="Marie Dupont")).to_be_visible()
    for words in (
        "2 séances tenues",
        "la peur de décevoir",
        "Résumé de la séance du",
        "Déclic culpabilité",
        "Oser dire non",
        "6 sur 10",
        "J’ai dit non ce matin.",
        "il y a 1 heure",
    ):
        await expect(brief).to_contain_text(words)
    await brief.get_by_role("button", name="Marquer comme lus").click()
    await expect(brief.get_by_text("Non lu", exact=True)).to_have_count(0)
    await brief.get_by_role("button", name="Fermer").last.click()
    await expect(window.dialog()).to_have_count(0)
    await expect(card).to_contain_text("Dernier moment marqué\u202f: «\u00a0Déclic culpabilité\u00a0»")
    await expect(page.get_by_text("la peur de décevoir")).to_have_count(0)


async def test_a_new_client_s_file_says_that_there_is_nothing_yet(office: Office, window: Window) -> None:
    await office.client("Sophie Durand", email="sophie@exemple.fr", phone="0612345678")
    await office.plans("Sophie Durand", 4 * HOUR)
    page = await window.go()
    await window.card("Sophie Durand").get_by_role("link", name="Voir profil").click()
    await expect(page).to_have_url(re.compile("/dashboard/coach/clients/"))
    await expect(page.get_by_role("heading", name="Sophie Durand")).to_be_visible()
    await expect(page.get_by_role("main")).to_contain_text("Rien encore")
    await expect(page.get_by_role("link", name="Écrire à sophie@exemple.fr")).to_be_visible()
    dial = page.get_by_role("link", name="Appeler 06 12 34 56 78")
    await expect(dial).to_have_attribute("href", "tel:+33612345678")


async def test_a_prospect_becomes_a_client_and_the_toast_takes_it_back(office: Office, window: Window) -> None:
    await office.client("Sophie Durand", stage=ClientStage.PROSPECT)
    await office.held("Sophie Durand", 3 * DAY, price_cents=0)
    await office.plans("Sophie Durand", 4 * HOUR)
    page = await window.go()
    profile = window.card("Sophie Durand").get_by_role("button", name="Voir pré-brief")
    await profile.click()
    await window.dialog().get_by_role("button", name="Convertir en client").click()
    await expect(window.dialog()).to_have_count(0)
    await expect(page.locator(".toast")).to_contain_text("Sophie Durand n’est plus prospect.")
    await profile.click()
    await expect(window.dialog()).to_contain_text("Rien encore")
    await expect(window.dialog()).not_to_contain_text("Prospect")
    await window.dialog().get_by_role("button", name="Fermer").last.click()
    await page.locator(".toast").get_by_role("button", name="Rétablir").click()
    await expect(page.locator(".toast")).to_contain_text("De nouveau prospect.")
    await profile.click()
    await expect(window.dialog().get_by_text("Prospect", exact=True)).to_be_visible()


async def test_on_paper_there_is_the_pre_brief_alone(office: Office, window: Window, tmp_path: Path) -> None:
    await a_file(office)
    noted = await office.held("Marie Dupont", 3 * DAY)
    await office.does(save_note, session_id=noted, text="À moi seule", revision=0, now=office.clock.now())
    await office.plans("Marie Dupont", 4 * HOUR, title="Gestion du stress")
    page = await window.go()
    await window.card("Marie Dupont").get_by_role("button", name="Voir pré-brief").click()
    await expect(window.dialog()).to_contain_text("Oser dire non")
    await expect(window.dialog().get_by_text("À moi seule")).to_be_visible()
    await expect(window.dialog().get_by_text("Pré-brief du")).to_be_hidden()
    await window.look(1440, "dark")
    await page.emulate_media(media="print")
    await expect(window.dialog().get_by_text("Pré-brief du mardi")).to_be_visible()
    for hidden in (
        page.get_by_text("À moi seule"),
        page.get_by_text("Bonjour Thomas"),
        window.button("Fermer").first,
        page.locator(".side"),
    ):
        await expect(hidden).to_be_hidden()
    await expect(page.get_by_text("la peur de décevoir")).to_be_visible()
    await is_still(page)
    ink = await window.dialog().evaluate("(brief) => getComputedStyle(brief).color")
    assert max(map(int, re.findall(r"\d+", ink)[:3])) < 100, f"{ink} on white paper"
    printed = await page.pdf(path=tmp_path / "pre-brief.pdf", format="A4")
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") == 1
