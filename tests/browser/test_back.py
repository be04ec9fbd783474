"""The browser's back closes a dialog and stays on its page; what was left by its address opens clean."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest
from playwright.async_api import expect

from tests.browser.office import HOUR, Office
from tests.browser.setter_scenes import lead as open_lead
from tests.browser.setter_scenes import leads_list
from tests.browser.windows import FOCUS, Window
from trustcoach_app.auth.login_sessions import cookie_name

PLANNING = f"{FOCUS}/planning"


@dataclass(frozen=True)
class Kind:
    """A dialog: the page that it is opened on, and how."""

    page: str
    opens: Callable[[Window], Awaitable[None]]


async def press(window: Window, *names: str) -> None:
    for name in names:
        await window.button(name).first.click()


async def brief(window: Window) -> None:
    await window.card("Sophie Durand").get_by_role("button", name="Voir pré-brief").click()


async def change(window: Window) -> None:
    await window.choose("Marie Dupont", "Déplacer ou modifier")


async def cancel(window: Window) -> None:
    await window.choose("Marie Dupont", "Annuler la séance")


async def early(window: Window) -> None:
    await window.card("Marie Dupont").get_by_role("button", name="Démarrer séance").click()


async def wizard(window: Window) -> None:
    await press(window, "Nouvelle séance")


async def notice(window: Window) -> None:
    await cancel(window)
    await window.dialog().get_by_role("button", name="Annuler la séance").click()
    await expect(window.dialog()).to_have_count(0)
    await press(window, "Prévenir")


async def details(window: Window) -> None:
    await press(window, "Marie Dupont")


async def price(window: Window) -> None:
    await press(window, "Jean Martin")
    await window.dialog().get_by_role("button", name="Corriger le prix").click()
    await expect(window.dialog().get_by_label("Prix")).to_be_visible()


async def keys(window: Window) -> None:
    await window.page.keyboard.press("?")


LIST = f"{PLANNING}?vue=liste"
KINDS = {
    "pre-brief": Kind(FOCUS, brief),
    "change": Kind(FOCUS, change),
    "cancellation": Kind(FOCUS, cancel),
    "early start": Kind(FOCUS, early),
    "wizard": Kind(FOCUS, wizard),
    "notice": Kind(FOCUS, notice),
    "details": Kind(LIST, details),
    "price": Kind(LIST, price),
    "wizard of planning": Kind(PLANNING, wizard),
    "keys": Kind(FOCUS, keys),
}


async def opened(window: Window) -> None:
    """It is open, and has an entry of the history."""
    await expect(window.dialog()).to_be_visible()
    await window.page.wait_for_function("() => history.state?.dialog")


async def closed(window: Window) -> None:
    """It is closed, and its entry is gone."""
    await expect(window.dialog()).to_have_count(0)
    await window.page.wait_for_function("() => !history.state?.dialog")


async def a_day(office: Office) -> None:
    """A first session to come, one that was held, and somebody with both."""
    await office.plans("Marie Dupont", 3 * HOUR)
    await office.held("Jean Martin", 20 * HOUR)
    await office.held("Sophie Durand", 24 * 40 * HOUR)
    await office.plans("Sophie Durand", 6 * HOUR)


async def shows_page(window: Window, kind: Kind) -> None:
    await expect(window.dialog()).to_have_count(0)
    assert window.page.url.split("?")[0].rstrip("/").endswith(kind.page.split("?")[0])


@pytest.mark.parametrize("name", KINDS)
async def test_back_closes_it_and_stays(office: Office, window: Window, name: str) -> None:
    kind, page = KINDS[name], window.page
    await a_day(office)
    await window.go(f"{FOCUS}/parametres")
    await window.go(kind.page)
    await expect(window.page.get_by_text("Marie Dupont").first).to_be_visible()
    await kind.opens(window)
    await opened(window)
    await page.go_back()
    await shows_page(window, kind)
    if name != "notice":
        await kind.opens(window)
        await opened(window)
        await page.keyboard.press("Escape")
        await closed(window)
        await shows_page(window, kind)
    await page.go_back()
    await expect(page.get_by_role("heading", name="Mon profil")).to_be_visible()


@pytest.mark.parametrize("name", KINDS)
async def test_left_by_its_address_it_opens_clean(office: Office, window: Window, name: str) -> None:
    kind, page = KINDS[name], window.page
    await a_day(office)
    await window.go(kind.page)
    await expect(window.page.get_by_text("Marie Dupont").first).to_be_visible()
    await kind.opens(window)
    await opened(window)
    await window.go("/compte")
    await page.go_back()
    await window.is_ready()
    await shows_page(window, kind)
    await page.context.clear_cookies()
    await page.goto(window.url + kind.page)
    await expect(page).to_have_url(re.compile("/login"))
    await page.context.add_cookies([{"name": cookie_name(), "value": await office.sign_in(), "url": window.url}])
    await window.go(kind.page)
    await shows_page(window, kind)


async def test_what_was_typed_is_asked_about_first(window: Window) -> None:
    page = await window.go(FOCUS)
    await press(window, "Nouvelle séance")
    name = window.dialog().get_by_label("Client ou prospect")
    await name.press_sequentially("Lou")
    await page.go_back()
    await expect(window.dialog().get_by_role("alert")).to_contain_text("n’est pas enregistrée")
    await expect(name).to_have_value("Lou")
    await page.go_back()
    await expect(window.dialog()).to_have_count(0)
    await expect(window.button("Nouvelle séance")).to_be_visible()


async def test_a_dialog_that_leads_on_leaves_nothing_behind(office: Office, window: Window) -> None:
    """From the question of an early start to the session's page; one step back is Focus, one forward the session."""
    await office.plans("Marie Dupont", 3 * HOUR)
    page = await window.go(FOCUS)
    await early(window)
    await window.dialog().get_by_role("button", name="Démarrer").click()
    await expect(window.button("Terminer")).to_be_visible()
    await page.go_back()
    await expect(window.card("Marie Dupont")).to_contain_text("En cours")
    await expect(window.dialog()).to_have_count(0)
    await page.go_forward()
    await expect(window.button("Terminer")).to_be_visible()


