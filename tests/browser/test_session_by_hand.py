"""What a coach does by hand in a session, and what the next pre-brief makes of it."""

from datetime import timedelta

from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.office import HOUR, Office
from tests.browser.test_session import notes, saved
from tests.browser.windows import FOCUS, Window
from trustcoach_app.bookings.service import finish_session, start_session
from trustcoach_app.models.sessions import MomentKind
from trustcoach_app.sessions.queries import session_of_booking, summary_draft
from trustcoach_app.sessions.service import mark_moment, save_summary_draft

MINUTE = timedelta(minutes=1)
NOTED = "Arrivée tendue.\n- « Je n’ose pas dire non »\nÀ reprendre mardi."


def part(page: Page, name: str) -> Locator:
    """A part of the page by its heading."""
    return page.get_by_role("region", name=name, exact=True)


async def a_running_session(office: Office, window: Window, name: str = "Marie Dupont") -> tuple[Page, str]:
    """The page of a session that began a moment ago, and its booking."""
    row = await office.plans(name, 20 * MINUTE, title="Gestion du stress")
    await office.does(start_session, booking_id=row.id, now=office.clock.now())
    return await window.go(f"{FOCUS}/seances/{row.id}"), str(row.id)


async def marks_a_line(window: Window) -> None:
    """From the second line of the notes, as a quotation."""
    page = window.page
    await notes(page).fill(NOTED)
    await saved(page)
    await notes(page).evaluate("(area) => area.setSelectionRange(20, 20)")
    await window.button("Marquer cette ligne").click()
    await expect(window.dialog().get_by_label("En quelques mots")).to_have_value("« Je n’ose pas dire non »")
    await window.dialog().get_by_label("De quoi s’agit-il").select_option("quote")
    await window.button("Marquer").click()
    await expect(part(page, "Moments marqués")).to_contain_text("Citation")


async def sets_and_measures_a_goal(window: Window) -> None:
    """Out of ten, and where it stands today."""
    await window.button("Fixer un objectif").click()
    for label, words in (("Objectif", "Oser dire non"), ("Valeur visée", "10"), ("Unité", "/10")):
        await window.dialog().get_by_label(label).fill(words)
    await window.button("Enregistrer").click()
    goals = part(window.page, "Objectifs")
    await expect(goals).to_contain_text("Fixé en séance le")
    await goals.get_by_role("button", name="Mesurer").click()
    await window.dialog().get_by_label("Où en est-il").fill("6,5")
    await window.button("Noter").click()
    await expect(goals).to_contain_text("6,5 sur 10")


async def signs_and_shares(window: Window) -> None:
    """The summary, seen by the coach alone until she shares it."""
    summary = part(window.page, "Résumé")
    await window.page.get_by_label("Votre résumé").fill("Elle a nommé ce qui la retient.")
    await window.button("Signer le résumé").click()
    await expect(summary).to_contain_text("par Thomas Martin")
    await expect(summary).to_contain_text("Vous seul")
    await window.button("Partager avec Marie").click()
    await expect(window.dialog()).to_contain_text("Vos notes restent à vous.")
    await window.dialog().get_by_role("button", name="Partager", exact=True).click()
    await expect(summary).to_contain_text("Visible par le client")


async def test_a_whole_session_from_focus_to_the_next_pre_brief(office: Office, window: Window) -> None:
    await office.plans("Marie Dupont", 20 * MINUTE, title="Gestion du stress")
    await office.plans("Marie Dupont", 30 * HOUR, title="La suite")
    page = await window.go()
    await window.card("Marie Dupont").first.get_by_role("button", name="Démarrer séance").click()
    await marks_a_line(window)
    await sets_and_measures_a_goal(window)
    await signs_and_shares(window)
    await window.button("Terminer").click()
    await window.card("Marie Dupont").get_by_role("button", name="Voir pré-brief").click()
    known = "Elle a nommé", "Arrivée tendue.", "« Je n’ose pas dire non »", "Oser dire non", "6,5 sur 10"
    for words in known:
        await expect(window.dialog()).to_contain_text(words)
    await window.dialog().get_by_role("link", name="Notes de la séance du").click()
    await expect(notes(page)).to_have_value(NOTED)
    await expect(window.dialog()).to_have_count(0)


async def test_the_next_session_has_it_all_beside_it(office: Office, window: Window) -> None:
    page, booking_id = await a_running_session(office, window)
    await notes(page).fill("Ce que moi seul sais")
    await saved(page)
    await office.does(finish_session, booking_id=booking_id, now=office.clock.now())
    later = await office.plans("Marie Dupont", 30 * HOUR)
    await window.go(f"{FOCUS}/seances/{later.id}")
    aside = page.get_by_role("complementary", name="Pré-brief")
    await expect(aside).to_contain_text("Ce que moi seul sais")
    await aside.get_by_role("link", name="Notes de la séance du").click()
    await expect(notes(page)).to_have_value("Ce que moi seul sais")


