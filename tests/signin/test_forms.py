"""How the door takes a POST, and the cookies it sets."""

import asyncio

import httpx
import pytest
from email_validator import ValidatedEmail, validate_email

from tests.fixtures.people import PASSWORD, Browsers, People, Web
from trustcoach_app.auth import accounts
from trustcoach_app.auth.posts import AT_A_TIME
from trustcoach_app.config import settings
from trustcoach_app.errors import InvalidInput

POSTS = (
    "/auth/login",
    "/auth/logout",
    "/auth/link/ask",
    "/auth/link/use",
    "/auth/code/use",
    "/auth/reset/ask",
    "/auth/password/set",
)
FOREIGN = [
    {"origin": "https://ailleurs.fr", "sec-fetch-site": "cross-site"},
    {"origin": "https://ailleurs.fr"},
    {"origin": "http://localhost:9"},
    {"origin": "null"},
    {"origin": "null", "sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "none"},
    {},
]


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("headers", FOREIGN)
async def test_a_post_from_elsewhere_is_refused(web: Web, path: str, headers: dict[str, str]) -> None:
    answer = await web.client.post(path, data={"email": "a@b.fr"}, headers=headers)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", POSTS)
async def test_a_get_does_nothing(web: Web, path: str) -> None:
    assert (await web.client.get(path, headers=web.headers)).status_code == 405


@pytest.mark.parametrize("path", POSTS)
async def test_an_empty_form_is_no_failure(web: Web, path: str) -> None:
    answer = await web.post(path)
    assert answer.status_code == 303
    assert answer.headers["cache-control"] == "no-store"
    assert "erreur" not in web.said()


async def test_a_large_form_is_cut_off(web: Web) -> None:
    answer = await web.post("/auth/login", email="a@b.fr", password="x" * 17_000)
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("multipart/form-data; boundary=x", b"--x--", 415),
        ("application/json", b"{}", 415),
        ("application/x-www-form-urlencoded", b"email=%ff%fe&password=x", 400),
        ("application/x-www-form-urlencoded", b"\xff\xfe", 400),
        ("application/x-www-form-urlencoded", b"&".join([b"a=1"] * 50), 400),
        ("application/x-www-form-urlencoded", b"email=a%00b%40c.fr&password=%00", 303),
    ],
)
async def test_odd_bodies_are_refused(web: Web, kind: str, body: bytes, status: int) -> None:
    headers = {**web.headers, "content-type": kind}
    assert (await web.client.post("/auth/login", content=body, headers=headers)).status_code == status


