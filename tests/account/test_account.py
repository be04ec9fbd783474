"""One's own account: sessions listed and ended, the password changed; and nobody else's."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from tests.fixtures.people import PASSWORD, Browsers, People, Person, Web
from trustcoach_app.account import queries, service
from trustcoach_app.account.devices import device_words, is_handheld
from trustcoach_app.account.state import AccountState
from trustcoach_app.auth.access import SIGNED_IN, act
from trustcoach_app.auth.identity import SignedIn, role_for
from trustcoach_app.auth.login_sessions import token_hash
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.reflex_seams.gate import new_tree

NEW = "une phrase que je garde"


async def signed_in(web: Web, people: People, person: Person, role: Role = Role.COACH) -> Principal:
    """Sign in; who acts then."""
    await web.sign_in(person)
    session_id = people.value("SELECT id FROM login_sessions WHERE token_hash = %s", token_hash(web.session))
    assert isinstance(session_id, UUID)
    return Principal(role, user_id=person.id, coach_id=person.coach_id, session_id=session_id)


async def home(web: Web) -> str:
    """Where the root leads this browser."""
    return (await web.client.get("/")).headers["location"]


@pytest.mark.parametrize("role", [Role.COACH, Role.CLIENT, Role.ADMIN])
async def test_one_sees_ones_own_open_sessions(browsers: Browsers, people: People, role: Role) -> None:
    marie, other = people.add(role.value), people.add("coach")
    web, phone, over = browsers.open(), browsers.open(), browsers.open()
    phone.headers["user-agent"] = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"
    who = await signed_in(web, people, marie, role)
    await phone.sign_in(marie)
    await over.sign_in(marie)
    await over.post("/auth/logout")
    await browsers.open().sign_in(other)
    later = datetime.now(UTC) + timedelta(hours=2)
    async with unit_of_work(who) as db:
        rows = await queries.open_sessions(db, user_id=who.user, current=who.session_id, now=later)
    assert [(row.device, row.is_current, row.seen) for row in rows] == [
        ("Navigateur inconnu", True, "Active maintenant"),
        ("Safari sur iPhone", False, "Vue il y a 2 heures"),
    ]


async def test_ending_one_session(browsers: Browsers, people: People) -> None:
    marie, web, phone = people.add("coach"), browsers.open(), browsers.open()
    who, elsewhere = await signed_in(web, people, marie), await signed_in(phone, people, marie)
    assert elsewhere.session_id
    async with unit_of_work(who) as db:
        await service.revoke_device(db, who=who, session_id=elsewhere.session_id, now=datetime.now(UTC))
    assert (await home(web), await home(phone)) == ("/dashboard/coach", "/login")
    async with unit_of_work(who) as db:
        with pytest.raises(NotFound):
            await service.revoke_device(db, who=who, session_id=elsewhere.session_id, now=datetime.now(UTC))


async def test_nobody_ends_somebody_elses_session(browsers: Browsers, people: People) -> None:
    web, theirs = browsers.open(), browsers.open()
    who, other = await signed_in(web, people, people.add("coach")), await signed_in(theirs, people, people.add("coach"))
    assert other.session_id
    async with unit_of_work(who) as db:
        with pytest.raises(NotFound):
            await service.revoke_device(db, who=who, session_id=other.session_id, now=datetime.now(UTC))
    async with unit_of_work(who) as db:
        await service.revoke_other_devices(db, who=who, now=datetime.now(UTC))
    assert await home(theirs) == "/dashboard/coach"


async def test_ending_all_others(browsers: Browsers, people: People) -> None:
    marie, web, others = people.add("coach"), browsers.open(), [browsers.open() for _ in range(3)]
    who = await signed_in(web, people, marie)
    for other in others:
        await other.sign_in(marie)
    async with unit_of_work(who) as db:
        assert await service.revoke_other_devices(db, who=who, now=datetime.now(UTC)) == 3
    assert [await home(other) for other in others] == ["/login"] * 3
    assert await home(web) == "/dashboard/coach"
    query = "SELECT detail->>'count' FROM audit_log WHERE actor_id = %s AND action = 'sessions_revoked'"
    assert people.values(query, marie.id) == ["3"]


async def test_changing_the_password_ends_the_other_sessions(browsers: Browsers, people: People) -> None:
    marie, web, other = people.add("coach"), browsers.open(), browsers.open()
    who = await signed_in(web, people, marie)
    await other.sign_in(marie)
    now = datetime.now(UTC)
    await service.change_password(who=who, current=PASSWORD, new=NEW, token=web.session, now=now)
    assert (await home(web), await home(other)) == ("/dashboard/coach", "/login")
    assert (await other.sign_in(marie, NEW)).headers["location"] == "/dashboard/coach"


@pytest.mark.parametrize(
    ("current", "new", "field"), [("pas le bon mot", NEW, "current"), (PASSWORD, "court", "new"), ("", NEW, "current")]
)
async def test_a_refused_change_says_where(web: Web, people: People, current: str, new: str, field: str) -> None:
    who = await signed_in(web, people, people.add("coach"))
    with pytest.raises(InvalidInput) as refusal:
        await service.change_password(who=who, current=current, new=new, token=web.session, now=datetime.now(UTC))
    assert list(refusal.value.fields) == [field]


async def test_the_present_password_cannot_be_guessed_in_an_open_session(web: Web, people: People) -> None:
    who, now = await signed_in(web, people, people.add("coach")), datetime.now(UTC)
    for _ in range(5):
        with pytest.raises(InvalidInput, match="Ce n’est pas"):
            await service.change_password(who=who, current="faux", new=NEW, token=web.session, now=now)
    with pytest.raises(InvalidInput, match="Trop d’essais"):
        await service.change_password(who=who, current=PASSWORD, new=NEW, token=web.session, now=now)


async def test_a_session_that_is_over_changes_nothing(web: Web, people: People) -> None:
    marie = people.add("coach")
    who = await signed_in(web, people, marie)
    people.owner.execute("UPDATE login_sessions SET revoked_at = now() WHERE user_id = %s", (marie.id,))
    with pytest.raises(NotFound):
        await service.change_password(who=who, current=PASSWORD, new=NEW, token=web.session, now=datetime.now(UTC))


async def test_one_writes_ones_own_name(web: Web, people: People) -> None:
    marie, other = people.add("client", name="Marie"), people.add("client", name="Paul")
    who = await signed_in(web, people, marie, Role.CLIENT)
    async with unit_of_work(who) as db:
        await service.change_name(db, user_id=marie.id, name="Marie-Ève")
        await service.change_name(db, user_id=other.id, name="Intruse")
    assert people.values("SELECT name FROM users WHERE id IN (%s, %s) ORDER BY name", marie.id, other.id) == [
        "Marie-Ève",
        "Paul",
    ]


MOZILLA = "Mozilla/5.0"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (
            f"{MOZILLA} (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36",
            "Chrome sur Windows",
        ),
        (f"{MOZILLA} (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "Edge sur Windows"),
        (f"{MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15", "Safari sur Mac"),
        (f"{MOZILLA} (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36", "Chrome sur Android"),
        (f"{MOZILLA} (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox sur Linux"),
        (f"{MOZILLA} (iPhone; CPU iPhone OS 18_0 like Mac OS X) CriOS/130.0 Safari/604.1", "Chrome sur iPhone"),
        ("curl/8.0", "Navigateur inconnu"),
        ("", "Navigateur inconnu"),
        ("<script>Firefox/", "Firefox"),
    ],
)
def test_a_device_in_words(agent: str, words: str) -> None:
    assert device_words(agent) == words
    assert is_handheld(agent) is any(word in words for word in ("iPhone", "Android"))


async def test_a_sponsor_lands_on_a_page_that_answers(browsers: Browsers, people: People) -> None:
    """It is the only one they have, and says what it is for; who is a coach too acts as a coach."""
    web, person = browsers.open(), people.add("sponsor")
    who = await signed_in(web, people, person, Role.SPONSOR)
    assert await home(web) == "/compte"
    signed = SignedIn(new_id(), person.id, frozenset({Role.SPONSOR}), None)
    assert role_for(signed, SIGNED_IN, "/compte") is Role.SPONSOR
    assert role_for(replace(signed, roles=frozenset({Role.SPONSOR, Role.COACH})), SIGNED_IN, "/compte") is Role.COACH
    act(None, who)
    page = await new_tree().get_state(AccountState)
    await AccountState.refresh.fn(page)  # type: ignore[attr-defined]
    assert (page.view.is_sponsor, page.view.email, len(page.view.sessions)) == (True, person.email, 1)


async def test_a_new_password_closes_every_mailed_link(browsers: Browsers, people: People) -> None:
    marie, web = people.add("coach"), browsers.open()
    who = await signed_in(web, people, marie)
    await browsers.open().post("/auth/reset/ask", email=marie.email)
    await browsers.open().post("/auth/link/ask", email=marie.email)
    still_open = "SELECT count(*) FROM mailed_links WHERE user_id = %s AND consumed_at IS NULL"
    assert people.value(still_open, marie.id) == 2
    await service.change_password(who=who, current=PASSWORD, new=NEW, token=web.session, now=datetime.now(UTC))
    assert people.value(still_open, marie.id) == 0


async def test_what_is_revoked_stays_so(browsers: Browsers, people: People) -> None:
    """The database itself refuses to bring a session back, or to put its end elsewhere."""
    marie, web, phone = people.add("coach"), browsers.open(), browsers.open()
    who, elsewhere = await signed_in(web, people, marie), await signed_in(phone, people, marie)
    assert elsewhere.session_id
    async with unit_of_work(who) as db:
        await service.revoke_device(db, who=who, session_id=elsewhere.session_id, now=datetime.now(UTC))
    for value in ("NULL", "now()"):
        back = f"UPDATE login_sessions SET revoked_at = {value} WHERE revoked_at IS NOT NULL RETURNING id"
        async with unit_of_work(who) as db:
            assert (await db.execute(text(back))).all() == []
    with pytest.raises(ProgrammingError):
        async with unit_of_work(who) as db:
            await db.execute(text("UPDATE login_sessions SET revoked_at = NULL"))
