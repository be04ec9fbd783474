"""A calendar is uploaded, looked at, imported, and taken back."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Open
from tests.browser.office import Office
from tests.browser.windows import LIGHTS, WIDTHS, Window

PAGE = "/dashboard/coach/planning/importer"


def _calendar(office: Office) -> bytes:
    now = office.clock.now().replace(microsecond=0)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for number, (days, person) in enumerate(((-7, True), (7, True), (8, False))):
        day = now.fromtimestamp(now.timestamp() + days * 86400, tz=now.tzinfo).strftime("%Y%m%d")
        who = ["ORGANIZER:mailto:thomas@gmail.example", "ATTENDEE;CN=Léa Moreau:mailto:lea@mail.example"]
        lines += ["BEGIN:VEVENT", f"UID:{number}", f"DTSTART:{day}T090000Z", f"DTEND:{day}T100000Z", "SUMMARY:Bilan"]
        lines += [*(who if person else []), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


async def _upload(window: Window, content: bytes) -> None:
    page = await window.go(PAGE)
    file = {"name": "agenda.ics", "mimeType": "text/calendar", "buffer": content}
    await page.locator("input[type=file]").first.set_input_files(file)  # type: ignore[arg-type]
    await window.button("Lire le fichier").click()
    await page.wait_for_url("**fichier=*")
    await window.is_ready()


async def test_a_calendar_is_imported_and_taken_back(window: Window, office: Office) -> None:
    await _upload(window, _calendar(office))
    page = window.page
    await expect(page.get_by_text("Séances passées, à tarifer")).to_be_visible()
    await expect(page.get_by_text("Plages occupées")).to_be_visible()
    await window.button("Importer").click()
    said = "1 nouveau client, 1 séance passée à tarifer, 1 séance à venir, 1 plage occupée."
    await expect(page.locator("main").get_by_text(said)).to_be_visible()
    await window.button("Annuler l’import de agenda.ics").click()
    await window.dialog().get_by_role("button", name="Annuler l’import", exact=True).click()
    await expect(page.locator("main").get_by_text("4 lignes retirées")).to_be_visible()


async def test_a_broken_event_costs_itself_and_is_listed(window: Window, office: Office) -> None:
    await _upload(window, _calendar(office).replace(b"DTEND:", b"DTEND ", 1))
    await expect(window.page.get_by_text("Ligne 6 illisible").first).to_be_visible()
    await expect(window.page.get_by_text("Séances à venir")).to_be_visible()
    await expect(window.button("Importer")).to_be_visible()


async def test_what_is_no_calendar_says_where(window: Window) -> None:
    await _upload(window, b"Nom;E-mail\nDupont;")
    await expect(window.page.get_by_text("(ligne 1")).to_be_visible()
    await window.button("Fermer").click()
    await expect(window.page.get_by_label("Calendrier (.ics)")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("light", LIGHTS)
async def test_it_is_accessible_and_fits(windows: Open, office: Office, width: int, light: str) -> None:
    window = await windows(token=await office.sign_in(), width=width, light=light)
    await _upload(window, _calendar(office))
    assert await window.violations() == []
    wide = await window.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0
