"""The setter's pages as they can be met: empty, then with leads at every stage."""

from datetime import timedelta

from playwright.async_api import expect

from tests.browser.office import Office
from tests.browser.windows import Window
from tests.setter.scenes import given_lead

LEADS = "/dashboard/coach/setter/leads"
JEANNE = {
    "first_name": "Jeanne",
    "last_name": "Moreau",
    "instagram_username": "jeanne.moreau_coach",
    "source": "story",
    "age": 34,
    "gender": "female",
    "job_title": "Infirmière libérale",
    "contact_id": "883201",
}
TALK = (
    "in 0, out 2, in 30, out 34, qualified 35, out 1502, magnet 1503, in 1600, email 1600, out 1605, in 1619, "
    "human 1620, proposed 1621"
)
OTHERS = (
    ("Karim", "Benali", "post", "out 0", 9, {}),
    ("Sophie", "Durand", "story", "in 0, out 4", 4, {"tags": ["à rappeler"]}),
    (
        "Inès",
        "Lambert",
        "reel",
        "in 0, out 3, in 9, qualified 10, proposed 15, booked 20",
        0.2,
        {"tags": ["vip", "chaud"]},
    ),
    ("Hugo", "Garnier", "keyword", "in 0, out 3, in 9, out 12, won 4000", 3, {}),
    ("Léa", "Fontaine", "story", "in 0, out 3, lost 60", 2, {}),
    ("Anne-Charlotte", "de La Rochefoucauld-Montbéliard", "dm_organique", "out 0, in 3, relance 2000", 6, {}),
    ("", "", "post", "in 0", 0.01, {}),
)


async def leads_empty(window: Window, office: Office) -> None:
    await window.go(LEADS)
    await expect(window.page.get_by_text("Vos leads arriveront ici")).to_be_visible()


async def leads_list(window: Window, office: Office) -> None:
    now = office.clock.now()
    await given_lead(office, TALK, said=JEANNE, since=now - timedelta(days=4), tags=["vip"])
    for first, last, source, story, days, columns in OTHERS:
        said = {"source": source, **({"first_name": first, "last_name": last} if first else {})}
        await given_lead(office, story, said=said, since=now - timedelta(days=days), **columns)
    await window.go(LEADS)
    await expect(window.page.get_by_role("link", name="Jeanne Moreau")).to_be_visible()


async def leads_filtered(window: Window, office: Office) -> None:
    await window.go(f"{LEADS}?source=story&relance=1")
    await expect(window.page.get_by_text("2 leads trouvés")).to_be_visible()


async def leads_no_match(window: Window, office: Office) -> None:
    await window.go(f"{LEADS}?q=personne")
    await expect(window.page.get_by_text("Aucun lead ne correspond")).to_be_visible()


async def lead(window: Window, office: Office) -> None:
    await window.go(f"{LEADS}?q=jeanne")
    await window.page.get_by_role("link", name="Jeanne Moreau").click()
    await expect(window.page.get_by_role("heading", name="Jeanne Moreau")).to_be_visible()


async def lead_lost_dialog(window: Window, office: Office) -> None:
    await window.button("Changer le statut").click()
    await window.page.get_by_role("menuitemradio", name="Perdu…").click()
    await expect(window.dialog().get_by_label("Raison")).to_be_focused()


async def lead_client_dialog(window: Window, office: Office) -> None:
    await window.page.keyboard.press("Escape")
    await window.button("Convertir en client").click()
    await expect(window.dialog().get_by_label("Nom")).to_have_value("Jeanne Moreau")


async def lead_missing(window: Window, office: Office) -> None:
    await window.start_over()
    await window.go(f"{LEADS}/{office.person.id}")
    await expect(window.page.get_by_text("Ce lead n’existe pas ou n’existe plus")).to_be_visible()


SETTER = (
    leads_empty,
    leads_list,
    leads_filtered,
    leads_no_match,
    lead,
    lead_lost_dialog,
    lead_client_dialog,
    lead_missing,
)
