"""The pages of planning in each view and dialog: nothing for axe-core, at three widths, in both lights."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import expect

from tests.browser.office import HOUR, Office
from tests.browser.test_accessibility import everywhere
from tests.browser.windows import Window
from trustcoach_app.availability.service import ensure_defaults

PLANNING = "/dashboard/coach/planning"


async def _planned(office: Office) -> None:
    await office.does(ensure_defaults)
    await office.plans("Marie Dupont", HOUR, title="Gestion du stress")
    await office.plans("Jean Martin", 3 * HOUR)


async def _month(window: Window) -> None:
    await window.go(PLANNING)
    await expect(window.page.locator(".fc-event")).to_have_count(2)


async def _week(window: Window) -> None:
    await window.go(f"{PLANNING}?vue=semaine")
    await expect(window.page.locator(".fc-event")).to_have_count(2)


async def _list(window: Window) -> None:
    await window.go(f"{PLANNING}?vue=liste")
    await expect(window.page.locator(".cal-row")).to_have_count(2)


async def _wizard(window: Window) -> None:
    await _week(window)
    await window.button("Nouvelle séance").click()
    await window.dialog().get_by_label("Client ou prospect").fill("Sophie Durand")
    await window.button("Continuer").click()
    await window.dialog().get_by_role("radio", name="Séance de coaching").check(force=True)
    await window.button("Continuer").click()
    await expect(window.dialog().locator(".wizard-slot").first).to_be_visible()


async def _details(window: Window) -> None:
    await _week(window)
    await window.page.locator(".fc-event").first.click()
    await expect(window.dialog()).to_contain_text("Marie Dupont")


async def _types(window: Window) -> None:
    await window.go(f"{PLANNING}/parametres")
    await expect(window.page.locator(".setup-preview > li").first).to_be_visible()


async def _hours(window: Window) -> None:
    await window.go(f"{PLANNING}/parametres?onglet=disponibilites")
    await expect(window.page.locator(".setup-range").first).to_be_visible()


async def _rules(window: Window) -> None:
    await window.go(f"{PLANNING}/parametres?onglet=regles")
    await expect(window.page.get_by_label("Horizon")).to_be_visible()


SCENES: tuple[Callable[[Window], Awaitable[None]], ...] = (
    _month,
    _week,
    _list,
    _wizard,
    _details,
    _types,
    _hours,
    _rules,
)


@pytest.mark.parametrize("scene", SCENES, ids=[scene.__name__.strip("_") for scene in SCENES])
async def test_axe_finds_nothing(office: Office, window: Window, scene: Callable[[Window], Awaitable[None]]) -> None:
    await _planned(office)
    await scene(window)
    assert await everywhere(window, scene.__name__) == []
