"""Leads are uploaded, looked at, and imported."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Open
from tests.browser.office import Office
from tests.browser.windows import LIGHTS, WIDTHS, Window

PAGE = "/dashboard/coach/setter/importer"


def _leads(office: Office) -> bytes:
    """Two good lines and two that are refused."""
    day = office.clock.now().strftime("%d/%m/%Y")
    lines = ("user_id_instagram;prénom;âge;statut;created_at", f"1;Camille;34;qualifié;{day} 00:05")
    return "\n".join((*lines, f"2;Nadir;41;nouveau;{day} 00:10", f"3;Lou;7;;{day}", "4;Ana;;chaud;hier")).encode()


async def _upload(window: Window, content: bytes) -> None:
    page = await window.go(PAGE)
    file = {"name": "leads.csv", "mimeType": "text/csv", "buffer": content}
    await page.locator("input[type=file]").first.set_input_files(file)  # type: ignore[arg-type]
    await window.button("Lire le fichier").click()
    await page.wait_for_url("**fichier=*")
    await window.is_ready()


async def test_leads_are_imported_after_a_look(window: Window, office: Office) -> None:
    await _upload(window, _leads(office))
    main = window.page.locator("main")
    await expect(main.get_by_text("Nouveaux leads")).to_be_visible()
    await expect(main.get_by_role("cell", name="Ligne 4")).to_be_visible()
    await expect(main.get_by_text("13 au moins.")).to_be_visible()
    async with window.page.expect_download() as waiting:
        await main.get_by_role("link", name="Toutes les erreurs (.csv)").click()
    assert (await waiting.value).suggested_filename == "erreurs.csv"
    await window.button("Importer").click()
    await expect(main.get_by_text("2 nouveaux leads, 2 lignes refusées.")).to_be_visible()


async def test_the_templates_come_as_files(window: Window) -> None:
    page = await window.go(PAGE)
    for label, name in (("Modèle de leads", "modele-leads.csv"), ("Modèle de messages", "modele-messages.csv")):
        async with page.expect_download() as waiting:
            await page.get_by_role("link", name=label).click()
        assert (await waiting.value).suggested_filename == name


async def test_a_file_without_its_columns_says_which(window: Window) -> None:
    await _upload(window, b"nom;email\nLou;lou@mail.example")
    await expect(window.page.get_by_text("il manque «\u00a0user_id_instagram\u00a0»")).to_be_visible()
    await window.button("Fermer").click()
    await expect(window.page.get_by_label("Leads ou messages (.csv)")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("light", LIGHTS)
async def test_it_is_accessible_and_fits(windows: Open, office: Office, width: int, light: str) -> None:
    window = await windows(token=await office.sign_in(), width=width, light=light)
    await _upload(window, _leads(office))
    assert await window.violations() == []
    wide = await window.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0
