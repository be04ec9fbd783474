"""Every page as it can be met, to be looked at by axe-core and by people (`python -m tests.browser.shots`).

A scene is named by its function; it leaves the window where there is something to see. Scenes of a coach take the
coach's practice, in order: an empty one, then a full one.
"""

from collections.abc import Awaitable, Callable

from playwright.async_api import expect

from tests.browser.files import a_full_day, thirty_sessions
from tests.browser.office import HOUR, Office
from tests.browser.windows import FOCUS, Window

Scene = Callable[[Window, Office], Awaitable[None]]


async def _fresh(window: Window) -> None:
    await window.start_over()
    await window.go()


async def focus_empty(window: Window, office: Office) -> None:
    await window.go()
    await expect(window.page.get_by_text("Ajoutez votre première séance")).to_be_visible()


async def focus_full(window: Window, office: Office) -> None:
    await a_full_day(office)
    await _fresh(window)
    await expect(window.card("Karim Benali")).to_be_visible()
    await window.page.locator(".today-card summary").click()


async def new_session(window: Window, office: Office) -> None:
    await _fresh(window)
    await window.button("Nouvelle séance").click()
    await expect(window.dialog().get_by_label("Client ou prospect")).to_be_focused()


async def new_session_refused(window: Window, office: Office) -> None:
    await window.button("Continuer").click()
    await expect(window.dialog().get_by_text("Indiquez le nom de la personne.")).to_be_visible()


async def new_session_type(window: Window, office: Office) -> None:
    await window.dialog().get_by_label("Client ou prospect").fill("Lou Petit")
    await window.button("Continuer").click()
    await expect(window.dialog().get_by_role("radio", name="Séance de coaching")).to_be_visible()


async def new_session_slots(window: Window, office: Office) -> None:
    await window.dialog().get_by_role("radio", name="Séance de coaching").check(force=True)
    await window.button("Continuer").click()
    await expect(window.dialog().locator(".wizard-slot").first).to_be_visible()


async def new_session_how(window: Window, office: Office) -> None:
    await window.dialog().locator(".wizard-slot input").first.check(force=True)
    await window.button("Continuer").click()
    await window.dialog().get_by_role("radio", name="Téléphone").check(force=True)
    await window.button("Réserver").click()
    await expect(window.dialog().get_by_text("Indiquez le numéro à appeler.")).to_be_visible()


async def changed_session(window: Window, office: Office) -> None:
    await _fresh(window)
    await window.choose("Jean Martin", "Déplacer ou modifier")
    await expect(window.dialog().get_by_label("Numéro à appeler")).to_have_value("+33612345678")


async def cancellation(window: Window, office: Office) -> None:
    await _fresh(window)
    await window.choose("Jean Martin", "Annuler la séance")
    await expect(window.dialog().get_by_label("Raison")).to_be_visible()


async def pre_brief(window: Window, office: Office) -> None:
    await _fresh(window)
    await window.card("Marie Dupont").get_by_role("button", name="Voir pré-brief").click()
    await expect(window.dialog()).to_contain_text("Oser dire non")


async def profile(window: Window, office: Office) -> None:
    await _fresh(window)
    await window.card("Karim Benali").get_by_role("link", name="Voir profil").click()
    await expect(window.page.get_by_role("heading", name="Karim Benali")).to_be_visible()
    await expect(window.page.get_by_role("main")).to_contain_text("Rien encore")


async def early_start(window: Window, office: Office) -> None:
    await _fresh(window)
    await window.card("Karim Benali").get_by_role("button", name="Démarrer séance").click()
    await expect(window.dialog()).to_contain_text("Démarrer maintenant ?")


async def answered(window: Window, office: Office) -> None:
    await _fresh(window)
    await window.button("Tenue").click()
    await expect(window.button("C’est juste")).to_be_visible()


async def session_running(window: Window, office: Office) -> None:
    await _fresh(window)
    await window.card("Marie Dupont").get_by_role("button", name="Démarrer séance").click()
    await window.page.get_by_label("Notes privées").fill("Elle a dit non à son frère.\nÀ reprendre mardi.")
    await expect(window.page.locator("#notes-status")).to_contain_text("Enregistré à")


async def session_moment(window: Window, office: Office) -> None:
    await window.page.get_by_label("Notes privées").focus()
    await window.button("Marquer cette ligne").click()
    await expect(window.dialog().get_by_label("En quelques mots")).to_have_value("À reprendre mardi.")
    await window.button("Marquer").click()
    await window.button("Marquer un moment").click()
    await window.button("Marquer").click()
    await expect(window.dialog()).to_contain_text("Écrivez ce moment.")


