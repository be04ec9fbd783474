"""The setter’s figures in a browser: periods, formulas, leads behind them, live changes, costs; by mouse and keys."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Open
from tests.browser.figures import PATH, bring, figure, said, two_months
from tests.browser.office import HOUR, Office
from tests.browser.windows import Window
from trustcoach_app.models.lead_history import EventType
from trustcoach_app.setter.figures.registry import FIGURES


@pytest.fixture
async def page(office: Office, window: Window) -> Window:
    """The page of a setter with two months behind it."""
    await two_months(office)
    await window.go(PATH)
    return window


async def test_all_35_are_seen_in_the_catalogue_s_order(page: Window) -> None:
    keys = await page.page.locator("[data-figure]").evaluate_all("each => each.map((one) => one.dataset.figure)")
    assert [key for key in keys if key != "leads_week"] == [each.key for each in FIGURES]
    await expect(figure(page, "total_leads")).to_contain_text("42")


async def test_the_period_stands_in_the_address(page: Window) -> None:
    await page.page.get_by_role("link", name="Tout").click()
    await expect(page.page).to_have_url(re.compile("periode=tout"))
    await expect(figure(page, "total_leads")).to_contain_text("84")
    await expect(page.page.locator(".kpi-change")).to_have_count(0)
    await page.page.go_back()
    await expect(figure(page, "total_leads")).to_contain_text("42")
    await page.page.go_forward()
    await page.page.reload()
    await expect(figure(page, "total_leads")).to_contain_text("84")
    await page.page.get_by_text("Deux dates").click()
    await page.page.get_by_label("Du", exact=True).fill("2026-02-01")
    await page.page.get_by_label("Au", exact=True).fill("2026-01-01")
    await page.button("Afficher").click()
    await expect(page.page.get_by_text("La fin précède le début.")).to_be_visible()
    await page.page.get_by_label("Au", exact=True).fill("2026-02-28")
    await page.button("Afficher").click()
    await expect(page.page).to_have_url(re.compile("du=2026-02-01&au=2026-02-28"))
    await expect(page.page.locator(".period-words")).to_have_text("1er févr. – 28 févr. 2026")


async def test_a_formula_by_the_keyboard(page: Window) -> None:
    link = figure(page, "messages_sent").get_by_role("link", name="Messages envoyés")
    await link.focus()
    await page.page.keyboard.press("Tab")
    mark = figure(page, "messages_sent").get_by_role("button", name="Formule")
    await expect(mark).to_be_focused()
    await expect(page.page.locator(".tip:popover-open")).to_contain_text(FIGURES[0].formula)
    await expect(mark).to_have_accessible_description(re.compile(re.escape(FIGURES[0].formula)))
    await page.page.keyboard.press("Escape")
    await expect(page.page.locator(".tip:popover-open")).to_have_count(0)
    await figure(page, "total_leads").get_by_role("button", name="Formule").hover()
    await expect(page.page.locator(".tip:popover-open")).to_contain_text(FIGURES[1].formula)


async def test_a_sparkline_tells_day_and_value(page: Window) -> None:
    """By the arrow keys, and under the pointer; what is under it does not open the leads."""
    course = figure(page, "messages_sent").get_by_role("slider", name="Évolution")
    await course.focus()
    last = await course.get_attribute("aria-valuetext")
    await expect(figure(page, "messages_sent").locator(".kpi-told")).to_have_text(str(last))
    await page.page.keyboard.press("ArrowLeft")
    await expect(course).not_to_have_attribute("aria-valuetext", str(last))
    await page.page.keyboard.press("Home")
    first = await course.get_attribute("aria-valuetext")
    assert re.fullmatch(r"\d+(er)? \S+\u00a0: \d+", str(first))
    await page.page.keyboard.press("Tab")
    await expect(page.page.locator(".kpi-told")).to_have_count(1 if await _is_at_a_course(page) else 0)
    await course.hover(position={"x": 1, "y": 10})
    await expect(figure(page, "messages_sent").locator(".kpi-told")).to_have_text(str(first))


async def test_a_finger_asks_a_sparkline_for_a_day(office: Office, windows: Open) -> None:
    """On a phone: what it asked for stays when it is lifted, the next touch tells another day, elsewhere closes it."""
    await two_months(office)
    phone = await windows(token=await office.sign_in(), width=390, touch=True)
    await phone.go(f"{PATH}#activite")
    card = figure(phone, "messages_sent")
    course, told = card.get_by_role("slider", name="Évolution"), card.locator(".kpi-told")
    last = await course.get_attribute("aria-valuetext")
    await course.tap(position={"x": 1, "y": 10})
    await expect(course).to_have_attribute("aria-valuenow", "0")
    first = await course.get_attribute("aria-valuetext")
    assert re.fullmatch(r"\d+(er)? \S+\u00a0: \d+", str(first))
    assert first != last
    await expect(told).to_have_text(str(first))
    box = await course.bounding_box()
    assert box
    await course.tap(position={"x": box["width"] - 1, "y": 10})
    await expect(told).to_have_text(str(last))
    assert await phone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await phone.page.get_by_role("button", name="Activité").press("Tab")
    await expect(told).to_have_count(0)


async def _is_at_a_course(page: Window) -> bool:
    return bool(await page.page.evaluate("document.activeElement.matches('.kpi-course')"))


async def test_behind_a_figure_are_its_leads(page: Window) -> None:
    await figure(page, "leads_won").get_by_role("link").click()
    await expect(page.page).to_have_url(re.compile("fait=won_at&du="))
    await expect(page.page.get_by_text("6 leads trouvés")).to_be_visible()


WATCH = """() => {
    window.seen = new Set()
    const look = () => location.search.includes("source=") && seen.add(document.querySelectorAll(".lead-link").length)
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true })
}"""
"""How many rows the list of a source ever had."""


async def test_behind_a_rank_are_its_leads(page: Window) -> None:
    """On a list that was open before at another address: neither its rows nor its filters stay."""
    await figure(page, "total_leads").get_by_role("link").click()
    await expect(page.page.get_by_label("Source", exact=True).locator("option:checked")).to_have_text("Toutes")
    await page.page.go_back()
    rank = figure(page, "top_sources").get_by_role("listitem").first
    name, count = await rank.get_by_role("link").inner_text(), await rank.locator(".kpi-rank-count").inner_text()
    await page.page.evaluate(WATCH)
    await rank.get_by_role("link").click()
    await expect(page.page.get_by_text(f"{count} leads trouvés")).to_be_visible()
    await expect(page.page.locator(".lead-link")).to_have_count(int(count))
    assert set(await page.page.evaluate("[...window.seen]")) == {0, int(count)}
    await expect(page.page.get_by_label("Source", exact=True).locator("option:checked")).to_have_text(name)


async def test_a_lead_won_elsewhere_changes_the_figures_in_place(page: Window, office: Office) -> None:
    await page.page.evaluate(
        "window.notReloaded = true; window.card = document.querySelector('[data-figure=leads_won]')"
    )
    await expect(figure(page, "leads_won").locator(".kpi-value")).to_have_text("6")
    await bring(office, said(office, EventType.WON, HOUR / 60, "lead-4", deal_value_cents=100_000))
    await expect(figure(page, "leads_won").locator(".kpi-value")).to_have_text("7")
    assert await page.page.evaluate(
        "window.notReloaded && window.card === document.querySelector('[data-figure=leads_won]')"
    )


async def test_costs_are_typed_and_the_figures_follow(office: Office, window: Window, windows: Open) -> None:
    await bring(office, said(office, EventType.WON, HOUR, "seul", deal_value_cents=100_000))
    other = await windows(token=await office.sign_in(), width=390)
    await other.go(f"{PATH}?periode=tout#performance")
    await expect(figure(other, "roi_pct")).to_contain_text("Pas encore de coût")
    await window.go(f"{PATH}/reglages")
    await window.button("Ajouter un coût").click()
    form = window.dialog()
    await form.get_by_label("Montant").fill("beaucoup")
    await window.button("Enregistrer").last.click()
    await expect(form.get_by_text("Indiquez un montant")).to_be_visible()
    await form.get_by_label("Montant").fill("50,50")
    await form.get_by_label("Source").fill("story")
    await window.button("Enregistrer").last.click()
    await expect(window.page.get_by_role("cell", name="50,50")).to_be_visible()
    await expect(figure(other, "roi_pct")).not_to_contain_text("Pas encore de coût")
    await window.page.get_by_role("button", name="Actions\u202f: ").click()
    await window.page.get_by_role("menuitem", name="Supprimer").click()
    await expect(figure(other, "roi_pct")).to_contain_text("Pas encore de coût")
    await window.button("Rétablir").click()
    await expect(window.page.get_by_role("cell", name="50,50")).to_be_visible()
    await expect(figure(other, "hours_saved")).to_contain_text("3 min par message")
    await window.page.get_by_label("Minutes par message").fill("90")
    await window.button("Enregistrer").click()
    await expect(window.page.get_by_text("entre 1 et 60")).to_be_visible()
    await window.page.get_by_label("Minutes par message").fill("5")
    await window.button("Enregistrer").click()
    await expect(figure(other, "hours_saved")).to_contain_text("5 min par message")


async def test_a_phone_folds_the_sections_and_each_has_its_address(office: Office, windows: Open) -> None:
    await two_months(office)
    phone = await windows(token=await office.sign_in(), width=390)
    await phone.go(f"{PATH}#reponses")
    await expect(figure(phone, "response_rate_msg1")).to_be_in_viewport()
    await expect(phone.page.locator("[data-figure]")).to_have_count(4)
    await phone.button("Pipeline et relances").press("Enter")
    await expect(figure(phone, "leads_won")).to_be_visible()
    await expect(phone.page).to_have_url(re.compile("#pipeline$"))
    await phone.button("Pipeline et relances").click()
    await expect(figure(phone, "leads_won")).to_have_count(0)
    await expect(phone.page).to_have_url(re.compile("setter$"))
    await phone.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    await expect(phone.page.locator("[data-figure]")).to_have_count(len(FIGURES) + 1)


async def test_paper_begins_with_the_figures(page: Window) -> None:
    """Whose first box were of another kind of sheet would begin with an empty one: the body itself is of theirs."""
    await page.page.emulate_media(media="print")
    sheet = await page.page.evaluate("getComputedStyle(document.body).getPropertyValue('page')")
    assert sheet == "figures"
