"""How a page starts: its socket speaks while the scripts still load, and the client takes it over or opens its own."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.async_api import Route, WebSocket, expect

from tests.browser.figures import PATH
from tests.browser.office import HOUR, Office
from tests.browser.windows import FOCUS, Window
from tests.eventually import eventually

CONNECT = "40/_event,"


@dataclass
class Start:
    """A window whose scripts wait until they are let in, and what its sockets said and heard."""

    window: Window
    let_in: asyncio.Event = field(default_factory=asyncio.Event)
    sockets: list[WebSocket] = field(default_factory=list[WebSocket])
    sent: list[str] = field(default_factory=list[str])
    heard: list[str] = field(default_factory=list[str])

    async def begin(self, path: str) -> None:
        """Open a page as far as it comes without scripts."""
        self.window.page.on("websocket", self._listen)
        await self.window.page.route("**/assets/*.js", self._wait)
        await self.window.page.goto(self.window.url + path, wait_until="commit")

    async def finish(self) -> None:
        """Let the scripts in, and wait for the page."""
        self.let_in.set()
        await self.window.is_ready()

    def hellos(self) -> list[str]:
        """The words that asked for a page: in a socket's address, or by a packet."""
        early = [words for socket in self.sockets for words in parse_qs(urlsplit(socket.url).query).get("hello", [])]
        return early + [said for said in self.sent if said.startswith(CONNECT)]

    async def _wait(self, route: Route) -> None:
        await self.let_in.wait()
        await route.continue_()

    def _listen(self, socket: WebSocket) -> None:
        self.sockets.append(socket)
        socket.on("framesent", lambda said: self.sent.append(str(said)))
        socket.on("framereceived", lambda said: self.heard.append(str(said)))


@pytest.fixture
async def start(window: Window) -> AsyncIterator[Start]:
    """A page that is about to start."""
    begun = Start(window)
    yield begun
    begun.let_in.set()


async def _says(value: object) -> object:
    return value


async def answered(start: Start, words: str) -> None:
    """Wait until the server has sent a page's values."""
    await eventually(lambda: _says(any(words in said for said in start.heard)), True)


async def test_the_values_arrive_before_the_scripts(start: Start, office: Office) -> None:
    await office.plans("Marie Dupont", HOUR)
    await start.begin(FOCUS)
    await answered(start, "Marie Dupont")
    await start.finish()
    await expect(start.window.card("Marie Dupont")).to_be_visible()
    assert (len(start.sockets), len(start.hellos())) == (1, 1)


async def test_the_address_is_told(start: Start) -> None:
    await start.begin(f"{PATH}?periode=tout")
    await answered(start, "figures_state")
    assert '"query":{"periode":"tout"}' in start.hellos()[0]
    await start.finish()
    assert len(start.sockets) == 1


async def test_a_mailed_key_goes_into_no_address(start: Start) -> None:
    await start.begin("/login/lien?jeton=abc")
    start.let_in.set()
    await eventually(lambda: _says(len(start.hellos())), 1)
    assert [socket.url for socket in start.sockets if "abc" in socket.url] == []


async def test_a_page_with_a_parameter_starts_by_the_client(start: Start, office: Office) -> None:
    await office.plans("Marie Dupont", HOUR)
    await start.begin(FOCUS)
    await start.finish()
    first = len(start.sockets)
    await start.window.page.goto(f"{start.window.url}{FOCUS}/seances/00000000-0000-7000-8000-000000000000")
    await expect(start.window.page.locator("main .empty")).to_be_visible()
    assert (len(start.sockets) - first, len(start.hellos())) == (1, 2)


async def test_a_socket_that_closed_while_scripts_loaded_is_replaced(start: Start, office: Office) -> None:
    await office.plans("Marie Dupont", HOUR)
    await start.begin(FOCUS)
    await answered(start, "Marie Dupont")
    await start.window.page.evaluate("window.earlySocket.socket.close()")
    await start.finish()
    await expect(start.window.card("Marie Dupont")).to_be_visible()
    assert (len(start.sockets), len(start.hellos())) == (2, 2)


async def test_a_socket_that_is_lost_later_is_opened_again(start: Start, office: Office) -> None:
    await start.begin(FOCUS)
    await start.window.page.wait_for_function("window.earlySocket")
    await start.window.page.evaluate("window.kept = window.earlySocket.socket")
    await start.finish()
    await start.window.page.evaluate("window.kept.close()")
    await eventually(lambda: _says(len(start.hellos())), 2)
    await office.plans("Marie Dupont", HOUR)
    await expect(start.window.card("Marie Dupont")).to_be_visible()
