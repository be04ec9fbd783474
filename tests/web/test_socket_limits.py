"""Each bound of a websocket, gone beyond over raw sockets of the real web process; others notice nothing."""

import asyncio
import json
import resource
import socket
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack, suppress
from pathlib import Path
from uuid import uuid4

import aiohttp
import pytest

from ops.processes import APP
from tests.auth.sockets import NAMES
from tests.eventually import eventually
from tests.machine.conftest import WebProcess, web_process
from tests.web.raw import HYDRATE, Raw, deaf, event, frame, raw
from trustcoach_app.logs import LONGEST_LINE, PAUSE
from trustcoach_app.reflex_seams.protocol import CONNECT, EVENT
from trustcoach_app.web.closed_tabs import MOST_OF_A_PERSON
from trustcoach_app.web.open_sockets import MOST_UNREAD
from trustcoach_app.web.socket_limits import LARGEST_HANDSHAKE, MOST_OF_A_NETWORK

MB = 1_000_000
TAKE = NAMES["shell_state.take_offer"]


def bounded(lines: list[str]) -> bool:
    """Few lines for much that went wrong, each of them short."""
    return len(lines) < 60 and all(len(line) <= LONGEST_LINE for line in lines)


@pytest.mark.parametrize(
    "address",
    [{"asPath": 7}, {"pathname": ["/"]}, {"query": 7}, {"query": {"a": {}}}, {"headers": 7}, {"asPath": "@["}, 7, "x"],
    ids=str,
)
async def test_an_address_that_is_none_costs_nothing(process: WebProcess, address: object) -> None:
    """One of these once failed, and the telling of it too, for ever."""
    before = len(process.said())
    async with raw(process.origin) as tab:
        await tab.say(event(TAKE, address, toast_id="x"), event(HYDRATE, address))
        await tab.says("still here")
    await asyncio.sleep(1)
    assert [line for line in process.said()[before:] if "ended" not in line] == []


async def test_half_a_character_does_not_end_its_tab(process: WebProcess) -> None:
    """Neither in an argument nor in an address: Reflex could send neither back, ever again."""
    async with raw(process.origin) as tab:
        await tab.say(event(NAMES["shell_state.say"], text="moitié \ud83d fin"))
        await tab.hears("moitié  fin")
        await tab.say(event(HYDRATE, {"pathname": "/login", "asPath": "/login?\udc00", "query": {"\udc00": "\udc00"}}))
        await tab.says("still here")


async def test_an_attachment_ends_its_socket_before_it_is_kept(process: WebProcess) -> None:
    before = process.memory_mb
    async with raw(process.origin) as tab:
        with suppress(aiohttp.ClientConnectionResetError, ConnectionError):
            await tab.say('4599999-/_event,["event",{"_placeholder":true,"num":0}]')
            for _ in range(300):
                await tab.say(b"x" * 200_000)
        assert await tab.is_ended()
    assert process.memory_mb - before < 30


@pytest.mark.parametrize("said", [b"\x04binary", "", "x", EVENT + "{", EVENT + '["connect",{}]', CONNECT + "{}", "5"])
async def test_what_no_page_says_ends_its_socket(process: WebProcess, said: str | bytes) -> None:
    """A second opening among it: each would make a State and a name of its own."""
    async with raw(process.origin) as tab:
        await tab.say(said)
        assert await tab.is_ended()


async def test_a_flood_of_bad_messages_leaves_few_lines(process: WebProcess) -> None:
    await asyncio.sleep(PAUSE)
    before = len(process.said())
    for _ in range(200):
        async with raw(process.origin, connect=False) as tab:
            await tab.say(EVENT + '["event",' + "x" * 2_000)
            assert await tab.is_ended()
    lines = process.said()[before:]
    assert lines
    assert bounded(lines)
    assert "xxx" not in " ".join(lines)


async def test_arguments_are_not_logged(process: WebProcess) -> None:
    """Neither those that a handler cannot take, nor those of an event that does not exist."""
    async with raw(process.origin) as tab:
        for name in (TAKE, HYDRATE, "gone.event"):
            await tab.say(event(name, toast_id={"canari": ["canari"]}, text="canari"))
        await tab.says("still here")
    assert "canari" not in process.log.read_text()


async def test_a_tab_that_does_not_read_is_ended(process: WebProcess) -> None:
    """It asks for its page again and again; what waits for it is bounded, and its connection does not stay."""
    memory, connections = process.memory_mb, process.connections
    question = frame(event(HYDRATE).encode()) * 20
    with deaf(process.origin) as tab:
        tab.sendall(frame(f"{CONNECT}{{}}".encode()))
        await asyncio.to_thread(flood, tab, question)
        await eventually(lambda: asyncio.to_thread(lambda: process.connections <= connections), True)
    assert process.memory_mb - memory < 40 + MOST_UNREAD / MB
    assert "does not read what it asked for" in process.log.read_text()


async def test_a_socket_that_says_nothing_is_ended(process: WebProcess) -> None:
    """One that only opens, and one that only answers the transport."""
    async with raw(process.origin, connect=False) as silent, raw(process.origin) as idle, raw(process.origin) as tab:
        await tab.says("I am here")
        await idle.say("3")
        assert await silent.is_ended(60)
        assert await idle.is_ended(60)
        await tab.says("and I stay")


