"""Signing in by password: equal answers, equal work, a fresh token, and nobody sent elsewhere."""

from collections.abc import Callable

import argon2
import argon2._password_hasher as argon2_calls
import pytest

from tests.fixtures.people import PASSWORD, PROVE, Browsers, People, Web

Count = Callable[[], int]


@pytest.fixture
def verifications(monkeypatch: pytest.MonkeyPatch) -> Count:
    """How many Argon2 verifications ran, all of them real."""
    calls: list[int] = []
    real = argon2_calls.verify_secret

    def counted(*arguments: object) -> bool:
        calls.append(1)
        return real(*arguments)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(argon2_calls, "verify_secret", counted)
    return lambda: len(calls)


async def test_right_password_opens_a_session(web: Web, people: People) -> None:
    marie = people.add("coach")
    answer = await web.sign_in(marie)
    assert (answer.status_code, answer.headers["location"]) == (303, "/dashboard/coach")
    assert web.session
    assert people.values("SELECT action FROM audit_log WHERE actor_id = %s", marie.id) == ["sign_in"]


async def test_address_is_read_as_people_type_it(web: Web, people: People) -> None:
    marie = people.add("coach")
    answer = await web.post("/auth/login", email=f"  {marie.email.upper()} ", password=PASSWORD)
    assert answer.headers["location"] == "/dashboard/coach"


@pytest.mark.parametrize(
    ("roles", "home"),
    [(("coach", "admin"), "/dashboard/coach"), (("admin",), "/admin"), (("client",), "/espace"), ((), "/compte")],
)
async def test_each_role_lands_on_its_own_home(web: Web, people: People, roles: tuple[str, ...], home: str) -> None:
    assert (await web.sign_in(people.add(*roles))).headers["location"] == home
    assert (await web.client.get("/")).headers["location"] == home


async def test_the_root_leads_to_the_door(web: Web) -> None:
    answer = await web.client.get("/")
    assert (answer.status_code, answer.headers["location"]) == (307, "/login")
    assert answer.headers["cache-control"] == "no-store"


async def test_known_and_unknown_addresses_get_one_answer(
    browsers: Browsers, people: People, verifications: Count
) -> None:
    """Wrong password, unknown address, no password yet, closed account, no address at all."""
    closed = people.add("coach")
    people.owner.execute("UPDATE users SET disabled_at = now() WHERE id = %s", (closed.id,))
    cases = [
        (people.add("coach").email, "faux mot de passe"),
        ("personne@inconnu.fr", "faux mot de passe"),
        (people.add("coach", password=False).email, PASSWORD),
        (closed.email, PASSWORD),
        ("pas une adresse", PASSWORD),
    ]
    answers: set[tuple[object, ...]] = set()
    for number, (email, password) in enumerate(cases, start=1):
        web = browsers.open()
        answer = await web.post("/auth/login", email=email, password=password)
        assert verifications() == number
        names = sorted(cookie.partition("=")[0] for cookie in answer.headers.get_list("set-cookie"))
        answers.add((answer.status_code, answer.headers["location"], web.said(), tuple(names), answer.content))
    assert answers == {(303, "/login", "Adresse ou mot de passe incorrect.", ("trustcoach_flash",), b"")}


@pytest.mark.parametrize(
    ("email", "password", "said"),
    [
        ("", "", "Indiquez une adresse e-mail complète, par exemple marie@exemple.fr."),
        ("", "un mot de passe", "Indiquez une adresse e-mail complète, par exemple marie@exemple.fr."),
        ("marie@exemple.fr", "", "Indiquez votre mot de passe."),
    ],
)
async def test_what_is_missing_is_named_and_is_no_try(
    web: Web, verifications: Count, email: str, password: str, said: str
) -> None:
    await web.post("/auth/login", email=email, password=password)
    assert (web.said(), verifications()) == (said, 0)


async def test_a_refusal_is_written_down(web: Web, people: People) -> None:
    marie = people.add("coach")
    await web.sign_in(marie, "faux mot de passe")
    query = "SELECT count(*) FROM audit_log WHERE action = 'sign_in_refused' AND target_id = %s AND ip IS NOT NULL"
    assert people.value(query, marie.id) == 1