async def test_of_a_lead_too(office: Office, window: Window) -> None:
    await leads_list(window, office)
    await open_lead(window, office)
    page, at_lead = window.page, window.page.url
    for button, entry in (("Convertir en client", ""), ("Changer le statut", "Perdu…")):
        await press(window, button)
        if entry:
            await page.get_by_role("menuitemradio", name=entry).click()
        await opened(window)
        await page.go_back()
        await expect(window.dialog()).to_have_count(0)
        assert page.url == at_lead
    await page.go_back()
    await expect(page.get_by_label("Rechercher un lead")).to_be_visible()


async def test_forward_to_where_a_dialog_was_stays(office: Office, window: Window) -> None:
    await a_day(office)
    page = await window.go(FOCUS)
    await brief(window)
    await opened(window)
    await page.go_back()
    await expect(window.dialog()).to_have_count(0)
    await page.go_forward()
    await brief(window)
    await opened(window)
    await page.go_back()
    await expect(window.dialog()).to_have_count(0)
    await expect(window.card("Sophie Durand")).to_be_visible()


LONGER = "() => { const set = setTimeout; window.setTimeout = (act, ms) => set(act, ms === 300 ? 20000 : ms); }"
"""What waits for the entry's moment (REDIRECT_MS in assets/ui/back.jsx) waits until the page is gone."""


async def test_back_right_after_a_dialog_leaves_the_page(window: Window) -> None:
    """Its entry goes a moment after it: who is faster means the page. Here the moment is long enough to be faster."""
    await window.go(f"{FOCUS}/parametres")
    page = await window.go(FOCUS)
    await page.evaluate(LONGER)
    await press(window, "Nouvelle séance")
    await opened(window)
    await page.keyboard.press("Escape")
    await expect(window.dialog()).to_have_count(0)
    await page.go_back()
    await expect(page.get_by_role("heading", name="Mon profil")).to_be_visible()


async def test_one_that_opens_while_the_entry_of_the_last_one_goes_stays(window: Window) -> None:
    """A browser takes its time to go back; here it takes half a second."""
    page = await window.go(FOCUS)
    await page.evaluate("() => { const go = history.back.bind(history); history.back = () => setTimeout(go, 500); }")
    await press(window, "Nouvelle séance")
    await opened(window)
    await page.keyboard.press("Escape")
    await page.wait_for_timeout(400)
    await press(window, "Nouvelle séance")
    await expect(window.dialog()).to_be_visible()
    await page.wait_for_timeout(600)
    await opened(window)
    await page.go_back()
    await expect(window.dialog()).to_have_count(0)
    await expect(window.button("Nouvelle séance")).to_be_visible()
