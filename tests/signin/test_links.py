"""Sign-in links and codes: one use, ten minutes, one browser; and nothing that tells who has an account."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.fixtures.people import PROVE, Browsers, People, Person, Web
from trustcoach_app.auth import mailed_links
from trustcoach_app.db.principal import DOOR
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.door import LinkKind
from trustcoach_app.signin.link_mails import mail_reset_link, mail_sign_in_link

NOW = datetime(2026, 3, 28, 23, 55, tzinfo=UTC)
"""Ten minutes before the clocks change in Paris."""
BROWSER = "b" * 43


async def ask(web: Web, person: Person) -> None:
    """Ask for a sign-in link."""
    answer = await web.post("/auth/link/ask", email=person.email)
    assert answer.headers["location"] == "/login/code"


async def test_the_link_signs_in(web: Web, people: People) -> None:
    marie = people.add("coach", verified=False)
    await ask(web, marie)
    mail = people.mail_to(marie.email)[0]
    answer = await web.post("/auth/link/use", jeton=mail.token)
    assert (answer.status_code, answer.headers["location"]) == (303, "/dashboard/coach")
    assert people.value("SELECT email_verified_at IS NOT NULL FROM users WHERE id = %s", marie.id) is True
    assert people.values("SELECT detail->>'how' FROM audit_log WHERE actor_id = %s", marie.id) == ["link"]
    again = await web.post("/auth/link/use", jeton=mail.token)
    assert again.headers["location"].startswith("/login/lien")


async def test_the_code_signs_in(web: Web, people: People) -> None:
    marie = people.add("client")
    await ask(web, marie)
    code = people.mail_to(marie.email)[0].code
    answer = await web.post("/auth/code/use", code=f" {code[:4]} {code[4:]} ")
    assert answer.headers["location"] == "/espace"
    assert (await web.post("/auth/code/use", code=code)).headers["location"] == "/login/code"


async def test_asking_answers_the_same_for_everyone(browsers: Browsers, people: People) -> None:
    closed = people.add("coach")
    people.owner.execute("UPDATE users SET disabled_at = now() WHERE id = %s", (closed.id,))
    answers: set[tuple[object, ...]] = set()
    for email in (people.add("coach").email, "personne@inconnu.fr", closed.email):
        for path in ("/auth/link/ask", "/auth/reset/ask"):
            web = browsers.open()
            answer = await web.post(path, email=email)
            names = sorted(cookie.partition("=")[0] for cookie in answer.headers.get_list("set-cookie"))
            answers.add((path, answer.status_code, answer.headers["location"], web.said(), tuple(names)))
    assert len(answers) == 2
    assert people.mail_to("personne@inconnu.fr") == people.mail_to(closed.email) == []


async def test_the_subject_holds_no_secret(web: Web, people: People) -> None:
    """Administrators see the subjects of the outbox (decision 19)."""
    marie = people.add("coach")
    await ask(web, marie)
    mail = people.mail_to(marie.email)[0]
    assert not any(letter.isdigit() for letter in mail.subject)


async def test_another_browser_is_refused_and_uses_nothing_up(browsers: Browsers, people: People) -> None:
    marie, asking, other = people.add("coach"), browsers.open(), browsers.open()
    await ask(asking, marie)
    mail = people.mail_to(marie.email)[0]
    await ask(other, people.add("coach"))
    for stranger in (other, browsers.open()):
        assert not (await stranger.post("/auth/link/use", jeton=mail.token)).headers["location"].startswith("/dash")
        assert (await stranger.post("/auth/code/use", code=mail.code)).headers["location"] == "/login/code"
        assert not stranger.session
    assert (await asking.post("/auth/link/use", jeton=mail.token)).headers["location"] == "/dashboard/coach"


async def test_both_links_of_one_browser_work(web: Web, people: People) -> None:
    """Whoever asked twice because the mail was slow may click the first."""
    marie = people.add("coach")
    await ask(web, marie)
    await ask(web, marie)
    first = people.mail_to(marie.email)[1]
    assert (await web.post("/auth/link/use", jeton=first.token)).headers["location"] == "/dashboard/coach"


async def test_five_wrong_codes_end_the_code(web: Web, people: People) -> None:
    marie = people.add("coach")
    await ask(web, marie)
    code = people.mail_to(marie.email)[0].code
    for number in range(5):
        wrong = f"{(int(code) + number + 1) % 10**8:08}"
        await web.post("/auth/code/use", code=wrong)
    assert "code" in web.said()
    assert (await web.post("/auth/code/use", code=code)).headers["location"] == "/login/code"


async def test_the_fifth_code_may_be_right(web: Web, people: People) -> None:
    marie = people.add("coach")
    await ask(web, marie)
    code = people.mail_to(marie.email)[0].code
    for _ in range(4):
        await web.post("/auth/code/use", code="")
    assert (await web.post("/auth/code/use", code=code)).headers["location"] == "/dashboard/coach"


async def test_mail_is_throttled(browsers: Browsers, people: People) -> None:
    """From one place three at once, from many ten."""
    marie, web = people.add("coach"), browsers.open()
    for _ in range(5):
        answer = await web.post("/auth/link/ask", email=marie.email)
    assert answer.headers["location"] == "/login"
    assert "plusieurs e-mails" in web.said()
    assert len(people.mail_to(marie.email)) == 3
    for _ in range(15):
        await browsers.open().post("/auth/reset/ask", email=marie.email)
    assert len(people.mail_to(marie.email)) == 10


async def test_what_is_no_address_is_said_beside_its_field(web: Web) -> None:
    await web.post("/auth/link/ask", email="marie@")
    assert web.said() == "Indiquez une adresse e-mail complète, par exemple marie@exemple.fr."


async def test_a_hundred_uses_at_once_open_one_session(web: Web, people: People) -> None:
    marie = people.add("coach")
    await ask(web, marie)
    token, browser = people.mail_to(marie.email)[0].token, web.client.cookies["trustcoach_ask"]

    async def use() -> UUID | None:
        async with unit_of_work(DOOR) as db:
            return await mailed_links.use_sign_in_link(db, token=token, browser=browser, now=datetime.now(UTC))

    used = await asyncio.gather(*(use() for _ in range(100)))
    assert [user_id for user_id in used if user_id] == [marie.id]


async def issue(kind: LinkKind, person: Person, people: People) -> str:
    """A link of a kind, issued at NOW; returns its token."""
    async with unit_of_work(DOOR) as db:
        if kind is LinkKind.SIGN_IN:
            await mail_sign_in_link(db, email=person.email, browser=BROWSER, now=NOW)
        else:
            await mail_reset_link(db, email=person.email, now=NOW)
    return people.mail_to(person.email)[0].token


@pytest.mark.parametrize(("seconds", "works"), [(-1, True), (0, False), (1, False)])
async def test_a_sign_in_link_lasts_ten_minutes(people: People, seconds: int, works: bool) -> None:
    marie = people.add("coach")
    token, at = await issue(LinkKind.SIGN_IN, marie, people), NOW + timedelta(minutes=10, seconds=seconds)
    async with unit_of_work(DOOR) as db:
        assert (await mailed_links.use_sign_in_link(db, token=token, browser=BROWSER, now=at) == marie.id) is works


@pytest.mark.parametrize(("seconds", "works"), [(-1, True), (0, False), (1, False)])
async def test_a_code_lasts_ten_minutes(people: People, seconds: int, works: bool) -> None:
    marie = people.add("coach")
    browser = f"{marie.id}"
    async with unit_of_work(DOOR) as db:
        await mail_sign_in_link(db, email=marie.email, browser=browser, now=NOW)
    code, at = people.mail_to(marie.email)[0].code, NOW + timedelta(minutes=10, seconds=seconds)
    async with unit_of_work(DOOR) as db:
        assert (await mailed_links.use_code(db, code=code, browser=browser, now=at) == marie.id) is works


@pytest.mark.parametrize(("seconds", "works"), [(-1, True), (0, False), (1, False)])
async def test_a_reset_link_lasts_half_an_hour(people: People, seconds: int, works: bool) -> None:
    marie = people.add("coach")
    token, at = await issue(LinkKind.RESET, marie, people), NOW + timedelta(minutes=30, seconds=seconds)
    async with unit_of_work(DOOR) as db:
        accepted = await mailed_links.accept_password(db, kind=LinkKind.RESET, token=token, password_hash="h", now=at)
    assert (accepted == marie.id) is works


async def test_a_link_is_good_for_its_own_kind_only(people: People) -> None:
    marie = people.add("coach")
    token = await issue(LinkKind.SIGN_IN, marie, people)
    async with unit_of_work(DOOR) as db:
        for kind in LinkKind:
            assert await mailed_links.accept_password(db, kind=kind, token=token, password_hash="h", now=NOW) is None
    reset = await issue(LinkKind.RESET, marie, people)
    async with unit_of_work(DOOR) as db:
        assert await mailed_links.use_sign_in_link(db, token=reset, browser=BROWSER, now=NOW) is None
        assert await mailed_links.use_sign_in_link(db, token=reset, browser="", now=NOW) is None


async def test_no_secret_of_a_link_rests_readable(web: Web, people: People) -> None:
    marie = people.add("coach")
    await ask(web, marie)
    mail = people.mail_to(marie.email)[0]
    stored = people.owner.execute(
        "SELECT l::text || o::text FROM mailed_links l, outbox o WHERE l.user_id = %s AND o.recipient = %s",
        (marie.id, marie.email),
    ).fetchone()
    assert stored
    assert mail.token not in stored[0]
    assert mail.code not in stored[0]


@pytest.mark.prove
async def test_guessing_tokens_is_bounded(web: Web) -> None:
    for _ in range(35 if not PROVE else 350):
        await web.post("/auth/link/use", jeton="x" * 43)
    assert "Trop d’essais" in web.said()