@pytest.mark.parametrize("token", ["x", "../../etc", "a" * 5_000, "11111111-AAAA-4AAA-8AAA-111111111111"])
async def test_a_socket_without_the_name_of_a_tab_does_not_open(process: WebProcess, token: str) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError):
        async with raw(process.origin, token=token):
            pass


async def test_a_large_handshake_does_not_open(process: WebProcess) -> None:
    for much in ({"cookie": "x=" + "y" * LARGEST_HANDSHAKE}, {"note": "y" * LARGEST_HANDSHAKE}):
        with pytest.raises(aiohttp.WSServerHandshakeError):
            async with raw(process.origin, **much):
                pass


MARKER = "a word of that tab alone"


async def reopened(process: WebProcess, others: int) -> Raw:
    """A tab that closed with news on it, comes back after so many others of the same session were closed."""
    token, cookie = str(uuid4()), f"trustcoach_session={uuid4()}"
    async with raw(process.origin, token=token, cookie=cookie) as tab:
        await tab.says(MARKER)
    for _ in range(others):
        async with raw(process.origin, cookie=cookie) as other:
            await other.says("else")
    async with raw(process.origin, token=token, cookie=cookie) as tab:
        await tab.say(event(HYDRATE))
        await tab.hears("is_hydrated")
        return tab


async def test_only_so_many_closed_tabs_of_a_person_are_remembered(process: WebProcess) -> None:
    assert MARKER in " ".join((await reopened(process, MOST_OF_A_PERSON - 2)).heard)
    assert MARKER not in " ".join((await reopened(process, MOST_OF_A_PERSON + 1)).heard)


@pytest.fixture
def few_files() -> Iterator[None]:
    """What a shell gives: the processes that a test starts may open few files, unless they ask for more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


async def test_sockets_of_a_network_are_bounded_and_others_come_in(
    owner_url: str, tmp_path: Path, few_files: None
) -> None:
    """Each visitor through the trusted proxy counts by their own address, whatever else they claim."""
    with web_process(APP, tmp_path / "log", TRUSTED_PROXY_HOPS="1") as process:
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8_192), hard))
        async with AsyncExitStack() as stack:
            session = await stack.enter_async_context(aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)))

            async def opens(number: int, seen: str) -> bool:
                url = f"{process.origin}/_event/?token={uuid4()}&EIO=4&transport=websocket"
                said = {"Origin": process.origin, "X-Forwarded-For": f"10.9.{number % 250}.7, {seen}"}
                with suppress(aiohttp.WSServerHandshakeError):
                    opened = await session.ws_connect(url, headers=said)
                    stack.push_async_callback(opened.close)
                    return True
                return False

            found: list[bool] = []
            for hundred in range(0, MOST_OF_A_NETWORK + 100, 100):
                found += await asyncio.gather(*(opens(hundred + one, "203.0.113.5") for one in range(100)))
            assert sum(found) == MOST_OF_A_NETWORK
            assert await opens(0, "203.0.113.6")
            async with aiohttp.ClientSession() as another, another.get(f"{process.origin}/health") as answer:
                assert answer.status == 200
        assert bounded(process.said())


async def test_half_a_message_gives_its_memory_back(owner_url: str, tmp_path: Path) -> None:
    """The server in front gathers a whole one before we see it. What a process needs grows with the product, so a first
    one that did the same says how much it is.
    """
    with web_process(APP, tmp_path / "small") as process:
        async with raw(process.origin) as tab:
            await tab.says("I am here")
            await tab.say(event(HYDRATE))
            await tab.hears("is_hydrated")
        bound = max(300, int(process.memory_mb) + 120)
    with web_process(APP, tmp_path / "log", MOST_MEMORY_MB=str(bound)) as process:
        async with raw(process.origin) as tab:
            await tab.says("I am here")
            with ExitStack() as stack:
                tabs = [stack.enter_context(deaf(process.origin)) for _ in range(6)]
                for greedy in tabs:
                    greedy.sendall(frame(f"{CONNECT}{{}}".encode()) + frame(event(HYDRATE).encode()))
                await asyncio.gather(*(asyncio.to_thread(fill, greedy) for greedy in tabs))
                await eventually(lambda: asyncio.to_thread(lambda: "memory is short" in process.log.read_text()), True)
                await eventually(lambda: asyncio.to_thread(lambda: process.memory_mb < bound), True)


def flood(tab: socket.socket, question: bytes) -> None:
    """Ask until the system says that the other side is gone."""
    with suppress(ConnectionError):
        while True:
            tab.sendall(question)


def fill(greedy: socket.socket) -> None:
    """Sixty MB of a message that does not end, as far as they are taken."""
    with suppress(OSError):
        for part in range(4):
            greedy.sendall(frame(b"x" * 15 * MB, is_first=part == 0, is_last=False))


async def test_a_page_that_speaks_like_ours_is_heard(process: WebProcess) -> None:
    """The opening brings the first event, as Reflex's client does it."""
    async with raw(process.origin, connect=False) as tab:
        first = json.loads(event(HYDRATE).removeprefix(EVENT))[1]
        await tab.say(CONNECT + json.dumps({"event": first, "state_schema": "0"}))
        await tab.hears("is_hydrated")
        await tab.hears("state_mismatch")
