"""How it feels: a client's file after hover and click, the palette opened, and what is typed there; 2,000 clients.

python -m benchmarks.feel, after a build, on the migrated database that DATABASE_URL names; its owner must be a
superuser. A real Chromium on the built application, milliseconds from the press to the frame in which it is seen,
counted in the page. Baselines, in turn in the same run: of the file, a click without the hover before it, in a profile
that has never seen one; of the palette, the page's own list of keys, a dialog without a search.
"""

import asyncio
from collections.abc import Awaitable, Callable

from playwright.async_api import BrowserContext, Page

from benchmarks.report import percentile, report
from benchmarks.seed import seed_practice
from benchmarks.served import chromium, profile, served, token_of
from trustcoach_app import clock
from trustcoach_app.db.engine import WEB, engine

CLIENTS, BOOKINGS = 2_000, 50_000
RUNS = 20
LIST = "/dashboard/coach/clients"
HOVER_MS = 250
"""From the pointer's coming to the press: what people need at the least to press what they point at."""
REST_MS = 1_500
"""The page has come and is idle."""
SEEN = """({ selector, words }) => new Promise((seen) => {
  const look = () => {
    const found = [...document.querySelectorAll(selector)].some((node) => node.textContent.includes(words));
    if (found) requestAnimationFrame(() => seen(performance.now() - window.pressedAt));
    else requestAnimationFrame(look);
  };
  look();
})"""
PRESSED = """(kind) => addEventListener(kind, (event) => (window.pressedAt = event.timeStamp), { capture: true })"""
NAMES = ".client-name .name-link"


async def until_seen(page: Page, kind: str, press: Callable[[], Awaitable[object]], selector: str, words: str) -> float:
    """Milliseconds from the event of this kind until a frame shows the words."""
    await page.evaluate(PRESSED, kind)
    await press()
    return await page.evaluate(SEEN, {"selector": selector, "words": words})


async def opened_list(context: BrowserContext, url: str) -> Page:
    """The list of clients, in a tab of its own, at rest."""
    page = await context.new_page()
    await page.goto(url + LIST)
    await page.locator(NAMES).first.wait_for()
    await page.wait_for_timeout(REST_MS)
    return page


async def file_ms(context: BrowserContext, url: str, number: int, *, hover: bool) -> float:
    """A client of the list: the file's own content, its sessions, on the screen."""
    page = await opened_list(context, url)
    link = page.locator(NAMES).nth(number)
    await link.scroll_into_view_if_needed()
    box = await link.bounding_box()
    assert box
    await page.mouse.move(0, 0)
    at = box["x"] + 8, box["y"] + box["height"] / 2
    if hover:
        await page.mouse.move(*at)
        await page.wait_for_timeout(HOVER_MS)
    took = await until_seen(page, "pointerdown", lambda: page.mouse.click(*at), ".file-columns", "Gestion du stress")
    await page.close()
    return took


async def palette_ms(page: Page, key: str, selector: str, words: str) -> float:
    """A window that a key opens."""
    took = await until_seen(page, "keydown", lambda: page.keyboard.press(key), selector, words)
    await page.keyboard.press("Escape")
    await page.wait_for_timeout(400)
    return took


async def typed_ms(page: Page, words: str, client: str) -> float:
    """From what is typed to the client who is meant."""
    await page.keyboard.press("Control+k")
    await page.wait_for_timeout(300)
    took = await until_seen(page, "input", lambda: page.keyboard.insert_text(words), ".palette-option", client)
    await page.keyboard.press("Escape")
    await page.wait_for_timeout(400)
    return took


async def files(url: str, token: str) -> tuple[list[float], list[float]]:
    """With the hover and without, in turn, each in a new profile that saw the list alone."""
    waits: dict[bool, list[float]] = {True: [], False: []}
    async with chromium() as browser:
        for run in range(RUNS + 1):
            for hover, of_kind in waits.items():
                context = await profile(browser, url, token)
                of_kind.append(await file_ms(context, url, run, hover=hover))
                await context.close()
    return waits[True][1:], waits[False][1:]


async def palettes(url: str, token: str) -> tuple[list[float], list[float], list[float]]:
    """Opened; the list of keys opened; typed."""
    opened: list[float] = []
    keys: list[float] = []
    typed: list[float] = []
    async with chromium() as browser:
        page = await opened_list(await profile(browser, url, token), url)
        for _ in range(RUNS + 1):
            opened.append(await palette_ms(page, "Control+k", ".palette-option", "Planning"))
            keys.append(await palette_ms(page, "?", "dialog[open] .shortcuts li", "Planning"))
            typed.append(await typed_ms(page, "aubret", "Aubert"))
    return opened[1:], keys[1:], typed[1:]


def _report(case: str, waits: list[float], baseline: str, baselines: list[float]) -> None:
    for percent in (50, 95):
        value, of_baseline = percentile(waits, percent), percentile(baselines, percent)
        name = f"{case}_p{percent}_ms"
        report("feel", name, value, "ms", baseline=baseline, baseline_value=of_baseline, n=len(waits))


async def main() -> None:
    """Seed, look, report."""
    practice = seed_practice(clients=CLIENTS, bookings=BOOKINGS, now=clock.now())
    token = await token_of(practice.coach_id)
    with served() as url:
        with_hover, without = await files(url, token)
        _report("file", with_hover, "a click without hover", without)
        opened, keys, typed = await palettes(url, token)
        _report("palette", opened, "the list of keys", keys)
        _report("palette_typed", typed, "the palette opened", opened)
    await engine(WEB).dispose()


if __name__ == "__main__":
    asyncio.run(main())
