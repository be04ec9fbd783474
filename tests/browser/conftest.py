"""Coaches of their own and windows that forgive nothing: a word of the console fails the test."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.async_api import Browser

from tests.browser.office import MovedClock, Office
from tests.browser.windows import Window, open_window
from tests.fixtures.browser import LiveServer
from tests.fixtures.network import FragileServer
from tests.fixtures.people import People

Open = Callable[..., Awaitable[Window]]


@pytest.fixture
def moved_clock(live_server: LiveServer) -> Iterator[MovedClock]:
    """The server's clock, on its Tuesday; right again for tests that know nothing of it."""
    clock = MovedClock(live_server.clock_file)
    clock.begin()
    yield clock
    clock.set(timedelta(0))


@pytest.fixture
def office(application: str, people: People, moved_clock: MovedClock) -> Office:
    """A coach whom nobody knew before, without any client."""
    assert application
    return Office(people.add("coach", password=False, name="Thomas Martin"), moved_clock)


@pytest.fixture
async def windows(browser: Browser, live_server: LiveServer) -> AsyncIterator[Open]:
    """Opens windows: `await windows(token=…, width=390)`. At the end their consoles must have been silent."""
    opened: list[Window] = []

    async def one_more(**wanted: Any) -> Window:
        opened.append(await open_window(browser, live_server.url, **wanted))
        return opened[-1]

    yield one_more
    for window in opened:
        await window.context.close()
    assert [problem for window in opened for problem in window.problems] == []


@pytest.fixture
async def window(windows: Open, office: Office) -> Window:
    """The coach's own, on a desktop."""
    return await windows(token=await office.sign_in())


@pytest.fixture
async def proxied_window(browser: Browser, fragile: FragileServer, office: Office) -> AsyncIterator[Window]:
    """The coach's own, behind a network that breaks. Its console may say that connections failed, and nothing else."""
    window = await open_window(browser, fragile.url, token=await office.sign_in())
    yield window
    await window.context.close()
    assert [said for said in window.problems if "WebSocket" not in said and "ERR_" not in said] == []
