"""Decision 4 over a raw websocket: every handler, called by everyone whom it must not answer.

Alice's practice is full of marks. Nobody else may ever be sent one, and nothing that is hers may change.
"""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import socketio.exceptions

from tests.auth.alice import (
    FOCUS,
    GUARDED,
    MARK,
    OPEN,
    Alice,
    answered_to,
    book_for,
    calls,
    fingerprint,
    refused_to,
    session_of,
)
from tests.auth.sockets import NAMES, Tab, is_empty, tab
from tests.eventually import eventually
from tests.fixtures.people import People
from tests.machine.conftest import free_port, web_server
from trustcoach_app.auth.login_sessions import token_hash
from trustcoach_app.db.types import new_id


@pytest.fixture(scope="module")
def alice(people: People) -> Alice:
    """A coach with a client, a session tomorrow and one that ended an hour ago."""
    person = people.add("coach", name=f"Alice {MARK}")
    client_id, now = new_id(), datetime.now(UTC)
    people.owner.execute(
        "INSERT INTO clients (coach_id, id, name, email, phone, stage, timezone, search_key, sort_key) "
        "VALUES (%s, %s, %s, %s, %s, 'client', 'Europe/Paris', '', '')",
        (person.coach_id, client_id, f"Client {MARK}", f"{MARK}@exemple.fr", MARK),
    )
    ids = [
        book_for(people, person, client_id, start) for start in (now + timedelta(hours=20), now - timedelta(hours=2))
    ]
    return Alice(person, client_id, *ids)


