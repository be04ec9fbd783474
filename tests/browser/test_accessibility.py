"""axe-core finds nothing, on a phone and a desktop, in both lights; nothing is too wide; no console says a word."""

from collections.abc import Sequence
from itertools import product

import pytest
from playwright.async_api import expect

from tests.browser import scenes
from tests.browser.client_scenes import CLIENT_SCENES
from tests.browser.conftest import Open
from tests.browser.figures import FIGURES
from tests.browser.office import MovedClock, Office, sign_in
from tests.browser.setter_scenes import SETTER
from tests.browser.test_back import KINDS, a_day, opened
from tests.browser.windows import LIGHTS, WIDTHS, Window
from tests.fixtures.people import People

TABLET = 820
"""Its pieces are those of the phone or those of the desktop: only its width is a question of its own."""
EVERYWHERE = tuple(view for view in product(WIDTHS, LIGHTS) if view != (TABLET, "dark"))


async def everywhere(window: Window, name: str, views: Sequence[tuple[int, str]] = EVERYWHERE) -> list[str]:
    """What is wrong with what the window shows, as it stands, at each width and in each light."""
    found: list[str] = []
    for width, light in views:
        await window.look(width, light)
        if width != TABLET:
            found += [f"{name} {width} {light}: {said}" for said in await window.violations()]
        too_wide = await window.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found += [f"{name} {width} {light}: {too_wide} px wider than the screen"] if too_wide > 0 else []
    await window.look(1440, "light")
    return found


@pytest.mark.parametrize(
    "of_a_coach", [scenes.COACH, CLIENT_SCENES, SETTER, FIGURES], ids=["practice", "clients", "setter", "figures"]
)
async def test_the_coach_s_pages(window: Window, office: Office, of_a_coach: Sequence[scenes.Scene]) -> None:
    found: list[str] = []
    for scene in of_a_coach:
        await scene(window, office)
        found += await everywhere(window, scene.__name__)
    assert found == []


async def test_thirty_sessions_in_a_day(window: Window, office: Office) -> None:
    await scenes.busy(window, office)
    assert await everywhere(window, "busy", [(390, "dark"), (1440, "light")]) == []


@pytest.mark.parametrize("name", ["notice", "price"])
async def test_dialogs_that_a_row_opens(window: Window, office: Office, name: str) -> None:
    await a_day(office)
    await window.go(KINDS[name].page)
    await expect(window.page.get_by_text("Marie Dupont").first).to_be_visible()
    await KINDS[name].opens(window)
    await opened(window)
    assert await everywhere(window, name) == []


async def test_pages_before_the_door(windows: Open, moved_clock: MovedClock) -> None:
    window, found = await windows(), list[str]()
    for path in scenes.PUBLIC:
        await window.go(path)
        found += await everywhere(window, path)
    assert found == []
    window.problems = [
        said for said in window.problems if not said.endswith("(Not Found) (" + window.url + "/nulle-part)")
    ]


@pytest.mark.parametrize(("role", "paths"), [("admin", scenes.ADMIN), ("client", scenes.CLIENT)])
async def test_pages_of_the_others(
    windows: Open, application: str, people: People, moved_clock: MovedClock, role: str, paths: tuple[str, ...]
) -> None:
    person = people.add(role, password=False)
    window, found = await windows(token=await sign_in(person, moved_clock.now())), list[str]()
    for path in paths:
        await window.go(path)
        found += await everywhere(window, path)
    assert found == []
