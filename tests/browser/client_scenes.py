"""The list of clients and a client's file as they can be met, for axe-core and for people; one coach, in order."""

from datetime import timedelta

from playwright.async_api import expect

from tests.browser.office import HOUR, Office
from tests.browser.windows import FOCUS, Window
from trustcoach_app.actions.service import ActionFields, add_action, complete_action
from trustcoach_app.clients.archive import archive_clients
from trustcoach_app.clients.tags import tag_clients
from trustcoach_app.goals.service import GoalFields, add_goal, measure_goal
from trustcoach_app.models.actions import ActionOwner
from trustcoach_app.models.clients import ClientStage
from trustcoach_app.notes.service import add_note

CLIENTS = f"{FOCUS}/clients"
DAY = timedelta(days=1)


async def some_clients(office: Office) -> None:
    """Marie is active with a goal, Jean to be reviewed, Sophie new, Karim inactive, Lou a prospect, Ana archived."""
    now = office.clock.now()
    for name, details in (
        ("Marie Dupont", {"email": "marie@exemple.fr", "phone": "06 12 34 56 78"}),
        ("Jean Martin", {"phone": "06 98 76 54 32"}),
        ("Sophie Durand", {}),
        ("Anne-Charlotte de La Rochefoucauld-Montbéliard", {"email": "anne-charlotte@exemple.fr"}),
        ("Lou Petit", {"stage": ClientStage.PROSPECT}),
        ("Ana Silva", {}),
    ):
        await office.client(name, **details)
    for name, days in (("Marie Dupont", 40), ("Marie Dupont", 3), ("Jean Martin", 23), ("Ana Silva", 100)):
        await office.held(name, days * DAY, title="Gestion du stress")
    await office.held("Anne-Charlotte de La Rochefoucauld-Montbéliard", 75 * DAY)
    await office.plans("Marie Dupont", 4 * DAY, title="Oser dire non")
    await office.plans("Sophie Durand", 24 * HOUR)
    marie, jean = await office.client("Marie Dupont"), await office.client("Jean Martin")
    fields = GoalFields("Oser dire non", (now - 40 * DAY).date(), target_value=10, unit="/10")
    goal = await office.does(add_goal, client_id=marie, fields=fields, now=now)
    for days, value in ((40, 3), (21, 4), (3, 7)):
        await office.does(measure_goal, goal_id=goal.id, value=value, note="Un pas", now=now - days * DAY)
    for title, owner, days, is_done in (
        ("Demander l’ordre du jour dès le vendredi", ActionOwner.CLIENT, -1, False),
        ("Envoyer le texte dont nous avons parlé", ActionOwner.COACH, 3, False),
        ("Fermer la semaine à 16 h, trois lignes écrites", ActionOwner.CLIENT, 0, True),
    ):
        said = ActionFields(title, owner, (now + days * DAY).date())
        key = await office.does(add_action, client_id=marie, fields=said, now=now)
        if is_done:
            await office.does(complete_action, action_id=key, now=now)
    for text, is_shared, days in (
        ("Plutôt joignable avant 9 h. Pas de séance le mercredi.", False, 20),
        ("D’ici là\u202f: une situation où vous avez répondu plus tard.\nTrois lignes suffisent.", True, 2),
    ):
        await office.does(add_note, client_id=marie, text=text, is_shared=is_shared, now=now - days * DAY)
    for label in ("VIP", "Dirigeante"):
        await office.does(tag_clients, client_ids=[marie], label=label, now=now)
    await office.does(tag_clients, client_ids=[jean], label="Entreprise", now=now)
    await office.does(archive_clients, client_ids=[await office.client("Ana Silva")], now=now)


async def clients_empty(window: Window, office: Office) -> None:
    await window.go(CLIENTS)
    await expect(window.page.get_by_text("Vos clients apparaîtront ici")).to_be_visible()


async def clients_list(window: Window, office: Office) -> None:
    await some_clients(office)
    await window.go(CLIENTS)
    await expect(window.page.get_by_role("heading", name="Mes clients (5)")).to_be_visible()


async def clients_picked(window: Window, office: Office) -> None:
    for name in ("Marie Dupont", "Jean Martin"):
        await window.page.get_by_role("checkbox", name=f"Choisir {name}").check()
    await expect(window.page.get_by_text("2 choisis")).to_be_visible()


async def clients_merged(window: Window, office: Office) -> None:
    await window.page.get_by_role("button", name="Fusionner").click()
    await expect(window.dialog().get_by_text("Rejoignent cette fiche")).to_be_visible()


