"""A page that comes back on another socket is itself again, to the session that opened it and to nobody else."""

from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from typing import Any
from uuid import uuid4

import pytest

from tests.auth.alice import FOCUS, session_of
from tests.auth.sockets import NAMES, SAY, Tab, is_empty, tab
from tests.eventually import eventually
from tests.fixtures.people import People, Person
from tests.machine.conftest import free_port, web_server
from trustcoach_app.reflex_seams.protocol import ONE_PAGE

TOASTS = "toasts_rx_state_"
REFRESH = NAMES["focus_state.refresh"]


@pytest.fixture(scope="module")
def origin(owner_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application in a process of its own, without its pages."""
    port, log = free_port(), tmp_path_factory.mktemp("sockets") / "log"
    with web_server("trustcoach_app.trustcoach_app:app", log, port=port, PUBLIC_URL=f"http://localhost:{port}") as url:
        yield url


@pytest.fixture
def coach(people: People) -> Person:
    people.owner.execute("DELETE FROM throttles")
    return people.add("coach", name="Alice")


@pytest.fixture
async def session(origin: str, coach: Person) -> str:
    return await session_of(origin, coach)


@pytest.fixture
def token() -> str:
    """As a page makes it when it is loaded."""
    return f"{ONE_PAGE}{uuid4()}"


def opened(origin: str, session: str, token: str) -> AbstractAsyncContextManager[Tab]:
    return tab(origin, session=session, path=FOCUS, token=token)


async def said(tab: Tab, text: str) -> list[dict[str, Any]]:
    return await tab.answers([(SAY, {"text": text})])


async def test_it_keeps_what_it_knew_and_the_first_socket_ends(origin: str, session: str, token: str) -> None:
    async with opened(origin, session, token) as before:
        await before.load()
        await said(before, "gardé")
        async with opened(origin, session, token) as after:
            assert "gardé" in await after.load()
            assert after.other_tokens == []

            async def is_open() -> bool:
                return before.socket.connected

            await eventually(is_open, False)


async def test_many_times_in_a_row(origin: str, session: str, token: str) -> None:
    async with AsyncExitStack() as open_tabs:
        for number in range(5):
            tab = await open_tabs.enter_async_context(opened(origin, session, token))
            heard = await tab.load()
            assert all(f"la {before}e" in heard for before in range(max(0, number - 2), number))
            assert tab.other_tokens == []
            await said(tab, f"la {number}e")


@pytest.mark.parametrize("who", ["nobody", "another coach", "the same coach, signed in anew"])
async def test_nobody_takes_anothers_page_over(
    origin: str, people: People, coach: Person, session: str, token: str, who: str
) -> None:
    """Not even of the same person: the page was opened with one session, and ends with it."""
    others = {"another coach": people.add("coach", name="Bob"), "the same coach, signed in anew": coach}
    other = await session_of(origin, others[who]) if who in others else ""
    async with opened(origin, session, token) as hers:
        await hers.load()
        await said(hers, "canari")
        for _ in range(2):
            async with opened(origin, other, token) as theirs:
                await theirs.load()
                assert len(theirs.other_tokens) == 1
                assert "canari" not in theirs.heard
        assert hers.socket.connected
        assert [frame for frame in await hers.answers([(REFRESH, {})]) if not is_empty(frame)] != []


async def test_what_nobody_opened_nobody_takes_over(origin: str, token: str) -> None:
    """Without a session there is nothing to tell one visitor from another by."""
    async with opened(origin, "", token) as first, opened(origin, "", token) as second:
        await second.load()
        assert len(second.other_tokens) == 1
        assert first.socket.connected


async def test_a_copied_tab_gets_a_token_of_its_own(origin: str, session: str) -> None:
    """A token that no page of ours made may be in two tabs."""
    token = str(uuid4())
    async with opened(origin, session, token) as first, opened(origin, session, token) as copy:
        await copy.load()
        assert len(copy.other_tokens) == 1
        assert first.socket.connected


def toasts(tab: Tab) -> list[str]:
    """The news that the page shows, as it was told last."""
    shown = [values[TOASTS] for frame in tab.frames for values in frame["delta"].values() if TOASTS in values]
    return [toast["text"] for toast in shown[-1]] if shown else []


async def test_an_event_that_is_sent_again_is_done_once(origin: str, session: str, token: str) -> None:
    async with opened(origin, session, token) as before:
        await before.load()
        await before.send_numbered(1, SAY, text="d’abord")
        await before.send_numbered(2, SAY, text="puis")
        await eventually(lambda: shown(before), ["d’abord", "puis"])
        async with opened(origin, session, token) as after:
            await after.load()
            await after.send_numbered(2, SAY, text="puis")
            await after.send_numbered(3, SAY, text="enfin")
            await eventually(lambda: shown(after), ["d’abord", "puis", "enfin"])
            assert (before.got, after.got) == ([1, 2], [2, 3])


async def shown(tab: Tab) -> list[str]:
    return toasts(tab)
