"""Two web processes with one Redis are one application: live pages, the gate and sign-out hold across them."""

from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from uuid import UUID, uuid4

import httpx
import pytest
import redis.asyncio as redis

from tests.auth.alice import FOCUS, MARK, book_for, session_of
from tests.auth.sockets import NAMES, Tab, is_empty, tab
from tests.eventually import eventually
from tests.fixtures.people import People, Person
from tests.fixtures.two_servers import Servers, WebProcess, web_process
from trustcoach_app.auth.login_sessions import token_hash
from trustcoach_app.db.types import new_id
from trustcoach_app.reflex_seams.protocol import ONE_PAGE

RUNNING = '"is_running": true'
REFRESH = NAMES["focus_state.refresh"]
FIRST_EVENTS = {"load": [], "her page": ["focus_state.refresh"], "another page": ["profile_state.load"]}
FIRST_EVENTS["anything"] = ["shell_state.say"]


@pytest.fixture
def coach(people: People) -> Person:
    """A coach whose name is a mark; her page Focus holds another, her client's."""
    return people.add("coach", name=f"Alice {MARK}")


@pytest.fixture
def booking_id(people: People, coach: Person) -> UUID:
    """Her session that begins now."""
    client_id = new_id()
    people.owner.execute(
        "INSERT INTO clients (coach_id, id, name, email, phone, stage, timezone, search_key, sort_key) "
        "VALUES (%s, %s, %s, '', '', 'client', 'Europe/Paris', '', '')",
        (coach.coach_id, client_id, f"Client {MARK}"),
    )
    return book_for(people, coach, client_id, datetime.now(UTC))


@pytest.fixture
async def session(two_servers: Servers, coach: Person, people: People) -> str:
    """Her session cookie, from the first process. All tests knock from one address: what they used up is forgotten."""
    people.owner.execute("DELETE FROM throttles")
    return await session_of(two_servers.first.url, coach)


def opened(
    server: WebProcess, session: str = "", token: str = "", path: str = FOCUS
) -> AbstractAsyncContextManager[Tab]:
    """A tab whose socket this process holds."""
    return tab(server.url, session=session, path=path, token=token, come_from=server.origin)


async def sign_out(server: WebProcess, session: str) -> None:
    """What the menu's button sends, answered by this process."""
    sent = {"origin": server.origin, "content-type": "application/x-www-form-urlencoded"}
    async with httpx.AsyncClient(base_url=server.url, headers=sent) as client:
        client.cookies["trustcoach_session"] = session
        assert (await client.post("/auth/logout")).status_code == 303


async def is_emptied(tab: Tab) -> None:
    """By itself, at once: it is sent to the door, and all that it is sent by then is blank."""

    async def is_told() -> bool:
        return "/login" in tab.heard

    await eventually(is_told, True)
    assert MARK not in tab.heard


async def answered(tab: Tab) -> list[dict[str, object]]:
    """What the page's own refresh is answered."""
    return [frame for frame in await tab.answers([(REFRESH, {})]) if not is_empty(frame)]


async def test_a_change_through_one_refreshes_the_page_on_the_other(
    two_servers: Servers, session: str, booking_id: UUID
) -> None:
    async with opened(two_servers.first, session) as here, opened(two_servers.second, session) as there:
        await here.load()
        assert RUNNING not in await there.load()
        await here.send(NAMES["focus_state.start"], booking_id=str(booking_id))

        async def shows_it() -> bool:
            return RUNNING in there.heard

        await eventually(shows_it, True)


async def test_signing_out_through_one_empties_the_tab_on_the_other(
    two_servers: Servers, session: str, booking_id: UUID
) -> None:
    async with opened(two_servers.second, session) as there:
        assert f"Client {MARK}" in await there.load()
        there.frames = []
        await sign_out(two_servers.first, session)
        await is_emptied(there)
        assert await answered(there) == []
        assert MARK not in await there.load()


async def test_a_session_revoked_elsewhere_empties_it_too(
    two_servers: Servers, people: People, session: str, booking_id: UUID
) -> None:
    async with opened(two_servers.second, session) as there:
        assert f"Client {MARK}" in await there.load()
        there.frames = []
        people.owner.execute(
            "UPDATE login_sessions SET revoked_at = now() WHERE token_hash = %s", (token_hash(session),)
        )
        await is_emptied(there)
        assert await answered(there) == []
        assert MARK not in await there.load()