def test_of_a_long_address_only_its_beginning_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is not signed in may type 16 KiB; to put its accents in order takes the square of their number."""
    looked_at = list[str]()

    def noted(typed: str, **options: bool) -> ValidatedEmail:
        looked_at.append(typed)
        return validate_email(typed, **options)

    monkeypatch.setattr(accounts, "validate_email", noted)
    with pytest.raises(InvalidInput):
        accounts.an_email("a" + "\u0301\u0316" * 2_000 + "@b.fr")
    assert [len(typed) for typed in looked_at] == [accounts.LONGEST_EMAIL + 1]


async def test_nothing_typed_reaches_a_header_as_it_is(web: Web) -> None:
    answer = await web.post("/auth/login", email="a\r\nSet-Cookie: x=1@b.fr", password="x", suite="/a\r\nX: 1")
    assert answer.headers["location"] == "/login"
    assert all("\n" not in value and "x=1" not in value for value in answer.headers.values())


async def test_the_saying_keeps_the_address_and_never_the_password(web: Web) -> None:
    from trustcoach_app.auth.flash import base64, from_cookie

    await web.post("/auth/login", email="Marie@exemple.fr", password="tres-secret-99")
    value = web.client.cookies["trustcoach_flash"]
    assert from_cookie(value, "/login").email == "marie@exemple.fr"
    assert b"tres-secret-99" not in base64.urlsafe_b64decode(value + "===")
    assert not from_cookie(value, "/login/oubli").sentence


@pytest.mark.parametrize("value", ["", "x", "e30", "bnVsbA", "W10", "////", "a" * 5000, "é"])
def test_a_saying_that_is_not_ours_says_nothing(value: str) -> None:
    from trustcoach_app.auth.flash import from_cookie

    assert not from_cookie(value, "/login").sentence


async def test_a_saying_is_over_after_the_next_post(web: Web, people: People) -> None:
    marie = people.add("coach")
    await web.sign_in(marie, "faux mot de passe")
    await web.sign_in(marie)
    assert not web.client.cookies.get("trustcoach_flash")


def cookies_of(answer: httpx.Response) -> dict[str, set[str]]:
    """Name → flags, without values and dates."""
    found: dict[str, set[str]] = {}
    for cookie in answer.headers.get_list("set-cookie"):
        name, *flags = cookie.split("; ")
        found[name.partition("=")[0]] = {flag for flag in flags if not flag.lower().startswith(("max-age", "expires"))}
    return found


async def test_cookies_are_as_strict_as_the_address_allows(
    browsers: Browsers, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    marie = people.add("coach")
    plain = cookies_of(await browsers.open().sign_in(marie))
    flags = {"HttpOnly", "Path=/", "SameSite=lax"}
    assert plain == {"trustcoach_session": flags, "trustcoach_device": flags, "trustcoach_ask": flags}
    monkeypatch.setattr(settings(), "public_url", "https://app.trustcoach.fr")
    web = browsers.open()
    web.headers["origin"] = "https://app.trustcoach.fr"
    bound = cookies_of(await web.post("/auth/login", email=marie.email, password=PASSWORD))
    strict = {*flags, "Secure"}
    assert bound == {"__Host-trustcoach": strict, "__Host-trustcoach_device": strict, "__Host-trustcoach_ask": strict}


async def test_other_cookies_do_not_hide_ours(web: Web, people: People) -> None:
    await web.sign_in(people.add("coach"))
    header = f'odd={{"a":1}}; x; =y; trustcoach_session={web.session}; "quoted'
    web.client.cookies.clear()
    assert (await web.client.get("/", headers={"cookie": header})).headers["location"] == "/dashboard/coach"


@pytest.mark.parametrize(
    ("hops", "forwarded", "seen"),
    [
        (0, "9.9.9.9", "10.1.2.3"),
        (1, "9.9.9.9", "9.9.9.9"),
        (1, "6.6.6.6, 9.9.9.9", "9.9.9.9"),
        (2, "6.6.6.6, 9.9.9.9, 8.8.8.8", "9.9.9.9"),
        (2, "9.9.9.9", "10.1.2.3"),
        (1, "n'importe quoi", None),
        (1, "::ffff:9.9.9.9", "9.9.9.9"),
    ],
)
async def test_addresses_count_through_our_own_proxies_only(
    browsers: Browsers, people: People, monkeypatch: pytest.MonkeyPatch, hops: int, forwarded: str, seen: str | None
) -> None:
    marie, web = people.add("coach"), browsers.open("10.1.2.3")
    monkeypatch.setattr(settings(), "trusted_proxy_hops", hops)
    web.headers["x-forwarded-for"] = forwarded
    await web.sign_in(marie)
    assert people.value("SELECT host(ip) FROM login_sessions WHERE user_id = %s", marie.id) == seen


async def test_many_from_one_place_leave_connections_to_others(web: Web) -> None:
    """They wait for each other in the throttle: whoever waits must not hold a connection meanwhile."""
    from trustcoach_app.db.engine import WEB, engine

    many = [asyncio.create_task(web.post("/auth/login", email=f"a{n}@b.fr", password="x")) for n in range(40)]
    most = 0
    while not all(post.done() for post in many):
        most = max(most, engine(WEB).sync_engine.pool.checkedout())  # type: ignore[attr-defined]
        await asyncio.sleep(0.001)
    assert {post.result().status_code for post in many} == {303}
    assert 0 < most <= AT_A_TIME


def test_a_cookie_that_is_not_ours_says_nothing() -> None:
    from trustcoach_app.auth.flash import Flash, base64, from_cookie

    said = b'{"page": "/login", "key": "wait", "email": "", "minutes": Infinity}'
    assert from_cookie(base64.urlsafe_b64encode(said).decode(), "/login") == Flash()


async def test_each_name_of_this_machine_is_ours_while_developing(web: Web) -> None:
    for origin in settings().origins:
        answer = await web.client.post("/auth/login", data={"email": "a@b.fr"}, headers={"origin": origin})
        assert answer.status_code == 303


@pytest.mark.parametrize(
    ("email", "password", "said"),
    [
        ("", "", "Indiquez une adresse e-mail complète, par exemple marie@exemple.fr."),
        ("", PASSWORD, "Indiquez une adresse e-mail complète, par exemple marie@exemple.fr."),
        ("marie@exemple.fr", "", "Indiquez votre mot de passe."),
    ],
)
async def test_what_is_missing_at_sign_in_is_named_and_is_no_try(
    web: Web, email: str, password: str, said: str
) -> None:
    for _ in range(30):  # a counted try would be told to wait by then
        await web.post("/auth/login", email=email, password=password)
    assert web.said() == said