@pytest.mark.prove
async def test_wrong_passwords_are_throttled_and_the_owner_is_not_locked_out(
    browsers: Browsers, people: People, verifications: Count
) -> None:
    """From one place and from many; the owner still comes in where she came in before, and by a link anywhere."""
    marie, tries = people.add("coach"), 1000 if PROVE else 100
    home = browsers.open()
    await home.sign_in(marie)
    await home.post("/auth/logout")
    before, stranger = verifications(), browsers.open()
    for _ in range(tries // 2):
        await stranger.sign_in(marie, "faux mot de passe")
    assert "Trop d’essais" in stranger.said()
    assert verifications() - before == 5
    for _ in range(tries // 2):
        await browsers.open().sign_in(marie, "faux mot de passe")
    assert verifications() - before in (19, 20), "one more for a minute that passed meanwhile"
    elsewhere = browsers.open()
    assert (await elsewhere.sign_in(marie)).headers["location"] == "/login"
    assert (await home.sign_in(marie)).headers["location"] == "/dashboard/coach"
    await elsewhere.post("/auth/link/ask", email=marie.email)
    entered = await elsewhere.post("/auth/link/use", jeton=people.mail_to(marie.email)[0].token)
    assert entered.headers["location"] == "/dashboard/coach"


async def test_unknown_addresses_are_throttled_alike(browsers: Browsers, verifications: Count) -> None:
    web = browsers.open()
    for _ in range(8):
        await web.post("/auth/login", email="personne@nulle-part.fr", password="faux mot de passe")
    assert "Trop d’essais" in web.said()
    assert verifications() == 5


async def test_another_place_is_not_throttled(browsers: Browsers, people: People) -> None:
    marie, stranger = people.add("coach"), browsers.open()
    for _ in range(8):
        await stranger.sign_in(marie, "faux mot de passe")
    assert (await browsers.open().sign_in(marie)).headers["location"] == "/dashboard/coach"


async def test_a_device_cookie_of_ones_own_opens_no_lane_to_others(browsers: Browsers, people: People) -> None:
    marie, thief, web = people.add("coach"), people.add("coach"), browsers.open()
    await web.sign_in(thief)
    for _ in range(8):
        await web.sign_in(marie, "faux mot de passe")
    assert "Trop d’essais" in web.said()


async def test_ipv6_counts_by_subscriber(browsers: Browsers, people: People) -> None:
    """One has 2^64 addresses: they are one place."""
    marie = people.add("coach")
    for number in range(1, 9):
        web = browsers.open(f"2001:db8:1:{marie.id.int % 60000:x}::{number}")
        await web.sign_in(marie, "faux mot de passe")
    assert "Trop d’essais" in web.said()


async def test_each_sign_in_has_a_new_token_and_ends_the_one_before(web: Web, people: People) -> None:
    marie = people.add("coach")
    await web.sign_in(marie)
    first = web.session
    await web.sign_in(marie)
    assert web.session != first
    query = "SELECT count(*) FROM login_sessions WHERE user_id = %s AND revoked_at IS NULL"
    assert people.value(query, marie.id) == 1


async def test_a_planted_token_is_not_kept(web: Web, people: People) -> None:
    """Session fixation: whoever set the cookie beforehand must not share what it becomes."""
    web.client.cookies.set("trustcoach_session", "planted")
    await web.sign_in(people.add("coach"))
    set_by_us = [cookie.value for cookie in web.client.cookies.jar if cookie.name == "trustcoach_session"]
    assert len([value for value in set_by_us if value != "planted"]) == 1
    from trustcoach_app.auth.login_sessions import token_hash

    assert people.value("SELECT count(*) FROM login_sessions WHERE token_hash = %s", token_hash("planted")) == 0


async def test_only_hashes_rest_in_the_database(web: Web, people: People) -> None:
    marie = people.add("coach")
    await web.sign_in(marie)
    stored = people.value("SELECT token_hash FROM login_sessions WHERE user_id = %s", marie.id)
    assert stored
    assert stored != web.session


async def test_signing_out_ends_the_session_on_the_server(web: Web, people: People) -> None:
    marie = people.add("coach")
    await web.sign_in(marie)
    kept = web.session
    answer = await web.post("/auth/logout")
    assert answer.headers["location"] == "/login"
    assert answer.headers["clear-site-data"] == '"cache"'
    assert not web.session
    web.client.cookies.set("trustcoach_session", kept)
    assert (await web.client.get("/")).headers["location"] == "/login"
    actions = people.values("SELECT action FROM audit_log WHERE actor_id = %s ORDER BY at", marie.id)
    assert actions == ["sign_in", "sign_out"]


async def test_an_outdated_hash_is_renewed(web: Web, people: People) -> None:
    marie = people.add("coach", password=False)
    old = argon2.PasswordHasher(time_cost=1, memory_cost=8192).hash(PASSWORD)
    people.owner.execute("INSERT INTO passwords VALUES (%s, %s, now())", (marie.id, old))
    await web.sign_in(marie)
    stored = str(people.value("SELECT hash FROM passwords WHERE user_id = %s", marie.id))
    assert not argon2.PasswordHasher().check_needs_rehash(stored)
    assert argon2.PasswordHasher().verify(stored, PASSWORD)


async def test_a_deactivated_coach_has_no_practice_any_more(web: Web, people: People) -> None:
    marie = people.add("coach", "client")
    await web.sign_in(marie)
    people.owner.execute("UPDATE coaches SET deactivated_at = now() WHERE id = %s", (marie.coach_id,))
    assert (await web.client.get("/")).headers["location"] == "/espace"


@pytest.mark.parametrize("suite", ["/dashboard/coach/seances/1?vue=notes", "/admin"])
async def test_one_lands_where_one_wanted_to_go(web: Web, people: People, suite: str) -> None:
    marie = people.add("coach")
    answer = await web.post("/auth/login", email=marie.email, password=PASSWORD, suite=suite)
    assert answer.headers["location"] == suite


@pytest.mark.parametrize(
    "suite",
    [
        "https://ailleurs.fr",
        "//ailleurs.fr",
        "/\\ailleurs.fr",
        "/\t/ailleurs.fr",
        "\\\\ailleurs.fr",
        "/%0d%0aSet-Cookie:x=1\r\nLocation: //ailleurs.fr",
        "javascript:alert(1)",
        "ailleurs.fr",
        "/ /ailleurs.fr",
        "/login?suite=/login",
        "/auth/logout",
        "/" + "a" * 600,
    ],
)
async def test_nobody_is_sent_elsewhere(web: Web, people: People, suite: str) -> None:
    marie = people.add("coach")
    answer = await web.post("/auth/login", email=marie.email, password=PASSWORD, suite=suite)
    assert answer.headers["location"] == "/dashboard/coach"
    refused = await web.post("/auth/login", email=marie.email, password="faux mot de passe", suite=suite)
    assert refused.headers["location"] == "/login"
