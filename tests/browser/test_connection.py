"""A coach connects the setter: the secret is seen once, what comes in is seen, and what it says is not."""

import json
import re
from datetime import timedelta
from typing import Any

import httpx
import pytest
from playwright.async_api import expect

from tests.browser.conftest import Open
from tests.browser.office import Office
from tests.browser.windows import Window
from trustcoach_app.setter.intake.batch import apply_waiting, due_events

PAGE = "/dashboard/coach/setter/connexion"
CREATE = "Créer le secret"


async def post(address: str, secret: str, body: Any) -> httpx.Response:
    """What n8n does."""
    async with httpx.AsyncClient() as http:
        return await http.post(
            address, content=json.dumps(body).encode(), headers={"Authorization": f"Bearer {secret}"}
        )


def event(office: Office, event_id: str, kind: str = "message.received") -> dict[str, Any]:
    """One event that just happened on the server's clock."""
    when = (office.clock.now() - timedelta(minutes=1)).isoformat()
    lead = {"user_id_instagram": "lea", "first_name": "Prénom secret"}
    return {"event_id": event_id, "type": kind, "occurred_at": when, "lead": lead, "data": {"text": "Mot secret"}}


async def connected(window: Window, office: Office) -> tuple[str, str]:
    """From the empty page to a secret: the address and the secret."""
    page = await window.go(PAGE)
    await page.get_by_role("button", name=CREATE).click()
    secret = await window.dialog().get_by_label("Secret").input_value()
    await window.button("Je l’ai copié").click()
    await expect(window.dialog()).to_have_count(0)
    return await page.get_by_label("Adresse du webhook").input_value(), secret


async def test_from_nothing_to_the_first_events(window: Window, office: Office) -> None:
    page = await window.go(PAGE)
    await expect(page.get_by_text("Reliez votre setter")).to_be_visible()
    address, secret = await connected(window, office)
    assert secret.startswith("tcs_")
    await expect(page.locator("input[name=new-secret]")).to_have_count(0)
    assert secret not in await page.content()
    assert (await post(address, secret, [event(office, "1"), event(office, "2", "?")])).status_code == 202
    await page.reload()
    await window.is_ready()
    table = page.get_by_role("table")
    await expect(table).to_contain_text("Message reçu")
    await expect(table).to_contain_text("En attente")
    await expect(page.get_by_role("heading", name="1 événement non compris")).to_be_visible()
    await expect(page.get_by_text("ce type d’événement n’existe pas")).to_be_visible()
    words = await page.content()
    assert "Mot secret" not in words
    assert "Prénom secret" not in words
    assert secret not in words


async def test_a_secret_is_replaced_and_revoked(window: Window, office: Office) -> None:
    address, first = await connected(window, office)
    page = window.page
    await page.get_by_role("button", name="Remplacer").click()
    await expect(window.dialog()).to_contain_text("L’ancien reste valable 48 heures")
    second = await window.dialog().get_by_label("Secret").input_value()
    await window.button("Je l’ai copié").click()
    await expect(page.get_by_text("Valable jusqu’au")).to_be_visible()
    answers = [await post(f"{address}&dry_run=1", each, event(office, "1")) for each in (first, second)]
    assert [answer.status_code for answer in answers] == [200, 200]
    await page.get_by_role("button", name=f"Révoquer tcs_…{first[-4:]}").click()
    await window.dialog().get_by_role("button", name="Révoquer", exact=True).click()
    await expect(page.get_by_text("Valable jusqu’au")).to_have_count(0)
    assert (await post(address, first, event(office, "1"))).status_code == 401


async def test_a_trial_event_goes_all_the_way(window: Window, office: Office) -> None:
    """Through the server's own address; then the job's part; then its lead is removed, and nothing counts it."""
    await connected(window, office)
    page = window.page
    await window.button("Envoyer un événement d’essai").click()
    await expect(page.get_by_text("Signé, envoyé et accepté par le webhook")).to_be_visible()
    await expect(page.get_by_text("En attente d’être pris en compte")).to_be_visible()
    now = office.clock.now()
    await office.does(apply_waiting, keys=await office.does(due_events, now=now), now=now)
    await expect(page.get_by_text("Lead reconnu")).to_be_visible()
    await expect(page.locator(".trial-lead")).to_contain_text("@camille.essai · Engagé · 1 message reçu")
    await expect(page.get_by_role("table")).to_contain_text("Essai")
    await window.button("Retirer le lead d’essai").click()
    await expect(page.locator(".trial-lead")).to_have_count(0)
    await window.go("/dashboard/coach/setter/leads")
    await expect(page.get_by_text("Vos leads arriveront ici")).to_be_visible()


async def test_a_trial_that_is_refused_says_why(window: Window, office: Office) -> None:
    """Five in a row are too many."""
    await connected(window, office)
    for _ in range(5):
        await window.button("Envoyer un événement d’essai").click()
        await expect(window.button("Envoyer un événement d’essai")).to_be_enabled()
        await expect(window.button("Envoyer un événement d’essai")).not_to_have_attribute("aria-busy", "true")
    await expect(window.page.locator(".trial-refused")).to_contain_text("Trop d’essais de suite")


async def test_silence_is_said_and_set(window: Window, office: Office) -> None:
    address, secret = await connected(window, office)
    await post(address, secret, event(office, "1"))
    office.clock.forward(timedelta(hours=2))
    page = await window.go(PAGE)
    field = page.get_by_label("Heures de silence avant l’alerte")
    await field.fill("beaucoup")
    await window.button("Enregistrer").click()
    await expect(page.get_by_text("Indiquez un nombre entier.")).to_be_visible()
    await expect(field).to_have_value("beaucoup")
    await field.fill("1")
    await window.button("Enregistrer").click()
    await expect(page.get_by_text("Votre setter est silencieux")).to_be_visible()


@pytest.mark.parametrize(("width", "light"), [(390, "light"), (390, "dark"), (1440, "light"), (1440, "dark")])
async def test_it_is_accessible_and_fits(windows: Open, office: Office, width: int, light: str) -> None:
    window = await windows(token=await office.sign_in(), width=width, light=light)
    await window.go(PAGE)
    assert await window.violations() == []
    address, secret = await connected(window, office)
    await post(address, secret, [event(office, "1"), event(office, "2", "?")])
    await window.page.reload()
    await window.is_ready()
    for step in ("1. Avec n8n", "2. Ou avec ManyChat", "3. Vérifier"):
        await window.page.get_by_text(re.compile(f"^{re.escape(step)}")).first.click()
    assert await window.violations() == []
    wide = await window.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0
    await window.page.get_by_role("button", name="Remplacer").click()
    await expect(window.dialog()).to_be_visible()
    assert await window.violations() == []