async def leave_form(window: Window) -> None:
    """What was typed is asked about once."""
    leave = window.dialog().get_by_role("button", name="Fermer").last
    await leave.click()
    asks = window.page.get_by_text("Votre saisie n’est pas enregistrée.")
    await expect(asks.or_(window.page.get_by_role("heading", name="Moments marqués")).first).to_be_visible()
    if await asks.count():
        await leave.click()
    await expect(window.dialog()).to_have_count(0)


async def session_goal(window: Window, office: Office) -> None:
    await leave_form(window)
    await window.button("Fixer un objectif").click()
    await window.dialog().get_by_label("Échéance").fill("2020-01-01")
    await window.button("Enregistrer").click()
    await expect(window.dialog()).to_contain_text("Indiquez l’objectif.")


async def session_measure(window: Window, office: Office) -> None:
    await leave_form(window)
    await window.page.get_by_role("button", name="Mesurer «").first.click()
    await window.dialog().get_by_label("Où en est-il").fill("beaucoup")
    await window.button("Noter").click()
    await expect(window.dialog()).to_contain_text("Indiquez un nombre")


async def session_signed(window: Window, office: Office) -> None:
    await leave_form(window)
    await window.page.get_by_label("Votre résumé").fill("Elle a nommé ce qui la retient.\n\nElle l’a dit à son frère.")
    await window.button("Signer le résumé").click()
    await expect(window.button("Retirer ma signature")).to_be_visible()


async def session_share(window: Window, office: Office) -> None:
    await window.button("Partager avec Marie").click()
    await expect(window.dialog()).to_contain_text("Vos notes restent à vous.")


async def session_shared(window: Window, office: Office) -> None:
    await window.dialog().get_by_role("button", name="Partager", exact=True).click()
    await window.page.locator(".file-goals .details > summary").first.click()
    await expect(window.button("Ne plus partager")).to_be_visible()


async def focus_running(window: Window, office: Office) -> None:
    await _fresh(window)
    await expect(window.card("Marie Dupont")).to_contain_text("En cours")


async def session_before(window: Window, office: Office) -> None:
    row = await office.plans("Anne-Charlotte de La Rochefoucauld-Montbéliard", 30 * HOUR)
    await window.go(f"{FOCUS}/seances/{row.id}")
    await expect(window.page.get_by_text("Les notes s’ouvrent avec la séance")).to_be_visible()


async def session_missing(window: Window, office: Office) -> None:
    await window.go(f"{FOCUS}/seances/{office.person.id}")


async def settings(window: Window, office: Office) -> None:
    await window.go(f"{FOCUS}/parametres")
    await window.page.get_by_label("Tarif horaire").fill("")
    await window.button("Enregistrer").click()
    await expect(window.page.get_by_text("Indiquez votre tarif horaire")).to_be_visible()


async def settings_zone(window: Window, office: Office) -> None:
    await window.go(f"{FOCUS}/parametres")
    await window.page.get_by_label("Tarif horaire").fill("80")
    await window.page.get_by_label("Fuseau horaire").select_option("Indian/Reunion")
    await window.button("Enregistrer").click()
    await expect(window.dialog()).to_contain_text("Vos séances gardent leur instant")


async def account(window: Window, office: Office) -> None:
    await window.go("/compte")


COACH: tuple[Scene, ...] = (
    focus_empty,
    focus_full,
    new_session,
    new_session_refused,
    new_session_type,
    new_session_slots,
    new_session_how,
    changed_session,
    cancellation,
    pre_brief,
    profile,
    early_start,
    answered,
    session_running,
    session_moment,
    session_goal,
    session_measure,
    session_signed,
    session_share,
    session_shared,
    focus_running,
    session_before,
    session_missing,
    settings,
    settings_zone,
    account,
)


async def busy(window: Window, office: Office) -> None:
    """Thirty sessions in a day and a half; for another coach than the one above."""
    await thirty_sessions(office)
    await window.go()
    await expect(window.card("Client 30")).to_be_visible()


BUSY: tuple[Scene, ...] = (busy,)
PUBLIC = ("/login", "/login/oubli", "/nulle-part")
ADMIN = ("/admin", "/compte")
CLIENT = ("/espace", "/compte")
