"""The door in a real browser: by keyboard, in both lights, and what it leaves behind."""

import re
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Browser, ConsoleMessage, Locator, Page, expect

from tests.browser.windows import PATIENCE, violations
from tests.fixtures.browser import LiveServer
from tests.fixtures.people import PASSWORD, People, Person
from trustcoach_app.admin.service import NewCoach, create_coach
from trustcoach_app.auth.demo_accounts import ACCOUNTS
from trustcoach_app.config import ROOT
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.unit_of_work import unit_of_work

LEFT_EARLY = "WebSocket is closed before the connection is established"
"""What Chromium remarks when a test goes on before a page is complete."""
BUILD = ROOT / ".web" / "build" / "client"


@pytest.fixture(params=["light", "dark"])
async def page(browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> AsyncGenerator[Page]:
    """A page of a fresh browser whose console stays silent."""
    context = await browser.new_context(
        base_url=live_server.url, color_scheme=request.param, reduced_motion="reduce", locale="fr-FR"
    )
    context.set_default_timeout(PATIENCE)
    page, said = await context.new_page(), list[str]()

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and LEFT_EARLY not in message.text:
            said.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    await context.close()
    assert said == []


def password(page: Page) -> Locator:
    """The password field; beside it is a button whose name begins alike."""
    return page.locator("main .door-form input[name=password]")


async def sign_in(page: Page, person: Person) -> None:
    """Fill the form of /login, where the page is."""
    await page.get_by_label("Adresse e-mail").fill(person.email)
    await password(page).fill(PASSWORD)
    await page.keyboard.press("Enter")


async def is_answering(page: Page) -> None:
    """Wait until React has taken over what the server had drawn: what is clicked before that is lost."""
    await page.wait_for_function(
        "() => Object.keys(document.querySelector('main form') ?? {}).some((key) => key.startsWith('__react'))"
    )


async def is_accessible(page: Page) -> None:
    """axe-core finds nothing."""
    assert await violations(page) == []


async def test_the_door_remembers_the_query_of_a_page(page: Page) -> None:
    await page.goto("/dashboard/coach/setter/leads?statut=won&page=2")
    await expect(page).to_have_url("/login?suite=%2Fdashboard%2Fcoach%2Fsetter%2Fleads%3Fstatut%3Dwon%26page%3D2")


async def test_a_private_page_leads_through_the_door_and_back(page: Page, people: People) -> None:
    """By keyboard alone; a wrong password keeps the address, marks the field and takes the focus there."""
    marie = people.add("client", name="Marie Dupont")
    await page.goto("/espace")
    await expect(page).to_have_url("/login?suite=%2Fespace")
    await expect(page.get_by_label("Adresse e-mail")).to_be_focused()
    await page.keyboard.type(marie.email)
    await page.keyboard.press("Tab")
    await page.keyboard.type("faux mot de passe")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Adresse ou mot de passe incorrect.")).to_be_visible()
    await expect(page.get_by_label("Adresse e-mail")).to_have_value(marie.email)
    await expect(password(page)).to_be_focused()
    await is_accessible(page)
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page).to_have_url("/espace")
    await expect(page.get_by_role("heading", name="Bonjour Marie")).to_be_visible()
    await is_accessible(page)


async def test_a_password_can_be_shown(page: Page) -> None:
    await page.goto("/login")
    await is_answering(page)
    field = password(page)
    await field.fill("secret")
    await page.get_by_role("button", name="Afficher le mot de passe").click()
    await expect(field).to_have_attribute("type", "text")
    await page.get_by_role("button", name="Masquer le mot de passe").click()
    await expect(field).to_have_attribute("type", "password")


async def test_the_code_of_the_mail(page: Page, people: People) -> None:
    marie = people.add("client", name="Marie Dupont")
    await page.goto("/login")
    await is_answering(page)
    await page.get_by_label("Adresse e-mail").fill(marie.email)
    await page.get_by_role("button", name="Recevoir un lien de connexion").click()
    await expect(page.get_by_text("Si un compte existe à cette adresse")).to_be_visible()
    await is_accessible(page)
    await page.get_by_label("Code à 8 chiffres").fill(people.mail_to(marie.email)[0].code)
    await page.keyboard.press("Enter")
    await expect(page).to_have_url("/espace")


async def test_the_link_of_the_mail_waits_for_a_click(page: Page, people: People) -> None:
    marie = people.add("client", name="Marie Dupont")
    await page.goto("/login")
    await is_answering(page)
    await page.get_by_label("Adresse e-mail").fill(marie.email)
    await page.get_by_role("button", name="Recevoir un lien de connexion").click()
    await expect(page).to_have_url("/login/code")
    mail = people.mail_to(marie.email)[0]
    for _ in range(2):
        await page.goto(f"/login/lien?jeton={mail.token}")
        await expect(page.get_by_role("button", name="Me connecter")).to_be_visible()
    await expect(page).to_have_url("/login/lien")
    await page.get_by_role("button", name="Me connecter").click()
    await expect(page).to_have_url("/espace")


