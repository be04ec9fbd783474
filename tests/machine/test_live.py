"""Live pages over real websockets: a NOTIFY reaches the page's own handler, and nothing else does."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
import socketio

from tests.eventually import eventually
from tests.machine.conftest import start_again, stop_at_once, web_server

NAMESPACE = "/_event"
BOARD = "reflex___state____state.tests___machine___live_app____board"
APP = "tests.machine.live_app:app"


class Tab:
    """One browser tab, as the server sees it."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.socket = socketio.AsyncClient(reconnection=False)
        self.seen: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.socket.on("event", self._note, namespace=NAMESPACE)

    def _note(self, update: dict[str, Any]) -> None:
        variables = update.get("delta", {}).get(BOARD)
        if variables:
            self.seen.put_nowait({name.removesuffix("_rx_state_"): value for name, value in variables.items()})

    async def send(self, handler: str, **payload: Any) -> None:
        address = {"pathname": "/", "query": {}, "asPath": "/board"}
        event = {"name": f"{BOARD}.{handler}", "payload": payload, "router_data": address}
        await self.socket.emit("event", event, namespace=NAMESPACE)

    async def next(self, seconds: float = 30) -> dict[str, Any]:
        """The next change of the board. Raises TimeoutError when none comes."""
        return await asyncio.wait_for(self.seen.get(), seconds)


@asynccontextmanager
async def tab(
    origin: str, topic: str, *, token: str = "", cookie: str = "mine", due_in: float = 0
) -> AsyncIterator[Tab]:
    """An open tab that watches a topic."""
    opened = Tab(token or str(uuid4()))
    await opened.socket.connect(
        f"{origin}/_event?token={opened.token}",
        transports=["websocket"],
        namespaces=[NAMESPACE],
        socketio_path="/_event",
        headers={"Cookie": f"session={cookie}", "Origin": origin},
    )
    if topic:
        await opened.send("load", topic=topic, due_in=due_in)
        await opened.next()
    yield opened
    await opened.socket.disconnect()


@pytest.fixture(scope="module")
def origin(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with web_server(APP, tmp_path_factory.mktemp("live") / "log") as address:
        yield address


async def notify(database: str, *topics: str) -> None:
    async with await psycopg.AsyncConnection.connect(database, autocommit=True) as connection:
        for topic in topics:
            await connection.execute("SELECT pg_notify('trustcoach_changes', %s)", [topic])


async def watches(origin: str) -> int:
    async with tab(origin, "") as asking:
        await asking.send("count_watches")
        return (await asking.next())["refreshes"]


async def test_a_change_refreshes_the_pages_of_its_topic_with_their_own_cookie(database: str, origin: str) -> None:
    mine, other = str(uuid4()), str(uuid4())
    async with tab(origin, mine) as first, tab(origin, other) as second:
        await notify(database, mine)
        assert await first.next() == {"refreshes": 1, "cookie": "session=mine", "page": "/board"}
        with pytest.raises(TimeoutError):
            await second.next(0.3)


async def test_a_write_by_the_application_notifies(database: str, origin: str) -> None:
    coach_id = uuid4()
    async with tab(origin, str(coach_id)) as page, await psycopg.AsyncConnection.connect(database) as connection:
        user_id = uuid4()
        await connection.execute(
            "INSERT INTO users (id, email, name) VALUES (%s, %s, 'Coach')", [user_id, f"{user_id}@example.org"]
        )
        await connection.execute(
            "INSERT INTO coaches (id, user_id, slug, specialty, headline, bio, timezone, currency, "
            "hourly_rate_cents, city) VALUES (%s, %s, %s, '', '', '', 'Europe/Paris', 'EUR', 0, '')",
            [coach_id, user_id, f"c-{coach_id.hex}"],
        )
        await connection.execute(
            "INSERT INTO busy_blocks (coach_id, id, during, title, source) "
            "VALUES (%s, %s, tstzrange(now(), now() + interval '1 hour'), '', 'private')",
            [coach_id, uuid4()],
        )
        await connection.commit()
        assert (await page.next())["refreshes"] == 1


async def test_a_burst_is_few_refreshes(database: str, origin: str) -> None:
    topic = str(uuid4())
    async with tab(origin, topic) as page:
        await notify(database, *[topic] * 200)
        await page.next()
        await asyncio.sleep(1)
        assert page.seen.qsize() < 15


async def test_a_page_is_refreshed_when_it_is_due(origin: str) -> None:
    asked_at = time.monotonic()
    async with tab(origin, "nobody", due_in=1.2) as page:
        assert (await page.next())["refreshes"] == 1
        assert time.monotonic() - asked_at >= 1.2


async def test_a_page_that_left_is_not_refreshed(database: str, origin: str) -> None:
    topic = str(uuid4())
    async with tab(origin, topic) as page:
        await page.send("leave")
        await page.send("count_watches")
        await page.next()
        await notify(database, topic)
        with pytest.raises(TimeoutError):
            await page.next(0.3)


async def test_a_token_taken_over_by_another_socket_hears_nothing(database: str, origin: str) -> None:
    """Decision 4: the earlier person's refresh must not run for whoever comes back with their token."""
    topic, token = str(uuid4()), str(uuid4())
    async with tab(origin, topic, token=token, cookie="theirs"):
        pass
    async with tab(origin, "", token=token, cookie="thief") as thief:
        await notify(database, topic)
        with pytest.raises(TimeoutError):
            await thief.next(0.5)


async def test_a_hundred_tabs_all_hear_and_leave_nothing_behind(database: str, origin: str) -> None:
    topic = str(uuid4())
    opened = [tab(origin, topic) for _ in range(100)]
    pages = await asyncio.gather(*(page.__aenter__() for page in opened))
    await notify(database, topic)
    await asyncio.gather(*(page.next() for page in pages))
    await asyncio.gather(*(page.__aexit__(None, None, None) for page in opened))
    await notify(database, topic)
    await eventually(lambda: watches(origin), 0)


async def test_postgresql_comes_back_and_every_page_is_refreshed_once(
    restartable_postgres: Any, tmp_path: Path
) -> None:
    url = restartable_postgres.get_uri("tc")
    with web_server(APP, tmp_path / "log", DATABASE_URL=url) as address:
        async with tab(address, "some-coach") as page:
            stop_at_once(restartable_postgres)
            await asyncio.sleep(0.5)
            start_again(restartable_postgres)
            assert (await page.next(60))["refreshes"] == 1
            await notify(url, "some-coach")
            assert (await page.next())["refreshes"] == 2