async def test_moments_change_move_go_and_come_back(office: Office, window: Window) -> None:
    page, booking_id = await a_running_session(office, window)
    session = await office.does(session_of_booking, booking_id=booking_id)
    for words in ("Premier", "Deuxième"):
        wanted = {"session_id": session.id, "kind": MomentKind.INSIGHT, "at_seconds": None}
        await office.does(mark_moment, note=words, **wanted)
    rows = part(page, "Moments marqués").get_by_role("listitem")
    await expect(rows).to_have_count(2)
    for entry, expected in (("Descendre", ["Deuxième", "Premier"]), ("Monter", ["Deuxième", "Premier"])):
        await rows.first.get_by_role("button", name="Actions sur ce moment").click()
        await page.get_by_role("menuitem", name=entry).click()
        for row, words in enumerate(expected):
            await expect(rows.nth(row)).to_contain_text(words)
    await rows.first.get_by_role("button", name="Actions sur ce moment").click()
    await page.get_by_role("menuitem", name="Modifier").click()
    await window.dialog().get_by_label("En quelques mots").fill("")
    await window.button("Enregistrer").click()
    await expect(window.dialog()).to_contain_text("Écrivez ce moment.")
    await window.dialog().get_by_label("En quelques mots").fill("Autrement dit")
    await window.button("Enregistrer").click()
    await expect(rows.first).to_contain_text("Autrement dit")
    await rows.first.get_by_role("button", name="Actions sur ce moment").click()
    await page.get_by_role("menuitem", name="Retirer").click()
    await expect(rows).to_have_count(1)
    await window.button("Rétablir").click()
    await expect(rows.first).to_contain_text("Autrement dit")


async def test_two_windows_on_one_summary_keep_both_texts(office: Office, window: Window, windows: Open) -> None:
    first, booking_id = await a_running_session(office, window)
    other = await windows(token=await office.sign_in())
    second = await other.go(f"{FOCUS}/seances/{booking_id}")
    await first.get_by_label("Votre résumé").fill("Du bureau")
    await expect(first.locator("#summary-status")).to_contain_text("Enregistré à")
    await second.get_by_label("Votre résumé").fill("Du téléphone")
    await expect(second.get_by_role("alert")).to_contain_text("Ce résumé a été modifié dans une autre fenêtre")
    await other.button("Signer le résumé").click()
    await expect(part(second, "Résumé")).to_contain_text("Choisissez d’abord un texte.")
    await other.button("Garder le mien").click()
    await expect(second.locator("#summary-status")).to_contain_text("Enregistré à")
    await window.button("Signer le résumé").click()
    await expect(first.get_by_role("alert").first).to_contain_text("Ce résumé a été modifié dans une autre fenêtre")
    await window.button("Prendre l’autre texte").click()
    await expect(first.get_by_label("Votre résumé")).to_have_value("Du téléphone")
    await window.button("Signer le résumé").click()
    await expect(part(second, "Résumé")).to_contain_text("Signé le")
    session = await office.does(session_of_booking, booking_id=booking_id)
    draft = await office.does(summary_draft, session_id=session.id)
    await office.does(
        save_summary_draft, session_id=session.id, text="Plus tard", revision=draft.revision, now=office.clock.now()
    )
    await first.reload()
    await expect(part(first, "Résumé")).to_contain_text("Un texte plus récent n’a pas été signé")


async def test_a_signature_is_taken_back_while_it_can_be(office: Office, window: Window) -> None:
    page, _ = await a_running_session(office, window)
    await window.button("Signer le résumé").click()
    await expect(part(page, "Résumé")).to_contain_text("Écrivez le résumé avant de le signer.")
    await page.get_by_label("Votre résumé").fill("Un pas")
    await window.button("Signer le résumé").click()
    await window.button("Retirer ma signature").click()
    await expect(page.get_by_label("Votre résumé")).to_have_value("Un pas")
    await window.button("Signer le résumé").click()
    await expect(window.button("Retirer ma signature")).to_be_visible()
    office.clock.forward(11 * MINUTE)
    await expect(window.button("Retirer ma signature")).to_have_count(0)
    await expect(window.button("Partager avec Marie")).to_be_visible()


async def test_by_keyboard_alone_on_a_phone(office: Office, window: Window) -> None:
    page, _ = await a_running_session(office, window)
    await window.look(390, "light")
    await notes(page).press_sequentially("Une phrase")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(window.dialog().get_by_label("En quelques mots")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(part(page, "Moments marqués")).to_contain_text("Une phrase")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