async def test_an_invitation(page: Page, people: People) -> None:
    """The token leaves the address bar; a refusal and a reload lose nothing."""
    admin = Principal(Role.ADMIN, user_id=people.add("admin").id)
    number = people.value("SELECT count(*) FROM users")
    wanted = NewCoach(email=f"invitee{number}@exemple.fr", name="Inès Moreau", specialty="")
    async with unit_of_work(admin) as db:
        invited = await create_coach(db, who=admin, wanted=wanted, now=datetime.now(UTC))
    await page.goto("/login/nouveau-mot-de-passe?" + invited.link.partition("?")[2])
    await expect(page.get_by_role("heading", name="Bienvenue Inès")).to_be_visible()
    await expect(page).to_have_url("/login/nouveau-mot-de-passe")
    await page.reload()
    field = password(page)
    await field.fill("inesmoreau")
    await expect(page.get_by_text("Bien. Plus long")).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("se devine à partir de votre nom")).to_be_visible()
    await is_accessible(page)
    await field.fill("une phrase à moi")
    await page.keyboard.press("Enter")
    await expect(page).to_have_url("/dashboard/coach")


@pytest.mark.parametrize("path", ["/login/lien", "/login/nouveau-mot-de-passe"])
async def test_a_link_that_is_over_shows_a_way_out(page: Page, path: str) -> None:
    await page.goto(f"{path}?jeton=passe")
    await expect(page.get_by_role("heading", name="Ce lien n’est plus valable")).to_be_visible()
    await is_accessible(page)
    await page.get_by_role("link", name="nouveau lien").click()
    await expect(page.get_by_label("Adresse e-mail")).to_be_visible()


async def test_ones_account(page: Page, people: People) -> None:
    """Sessions and password, for a role's own frame."""
    marie = people.add("admin", name="Ada Ministre")
    await page.goto("/login?suite=/compte")
    await expect(page.locator("input[name=suite]")).to_have_value("/compte")
    await sign_in(page, marie)
    await expect(page.get_by_text("Cet appareil")).to_be_visible()
    await expect(page.get_by_role("link", name="Coachs")).to_be_visible()
    await is_accessible(page)
    await page.get_by_role("button", name="Changer").click()
    await page.get_by_label("Mot de passe actuel").fill("pas le bon mot")
    await page.get_by_label("Nouveau mot de passe").fill("une phrase à moi")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Ce n’est pas votre mot de passe actuel.")).to_be_visible()
    await is_accessible(page)
    await page.get_by_label("Mot de passe actuel").fill(PASSWORD)
    await page.get_by_role("button", name="Enregistrer").last.click()
    await expect(page.get_by_text("Votre mot de passe est changé.")).to_be_visible()


async def test_creating_a_coach(page: Page, people: People) -> None:
    """Errors stand beside their fields and lose nothing; the link is shown once."""
    marie, number = people.add("admin", name="Ada Ministre"), people.value("SELECT count(*) FROM users")
    await page.goto("/login")
    await is_answering(page)
    await sign_in(page, marie)
    await expect(page.get_by_role("table")).to_be_visible()
    await is_accessible(page)
    await page.get_by_role("button", name="Nouveau coach").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Nom").fill("Hugo Lemaire")
    await page.keyboard.press("Enter")
    await expect(dialog.get_by_text("Indiquez une adresse e-mail complète")).to_be_visible()
    await expect(dialog.get_by_label("Nom")).to_have_value("Hugo Lemaire")
    await is_accessible(page)
    await dialog.get_by_label("Adresse e-mail").fill(f"hugo{number}@exemple.fr")
    await page.keyboard.press("Enter")
    await expect(dialog.get_by_label("Lien d’invitation")).to_have_value(re.compile("jeton="))
    await dialog.get_by_role("button", name="Terminé").click()
    await page.reload()
    await expect(page.get_by_role("table")).to_be_visible()
    assert "jeton=" not in await page.content()


async def test_signing_out_elsewhere_ends_the_open_page(page: Page, people: People) -> None:
    marie = people.add("client", name="Marie Dupont")
    await page.goto("/login?suite=/compte")
    await expect(page.locator("input[name=suite]")).to_have_value("/compte")
    await sign_in(page, marie)
    await page.get_by_role("button", name="Changer").click()
    await expect(page.get_by_label("Mot de passe actuel")).to_be_focused()  # so nothing of the loading is under way
    people.owner.execute("UPDATE login_sessions SET revoked_at = now() WHERE user_id = %s", (marie.id,))
    await page.get_by_label("Mot de passe actuel").fill(PASSWORD)
    await page.get_by_label("Nouveau mot de passe").fill("une phrase à moi")
    await page.keyboard.press("Enter")
    await expect(page).to_have_url("/login")
    await expect(page.get_by_text("Cet appareil")).to_have_count(0)


@pytest.mark.usefixtures("live_server")
def test_the_bundle_holds_no_account() -> None:
    """The demonstration's accounts come over the websocket, and only where it is on."""
    for file in (path for path in Path(BUILD).rglob("*") if path.suffix in (".js", ".html", ".json")):
        text = file.read_text(errors="ignore")
        assert not any(account.email in text or account.password in text for account in ACCOUNTS), file