@pytest.mark.parametrize("who", ["nobody", "coach"])
@pytest.mark.parametrize("first", FIRST_EVENTS)
async def test_a_token_that_was_hers_shows_nothing_on_the_other(
    two_servers: Servers, people: People, session: str, booking_id: UUID, who: str, first: str
) -> None:
    """Whatever comes first: of a state that rests in Redis an event loads only the part that it needs."""
    token = str(uuid4())
    async with opened(two_servers.first, session, token) as hers:
        assert f"Client {MARK}" in await hers.load()
    other = await session_of(two_servers.first.url, people.add("coach", name="Bob")) if who == "coach" else ""
    async with opened(two_servers.second, other, token) as theirs:
        for name in FIRST_EVENTS[first]:
            await theirs.send(NAMES[name], **({"text": "note"} if name.endswith("say") else {}))
        assert theirs.other_tokens == []
        await theirs.load()
        await answered(theirs)
        assert MARK not in theirs.heard


async def test_whose_state_it_is_rests_as_long_as_the_state(two_servers: Servers, session: str) -> None:
    """In Redis each part of it expires for itself; without this one, another person's would not be wiped."""
    token = str(uuid4())
    async with opened(two_servers.first, session, token) as hers, redis.from_url(two_servers.redis_url) as stored:
        await hers.load()
        [owner] = [key async for key in stored.scan_iter(f"{token}_*door")]
        await stored.expire(owner, 60)
        await answered(hers)
        assert await stored.ttl(owner) > 60


async def test_the_tab_of_a_killed_process_goes_on_in_another(
    two_servers: Servers, session: str, booking_id: UUID
) -> None:
    """With its token, and so with all that its page knew."""
    token, first, kept = str(uuid4()), two_servers.first, f"gardé {uuid4()}"
    with web_process(two_servers.redis_url, two_servers.log, first.origin) as doomed:
        async with opened(doomed, session, token) as before:
            await before.load()
            await before.answers([(NAMES["shell_state.say"], {"text": kept})])
            doomed.kill()
        async with opened(first, session, token) as after:
            assert kept in await after.load()
            assert f"Client {MARK}" in after.heard
            assert after.other_tokens == []


async def test_a_page_goes_on_in_the_other_when_its_socket_broke_unheard(two_servers: Servers, session: str) -> None:
    """The first process still holds the old one: a page has one token for itself, and comes back with its session."""
    token, kept = f"{ONE_PAGE}{uuid4()}", f"gardé {uuid4()}"
    async with opened(two_servers.first, session, token) as before:
        await before.load()
        await before.answers([(NAMES["shell_state.say"], {"text": kept})])
        for server in (two_servers.second, two_servers.first, two_servers.second):
            async with opened(server, session, token) as after:
                assert kept in await after.load()
                assert after.other_tokens == []


async def test_nobody_takes_a_page_over_through_the_other(two_servers: Servers, people: People, session: str) -> None:
    token, kept = f"{ONE_PAGE}{uuid4()}", f"gardé {uuid4()}"
    other = await session_of(two_servers.first.url, people.add("coach", name="Bob"))
    async with opened(two_servers.first, session, token) as hers:
        await hers.load()
        await hers.answers([(NAMES["shell_state.say"], {"text": kept})])
        for thief in (other, "", other):
            async with opened(two_servers.second, thief, token) as theirs:
                await theirs.load()
                assert len(theirs.other_tokens) == 1
                assert kept not in theirs.heard
        assert await answered(hers) != []


async def test_a_duplicate_of_an_open_tab_gets_a_token_of_its_own(two_servers: Servers, session: str) -> None:
    """Its process lives: nothing of the first tab is taken away."""
    token = str(uuid4())
    async with opened(two_servers.first, session, token) as tab, opened(two_servers.second, session, token) as copy:
        await copy.load()
        assert len(copy.other_tokens) == 1
        assert f"Alice {MARK}" in await tab.load()
