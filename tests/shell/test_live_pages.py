"""What a page watches ends with it, whether or not the next one watches anything."""

import asyncio
from dataclasses import dataclass
from typing import Any

from tests.fixtures.practice import Practice
from tests.focus.acting import call, page_of
from trustcoach_app import live
from trustcoach_app.focus.state import FocusState
from trustcoach_app.shell.state import ShellState


@dataclass(frozen=True)
class Call:
    token: str
    event: Any


class Tabs:
    """Tabs that stay open, and have nothing to do for a refresh."""

    def is_connected(self, call: Any) -> bool:
        return True

    async def enqueue(self, call: Any) -> asyncio.Future[Any]:
        done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        done.set_result(None)
        return done

    def call_of(self, token: str, handler: Any) -> Call:
        return Call(token, handler)


async def test_focus_is_not_refreshed_behind_another_page(alice: Practice) -> None:
    page = await page_of(alice, FocusState)
    token = page.router.session.client_token
    async with live.keep_pages_live(Tabs()):
        await call(FocusState.refresh, page)
        assert live.refresh_shown(token) == [FocusState.refresh]
        await call(ShellState.enter, await page.get_state(ShellState))
        assert live.refresh_shown(token) == []
