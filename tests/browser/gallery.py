"""Takes the pictures of tests.browser.shots. Its name keeps it out of the tests; pytest brings server and browser."""

import os
from itertools import product
from pathlib import Path

import pytest

from tests.browser import scenes
from tests.browser.client_scenes import CLIENT_SCENES
from tests.browser.conftest import Open
from tests.browser.figures import FIGURES
from tests.browser.office import MovedClock, Office, sign_in
from tests.browser.setter_scenes import SETTER
from tests.browser.windows import LIGHTS, WIDTHS, Window
from tests.fixtures.people import People

OUT = Path(os.environ["SHOTS_DIR"])
TALLEST = 4000
WANTED = os.environ["SHOTS_OF"]


async def picture(window: Window, name: str) -> None:
    """The whole page as it stands, six times; with the bars at its edges; a dialog on a screen."""
    if WANTED not in name:
        return
    for width, light in product(WIDTHS, LIGHTS):
        await window.look(width, light)
        if await window.dialog().count() == 0:
            height = await window.page.evaluate("document.documentElement.scrollHeight")
            await window.page.set_viewport_size({"width": width, "height": min(height, TALLEST)})
        await window.page.screenshot(path=OUT / f"{name}-{width}-{light}.png")
    await window.look(1440, "light")


@pytest.mark.parametrize(
    "of_a_coach",
    [scenes.COACH, scenes.BUSY, CLIENT_SCENES, SETTER, FIGURES],
    ids=["full", "busy", "clients", "setter", "figures"],
)
async def test_the_coach_s_pages(window: Window, office: Office, of_a_coach: tuple[scenes.Scene, ...]) -> None:
    for scene in of_a_coach:
        await scene(window, office)
        await picture(window, scene.__name__)
        if scene is scenes.pre_brief:
            await window.page.emulate_media(media="print")
            await window.page.screenshot(path=OUT / "pre_brief-print.png", full_page=True)
            await window.page.emulate_media(media="screen")


@pytest.mark.parametrize(("role", "paths"), [("", scenes.PUBLIC), ("admin", scenes.ADMIN), ("client", scenes.CLIENT)])
async def test_the_other_pages(
    windows: Open, application: str, people: People, moved_clock: MovedClock, role: str, paths: tuple[str, ...]
) -> None:
    token = await sign_in(people.add(role, password=False), moved_clock.now()) if role else ""
    window = await windows(token=token)
    for path in paths:
        await window.go(path)
        await picture(window, (role or "public") + path.replace("/", "_"))
    window.problems = []
