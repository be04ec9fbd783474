"""One build serves any port: the page talks to the address it came from."""

from playwright.async_api import Browser

from tests.fixtures.browser import LiveServer


async def test_the_page_connects_to_its_own_address(browser: Browser, live_server: LiveServer) -> None:
    context = await browser.new_context()
    page = await context.new_page()
    async with page.expect_websocket() as opening:
        await page.goto(live_server.url)
    websocket = await opening.value
    assert websocket.url.startswith(live_server.url.replace("http://", "ws://"))
    await context.close()
