"""What to do today: by keyboard alone, on a phone too; undone, live, and the same acts where else a lead is shown."""

from datetime import timedelta

import pytest
from playwright.async_api import expect

from tests.browser.figures import PATH
from tests.browser.office import PARIS, Office
from tests.browser.setter_scenes import LEADS
from tests.browser.test_keyboard import press, tab_to
from tests.browser.windows import Window
from tests.setter.scenes import given_lead
from trustcoach_app.setter.rollup.run import roll_up

WAITS = "in 0, out 1, qualified 2, out 3"


async def three(office: Office) -> None:
    """Two who do not answer, Inès the freshest; and Hugo, silent for months."""
    for name, days in (("Karim Benali", 6), ("Inès Lambert", 4), ("Hugo Garnier", 90)):
        first, last = name.split()
        said = {"first_name": first, "last_name": last, "instagram_username": first.lower()}
        await given_lead(office, WAITS, said=said, since=office.clock.now() - timedelta(days=days))
    await office.does(roll_up, now=office.clock.now())


@pytest.mark.parametrize("width", [1440, 390])
async def test_the_list_is_worked_through_by_keyboard(office: Office, window: Window, width: int) -> None:
    await three(office)
    await window.page.set_viewport_size({"width": width, "height": 900})
    page = await window.go(PATH)
    names = page.locator(".todo-name")
    await expect(names).to_have_text(["Inès Lambert", "Karim Benali"])
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert await page.evaluate(wide) == 0

    await tab_to(page, "Relancé\u00a0: Inès Lambert", most=60)
    await press(page, "Enter")
    await expect(names).to_have_text(["Karim Benali"])
    await window.button("Rétablir").focus()
    await press(page, "Enter")
    await expect(names).to_have_text(["Inès Lambert", "Karim Benali"])

    await window.button("Reporter\u00a0: Karim Benali").focus()
    await press(page, "Enter")
    await expect(page.get_by_role("menuitem", name="Demain")).to_be_focused()
    await press(page, "ArrowDown", "Enter")
    await expect(names).to_have_text(["Inès Lambert"])

    await window.button("Reporter\u00a0: Inès Lambert").focus()
    await press(page, "Enter")
    await expect(page.get_by_role("menuitem", name="Demain")).to_be_focused()
    await press(page, "End", "Enter")
    day = window.dialog().get_by_label("Reporter au")
    await expect(day).to_be_focused()
    await day.fill((office.clock.now().astimezone(PARIS) + timedelta(days=10)).date().isoformat())
    await press(page, "Enter")
    await expect(page.get_by_text("Personne à relancer aujourd’hui.")).to_be_visible()

    await window.button("1 lead sans contact depuis plus de 30\u00a0jours").focus()
    await press(page, "Enter")
    await expect(names).to_have_text(["Hugo Garnier"])
    await press(page, "Enter")
    await expect(names).to_have_count(0)


async def test_who_is_put_off_comes_back_that_morning(office: Office, window: Window) -> None:
    await three(office)
    page = await window.go(PATH)
    await window.button("Reporter\u00a0: Inès Lambert").click()
    await page.get_by_role("menuitem", name="Demain").click()
    await expect(page.locator(".todo-name")).to_have_text(["Karim Benali"])
    office.clock.forward(timedelta(hours=14, minutes=1))
    await expect(page.locator(".todo-name")).to_have_text(["Inès Lambert", "Karim Benali"])


async def test_an_answer_takes_a_lead_off_an_open_page(office: Office, window: Window) -> None:
    await three(office)
    page = await window.go(PATH)
    await expect(page.locator(".todo-name")).to_have_count(2)
    await page.evaluate("window.notReloaded = true")
    await given_lead(
        office, "lost 0, in 4000", said={"first_name": "Léa"}, since=office.clock.now() - timedelta(days=3)
    )
    await expect(page.get_by_text("A écrit après la perte", exact=True)).to_be_visible()
    assert await page.evaluate("window.notReloaded")


async def test_money_is_that_of_its_section_and_news_lead_to_their_leads(office: Office, window: Window) -> None:
    await three(office)
    await given_lead(office, "in 0, won 5", since=office.clock.now() - timedelta(hours=2))
    await office.does(roll_up, now=office.clock.now())
    page = await window.go(PATH)
    for key in ("roi_pct", "revenue", "acquisition_cost", "deals_closed"):
        value = await page.locator(f"[data-figure={key}] .kpi-value").inner_text()
        await expect(page.locator(f"[data-money={key}] .todo-value")).to_have_text(value)
    await expect(page.locator("[data-money=revenue] .todo-value")).to_have_text("1\u202f500\u202f€")
    await page.get_by_role("link", name="1 lead gagné\u00a0: 1\u202f500\u202f€").click()
    await expect(page.get_by_text("1 lead trouvé")).to_be_visible()


async def test_instagram_opens_beside(office: Office, window: Window) -> None:
    await three(office)
    page = await window.go(PATH)
    link = page.get_by_role("link", name="Instagram\u00a0: Inès Lambert, nouvel onglet")
    await expect(link).to_have_attribute("href", "https://www.instagram.com/in%C3%A8s/")
    await expect(link).to_have_attribute("target", "_blank")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")


@pytest.mark.parametrize("width", [1440, 390])
async def test_the_same_acts_in_the_list_and_on_the_lead_s_page(office: Office, window: Window, width: int) -> None:
    await three(office)
    await window.page.set_viewport_size({"width": width, "height": 900})
    page = await window.go(f"{LEADS}?relance=1")
    await expect(page.locator(".lead-link")).to_have_count(3)
    await window.button("Relancer\u00a0: Karim Benali").click()
    await page.get_by_role("menuitem", name="Reporter d’une semaine").click()
    await expect(page.locator(".lead-link")).to_have_text(["Inès Lambert", "Hugo Garnier"])
    await window.button("Rétablir").click()
    await expect(page.locator(".lead-link")).to_have_count(3)
    await page.get_by_role("link", name="Karim Benali").click()
    await window.button("Relancé\u00a0: Karim Benali").click()
    await expect(page.locator(".lead-badges")).to_contain_text("Relancé le")
    await expect(page.locator(".lead-history")).to_contain_text("Relancé")
    await window.button("Changer le statut").click()
    await expect(page.get_by_role("menuitemradio", name="Qualifié")).to_be_checked()
    await expect(page.get_by_role("menuitemradio", checked=True)).to_have_count(1)
    await page.get_by_role("menuitemradio", name="Engagé").click()
    await expect(page.get_by_role("menu")).to_have_count(0)
    await expect(page.locator(".lead-badges")).to_contain_text("Engagé")


async def test_the_file_of_the_list(office: Office, window: Window) -> None:
    await three(office)
    page = await window.go(f"{LEADS}?q=karim")
    async with page.expect_download() as waiting:
        await page.get_by_role("link", name="Exporter").click()
    download = await waiting.value
    lines = (await download.path()).read_text("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "Benali" in lines[1]