@pytest.fixture(scope="module")
def origin(owner_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application in a process of its own, without its pages."""
    port, log = free_port(), tmp_path_factory.mktemp("gate") / "log"
    public_url = f"http://localhost:{port}"
    with web_server("trustcoach_app.trustcoach_app:app", log, port=port, PUBLIC_URL=public_url) as address:
        yield address


@pytest.fixture
async def unchanged(people: People, alice: Alice) -> AsyncGenerator[None]:
    """Nothing of Alice's may be another after the test."""
    before = fingerprint(people, alice)
    yield
    assert fingerprint(people, alice) == before


async def test_the_marks_are_there_for_their_owner(origin: str, alice: Alice) -> None:
    """Without this the rest would prove nothing."""
    async with tab(origin, session=await session_of(origin, alice.person), path=FOCUS) as hers:
        assert f"Client {MARK}" in await hers.load()


@pytest.mark.usefixtures("unchanged")
async def test_nobody_is_answered(origin: str, alice: Alice) -> None:
    async with tab(origin, path=FOCUS) as nobody:
        await nobody.load()
        assert [frame for frame in await nobody.answers(calls(GUARDED, alice)) if not is_empty(frame)] == []
        await nobody.answers(calls(OPEN, alice))
        assert MARK not in nobody.heard


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("role", ["client", "coach", "admin"])
async def test_others_get_nothing_of_hers(origin: str, people: People, alice: Alice, role: str) -> None:
    """Handlers of other roles are as silent as ones that do not exist; one's own find nothing of hers."""
    other = people.add(role, name="Quelqu’un")
    async with tab(origin, session=await session_of(origin, other), path=FOCUS) as theirs:
        await theirs.load()
        refused = await theirs.answers(calls(refused_to(role), alice))
        assert [frame for frame in refused if not is_empty(frame)] == []
        assert MARK not in theirs.heard
        if role != "admin":
            await theirs.answers(calls([*answered_to(role), *OPEN], alice))
            assert MARK not in theirs.heard


@pytest.mark.usefixtures("unchanged")
async def test_unknown_and_forbidden_events_answer_alike(origin: str, people: People) -> None:
    """Whoever may not call a handler cannot even learn that it exists."""
    session = await session_of(origin, people.add("client"))
    async with tab(origin, session=session, path="/espace") as theirs:
        await theirs.load()
        forbidden = await theirs.answers([(NAMES["focus_state.refresh"], {})])
        unknown = await theirs.answers([(NAMES["focus_state.refresh"] + "_x", {})])
        assert [frame for frame in forbidden + unknown if not is_empty(frame)] == []


async def test_a_revoked_session_ends_what_its_page_can_do(origin: str, people: People, alice: Alice) -> None:
    """At once the page is blank and leaves for the door, and nothing answers it any more."""
    session = await session_of(origin, alice.person)
    async with tab(origin, session=session, path=FOCUS) as hers:
        assert MARK in await hers.load()
        hers.frames = []
        people.owner.execute(
            "UPDATE login_sessions SET revoked_at = now() WHERE token_hash = %s", (token_hash(session),)
        )
        before = fingerprint(people, alice)

        async def is_told() -> bool:
            return "/login" in hers.heard

        await eventually(is_told, True)
        answers = await hers.answers(calls(GUARDED, alice))
        assert [frame for frame in answers if not is_empty(frame)] == []
        await hers.load()
        assert MARK not in hers.heard
        assert fingerprint(people, alice) == before


async def test_a_deactivated_coach_is_out_at_the_next_event(origin: str, people: People) -> None:
    """The page is blank and leaves; her cookie still signs her in, but its token brings nothing back."""
    coach = people.add("coach", name=f"Parti {MARK}")
    session, token = await session_of(origin, coach), str(uuid4())
    async with tab(origin, session=session, path=FOCUS, token=token) as theirs:
        assert MARK in await theirs.load()
        people.owner.execute("UPDATE coaches SET deactivated_at = now() WHERE id = %s", (coach.coach_id,))
        theirs.frames = []
        first, *others = await theirs.answers(
            [(NAMES["focus_state.refresh"], {}), (NAMES["wizard_state.open_wizard"], {"wanted": ""})]
        )
        assert "/login" in str(first)
        assert [frame for frame in others if not is_empty(frame)] == []
        assert MARK not in theirs.heard
    async with tab(origin, session=session, path=FOCUS, token=token) as again:
        assert MARK not in await again.load()


async def test_a_role_that_is_taken_away_leaves_nothing_behind(origin: str, people: People) -> None:
    """Before any event of the page that showed it: the token is brought back first."""
    coach = people.add("coach", name=f"Parti {MARK}")
    session, token = await session_of(origin, coach), str(uuid4())
    async with tab(origin, session=session, path=FOCUS, token=token) as theirs:
        assert MARK in await theirs.load()
        people.owner.execute("UPDATE coaches SET deactivated_at = now() WHERE id = %s", (coach.coach_id,))
        async with tab(origin, session=session, path=FOCUS, token=token) as again:
            assert MARK not in await again.load()


@pytest.mark.parametrize("who", ["nobody", "coach"])
@pytest.mark.parametrize("is_open", [True, False])
async def test_a_token_that_was_hers_shows_nothing(
    origin: str, people: People, alice: Alice, who: str, is_open: bool
) -> None:
    """The token lies in sessionStorage and outlives the session: with another cookie it is worth nothing."""
    token, session = str(uuid4()), await session_of(origin, alice.person)
    other = await session_of(origin, people.add("coach")) if who == "coach" else ""
    async with tab(origin, session=session, path=FOCUS, token=token) as hers:
        assert MARK in await hers.load()
        if not is_open:
            await hers.socket.disconnect()
            await asyncio.sleep(0.2)
        async with tab(origin, session=other, path=FOCUS, token=token) as theirs:
            assert MARK not in await theirs.load()
            await theirs.answers(calls(GUARDED, alice))
            assert MARK not in theirs.heard


async def test_setvar_sets_nothing(origin: str, alice: Alice) -> None:
    """Not even for the page's owner: what a page knows is written by its handlers only."""
    names = [name for name in NAMES.values() if name.endswith(".setvar")]
    assert names
    async with tab(origin, session=await session_of(origin, alice.person), path=FOCUS) as hers:
        await hers.load()
        variables = ("leave_to", "_session_id", "is_loaded", "view", "viewer", "toasts", "phase", "token", "link")
        tried = [(name, {"var_name": variable, "value": "intrus"}) for name in names for variable in variables]
        await hers.answers(tried)
        assert "intrus" not in await hers.load()


async def test_loading_brings_no_values_along(origin: str, alice: Alice) -> None:
    """hydrate_and_load takes what a browser stores; we let it store nothing."""
    async with tab(origin, session=await session_of(origin, alice.person), path=FOCUS) as hers:
        await hers.load()
        state = NAMES["shell_state.say"].rpartition(".")[0]
        brought = {f"{state}.viewer": "intrus", f"{state}.toasts": "intrus", f"{state}._offers": "intrus"}
        await hers.answers([(NAMES["state.hydrate_and_load"], {"vars": brought, "hashes": []})])
        assert "intrus" not in await hers.load()


@pytest.mark.parametrize("come_from", ["https://ailleurs.fr", "http://localhost:9", "null"])
async def test_a_websocket_from_elsewhere_is_refused(origin: str, alice: Alice, come_from: str) -> None:
    session = await session_of(origin, alice.person)
    with pytest.raises(socketio.exceptions.ConnectionError):
        async with tab(origin, session=session, path=FOCUS, come_from=come_from):
            pass


async def test_odd_events_do_no_harm(origin: str, alice: Alice) -> None:
    """Names, payloads and paths that no page of ours sends; the tab itself goes on."""
    async with tab(origin, session=await session_of(origin, alice.person), path=FOCUS) as hers:
        await hers.load()
        for data in ({}, {"name": ""}, {"name": "x.y"}, {"name": "__class__", "payload": []}, "text", [1], None):
            await hers.socket.emit("event", data, namespace="/_event")
        assert isinstance(await hers.answers([(NAMES["focus_state.refresh"], {})]), list)
        assert isinstance(hers, Tab)
