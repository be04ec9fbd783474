"""A browser window as a person has it: signed in or not, at a width, in a light, with an ear on its console."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from tests import eventually
from trustcoach_app.auth.login_sessions import cookie_name

FOCUS = "/dashboard/coach"
WIDTHS = (390, 820, 1440)
LIGHTS = ("light", "dark")
PATIENCE = eventually.PATIENCE * 1000
"""Milliseconds."""
AXE = Axe().axe_script
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
STILL = """() => {
  const moves = (animation) =>
    animation.playState === "running" &&
    animation.effect.getComputedTiming().endTime < Infinity &&
    animation.animationName !== "toast-life";
  const isMoving = document.fonts.status === "loading" || document.getAnimations().some(moves);
  window.stillFrames = isMoving ? 0 : (window.stillFrames ?? 0) + 1;
  return window.stillFrames > 5 && !(window.stillFrames = 0);
}"""
"""Asked at each frame: whether nothing is on its way to another colour or place, for some frames. What never ends does
not count, nor does the bar that shows how long a toast stays."""

expect.set_options(timeout=PATIENCE)


@dataclass
class Window:
    """One page in a context of its own."""

    url: str
    page: Page
    problems: list[str] = field(default_factory=list[str])

    @property
    def context(self) -> BrowserContext:
        """The browser profile that the window belongs to."""
        return self.page.context

    def hear(self) -> None:
        """Note every error and warning of the console from now on."""
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")

    async def go(self, path: str = FOCUS) -> Page:
        """Load a page and wait until it shows something of its own."""
        await self.page.goto(self.url + path)
        await self.is_ready()
        return self.page

    async def start_over(self) -> None:
        """Forget what was typed in this tab."""
        await self.page.evaluate("sessionStorage.clear()")

    async def look(self, width: int, light: str) -> None:
        """The same page on another screen, once no colour or place is on its way to another."""
        scheme: Any = light
        await self.page.set_viewport_size({"width": width, "height": 900})
        await self.page.emulate_media(color_scheme=scheme)
        await self.page.wait_for_function("(light) => document.documentElement.classList.contains(light)", arg=light)
        await is_still(self.page)

    async def is_ready(self) -> None:
        """Wait until the skeleton has given way."""
        await expect(self.page.locator("main h1, main .empty").first).to_be_visible()
        await expect(self.page.locator("main .skeleton")).to_have_count(0)

    def button(self, name: str) -> Locator:
        """A button by its words."""
        return self.page.get_by_role("button", name=name, exact=True)

    def dialog(self) -> Locator:
        """The open dialog."""
        return self.page.locator("dialog[open]")

    def card(self, name: str) -> Locator:
        """The card of a client's coming session."""
        return self.page.locator(".session").filter(has=self.page.get_by_role("heading", name=name))

    async def choose(self, name: str, entry: str) -> None:
        """Pick an entry from the menu of a client's session."""
        await self.card(name).get_by_role("button", name="Autres actions").click()
        await self.page.get_by_role("menuitem", name=entry).click()

    async def violations(self) -> list[str]:
        """What axe-core finds wrong, one line each."""
        return await violations(self.page)


async def is_still(page: Page) -> None:
    """Wait until nothing moves and no font is on its way."""
    await page.wait_for_function(STILL)


async def violations(page: Page) -> list[str]:
    """What axe-core finds wrong once the page is still, one line each."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE)
    await is_still(page)
    found = await page.evaluate("(options) => axe.run(options)", RULES)
    return [f"{each['id']}: {_nodes(each)}" for each in found["violations"]]


def _nodes(violation: dict[str, Any]) -> Sequence[str]:
    return [f"{node['html'][:160]} {node.get('failureSummary', '')[:200]}" for node in violation["nodes"][:3]]


async def open_window(
    browser: Browser, url: str, *, token: str = "", width: int = 1440, light: str = "light", touch: bool = False
) -> Window:
    """A window of a new browser profile; `token` is a signed-in session's."""
    scheme: Any = light
    context = await browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        has_touch=touch,
        reduced_motion="reduce",
        locale="fr-FR",
        timezone_id="Europe/Paris",
    )
    context.set_default_timeout(PATIENCE)
    if token:
        await context.add_cookies([{"name": cookie_name(), "value": token, "url": url}])
    window = Window(url, await context.new_page())
    window.hear()
    return window