async def clients_filtered(window: Window, office: Office) -> None:
    await window.go(f"{CLIENTS}?etape=client&tri=nom&sante=nouveau")
    await expect(window.page.get_by_text("1 client trouvé")).to_be_visible()


async def clients_near(window: Window, office: Office) -> None:
    await window.go(f"{CLIENTS}?q=duopnt")
    await expect(window.page.get_by_text("Personne ne s’appelle ainsi.")).to_be_visible()


async def clients_no_match(window: Window, office: Office) -> None:
    await window.go(f"{CLIENTS}?q=xyzzy")
    await expect(window.page.get_by_text("Aucun client ne correspond")).to_be_visible()


async def clients_archived(window: Window, office: Office) -> None:
    await window.go(f"{CLIENTS}?activite=archives")
    await expect(window.page.get_by_role("link", name="Ana Silva", exact=True)).to_be_visible()


async def client_new_refused(window: Window, office: Office) -> None:
    await window.go(CLIENTS)
    await window.button("Ajouter un client").click()
    await window.dialog().get_by_label("E-mail").fill("marie@")
    await window.dialog().get_by_label("Téléphone").fill("12")
    await window.button("Ajouter").click()
    await expect(window.dialog().get_by_text("Indiquez un nom")).to_be_visible()


async def client_file(window: Window, office: Office) -> None:
    await window.start_over()
    await window.go(f"{CLIENTS}/{await office.client('Marie Dupont')}")
    await expect(window.page.get_by_role("heading", name="Marie Dupont")).to_be_visible()


async def client_timeline(window: Window, office: Office) -> None:
    await window.page.get_by_role("button", name="Actions", exact=True).click()
    await expect(window.page.locator(".timeline > li")).to_have_count(4)
    await window.page.get_by_role("button", name="Tout", exact=True).click()
    await expect(window.page.locator(".timeline > li")).to_have_count(12)


async def client_measures(window: Window, office: Office) -> None:
    await window.page.locator(".file-goals .details > summary").first.click()
    await expect(window.page.locator(".file-goals td", has_text="7 sur 10")).to_be_visible()
    await expect(window.page.get_by_role("img", name="De 3 à 7 entre")).to_be_visible()


async def client_contact(window: Window, office: Office) -> None:
    await window.page.get_by_role("complementary").get_by_role("button", name="Modifier").click()
    await expect(window.dialog().get_by_label("Nom")).to_have_value("Marie Dupont")


async def client_action(window: Window, office: Office) -> None:
    await window.start_over()
    await window.go(f"{CLIENTS}/{await office.client('Marie Dupont')}")
    await window.button("Ajouter une action").click()
    await window.button("Enregistrer").click()
    await expect(window.dialog().get_by_text("Écrivez ce qu’il y a à faire.")).to_be_visible()


async def palette(window: Window, office: Office) -> None:
    await window.go(FOCUS)
    await window.page.wait_for_load_state("networkidle")
    await window.page.keyboard.press("Control+k")
    await expect(window.dialog().get_by_role("option", name="Marie Dupont")).to_be_visible()


async def palette_found(window: Window, office: Office) -> None:
    await window.dialog().get_by_role("combobox").fill("ma")
    await expect(window.dialog().get_by_role("option", name="Jean Martin")).to_be_visible()


async def palette_nobody(window: Window, office: Office) -> None:
    await window.dialog().get_by_role("combobox").fill("xyzzy")
    await expect(window.dialog().get_by_text("Rien ne correspond.")).to_be_visible()


async def client_note(window: Window, office: Office) -> None:
    await window.start_over()
    await window.go(f"{CLIENTS}/{await office.client('Marie Dupont')}")
    await window.page.keyboard.press("n")
    await window.button("Enregistrer").click()
    await expect(window.dialog().get_by_text("Écrivez la note.")).to_be_visible()


async def client_file_new(window: Window, office: Office) -> None:
    await window.start_over()
    await window.go(f"{CLIENTS}/{await office.client('Lou Petit')}")
    await expect(window.page.get_by_text("Aucune séance pour l’instant")).to_be_visible()


async def client_missing(window: Window, office: Office) -> None:
    await window.go(f"{CLIENTS}/{office.person.id}")
    await expect(window.page.get_by_text("Ce client n’existe pas ou n’existe plus")).to_be_visible()


CLIENT_SCENES = (
    clients_empty,
    clients_list,
    clients_picked,
    clients_merged,
    clients_filtered,
    clients_near,
    clients_no_match,
    clients_archived,
    client_new_refused,
    client_file,
    client_timeline,
    client_measures,
    client_contact,
    client_action,
    client_note,
    client_file_new,
    client_missing,
    palette,
    palette_found,
    palette_nobody,
)
