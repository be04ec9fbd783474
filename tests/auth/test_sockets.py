"""What comes in over a socket, and to whom the answers go, over real sockets of the real application."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.auth.sockets import NAMES, tab
from tests.fixtures.people import PASSWORD, People, Person
from tests.machine.conftest import free_port, web_server
from trustcoach_app.web.socket_messages import LONGEST_MESSAGE
from trustcoach_app.web.sockets import LOOK_AGAIN, MOST_WAITING, room

FOCUS = "/dashboard/coach"
MARK = "canari"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the server writes."""
    return tmp_path_factory.mktemp("sockets") / "log"


@pytest.fixture(scope="module")
def origin(owner_url: str, log: Path) -> Iterator[str]:
    port = free_port()
    public_url = f"http://localhost:{port}"
    with web_server("trustcoach_app.trustcoach_app:app", log, port=port, PUBLIC_URL=public_url) as address:
        yield address


def written(log: Path) -> str:
    return log.read_text()


async def session_of(origin: str, person: Person) -> str:
    async with httpx.AsyncClient(base_url=origin, headers={"origin": origin}) as client:
        await client.post("/auth/login", data={"email": person.email, "password": PASSWORD})
        return client.cookies["trustcoach_session"]


async def test_an_event_that_does_not_exist_leaves_nothing_in_the_log(origin: str, people: People, log: Path) -> None:
    """A page of an earlier version sends some: Reflex would log them with the cookie and with what was typed."""
    session = await session_of(origin, people.add("coach"))
    async with tab(origin, session=session, path=FOCUS) as hers:
        await hers.load()
        before = len(written(log))
        odd = [("session_state.gone", {"text": "note"}), (NAMES["shell_state.say"], {"note": "x"})]
        await hers.answers([*odd, (NAMES["shell_state.take_offer"], {"toast_id": []})])
        await hers.socket.emit("event", "note", namespace="/_event")
        await hers.socket.emit("event", {"name": NAMES["shell_state.enter"], "router_data": "x"}, namespace="/_event")
        await hers.answers([(NAMES["shell_state.enter"], {})])
    assert written(log)[before:] == ""


@pytest.mark.parametrize("attempt", range(3))
async def test_an_answer_is_for_the_browser_that_asked(origin: str, people: People, attempt: int) -> None:
    """Events that still wait when a tab closes go on; whoever then holds its token must not get their answers."""
    session, token = await session_of(origin, people.add("coach", name=f"Alice {MARK}")), str(uuid4())
    async with tab(origin, session=session, path=FOCUS, token=token) as hers:
        await hers.load()
        for _ in range(15):
            await hers.send(NAMES["focus_state.refresh"])
            await hers.send(NAMES["shell_state.enter"])
        await asyncio.sleep(attempt * 0.05)
        await hers.socket.disconnect()
    async with tab(origin, path=FOCUS, token=token) as theirs:
        await asyncio.sleep(1.5)
        await theirs.load()
        assert MARK not in theirs.heard


class Waiting:
    """A process whose tabs have so many events waiting."""

    def __init__(self, **events: int) -> None:
        self.events = Counter(events)

    def waiting_events(self, token: str) -> int:
        return self.events[token]


async def test_a_flood_waits_with_its_sender() -> None:
    """The next event of a tab is read when one of those that wait has had its turn."""
    sockets = Waiting(flooding=MOST_WAITING)
    next_one = asyncio.create_task(room(sockets, "flooding"))
    await room(sockets, "another")
    await asyncio.sleep(3 * LOOK_AGAIN)
    assert not next_one.done()
    sockets.events["flooding"] -= 1
    await asyncio.wait_for(next_one, 30)


async def test_an_event_larger_than_any_of_ours_ends_the_connection(origin: str) -> None:
    async with tab(origin) as giant:
        await giant.send(NAMES["shell_state.say"], text="x" * LONGEST_MESSAGE)
        await asyncio.wait_for(giant.socket.wait(), 30)
