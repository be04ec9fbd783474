"""The real application, built and served as in production: what it refuses, and what its answers carry."""

import socket
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.async_api import Browser

from tests.fixtures.browser import LiveServer
from tests.fixtures.people import PASSWORD, People
from trustcoach_app.reflex_seams.protocol import ENDPOINTS
from trustcoach_app.web.page_hashes import script_hashes
from trustcoach_app.web.security_headers import on_this_site

FOREIGN = ("https://evil.example", "http://localhost:1", "null", "http://localhost.evil.example:3000")


@pytest.fixture
async def http(live_server: LiveServer) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=live_server.url) as client:
        yield client


def handshake(url: str, origin: str | None) -> int:
    """The HTTP status that a websocket's opening request gets."""
    address = urlsplit(url)
    lines = [
        "GET /_event/?EIO=4&transport=websocket&token=11111111-1111-1111-1111-111111111111 HTTP/1.1",
        f"Host: {address.netloc}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
    ]
    if origin:
        lines.append(f"Origin: {origin}")
    with socket.create_connection((address.hostname or "", address.port or 80), timeout=30) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        return int(connection.recv(200).split()[1])


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_websocket_from_a_foreign_page_is_refused(live_server: LiveServer, origin: str) -> None:
    assert handshake(live_server.url, origin) == 403


def test_a_websocket_from_our_own_page_opens(live_server: LiveServer) -> None:
    assert handshake(live_server.url, live_server.url) == 101
    assert handshake(live_server.url, live_server.url.replace("localhost", "127.0.0.1")) == 101


@pytest.mark.parametrize("origin", FOREIGN)
@pytest.mark.parametrize("path", ["/auth/logout", "/auth/login", "/no-such-path"])
async def test_a_post_from_a_foreign_page_is_refused(http: httpx.AsyncClient, path: str, origin: str) -> None:
    answer = await http.post(path, headers={"Origin": origin})
    assert (answer.status_code, answer.text) == (403, "Forbidden")


async def test_a_post_without_origin_from_another_site_is_refused(http: httpx.AsyncClient) -> None:
    answer = await http.post("/auth/logout", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_endpoints_that_reflex_opens_are_closed(http: httpx.AsyncClient, endpoint: str, method: str) -> None:
    for path in (endpoint, f"{endpoint}/", f"{endpoint}/file.pdf"):
        answer = await http.request(method, path, headers={"Origin": str(http.base_url).rstrip("/")})
        assert (answer.status_code, answer.text) == (404, "Not Found")


@pytest.mark.parametrize("path", ["/login", "/dashboard/coach", "/dashboard/coach/seances/1", "/no-such-page"])
async def test_a_page_allows_its_own_inline_scripts_and_no_others(http: httpx.AsyncClient, path: str) -> None:
    answer = await http.get(path)
    policy = dict(rule.split(" ", 1) for rule in answer.headers["content-security-policy"].split("; "))
    allowed = set(policy["script-src"].split())
    assert len(script_hashes(answer.text)) >= 3
    assert script_hashes(answer.text) <= allowed
    assert not allowed & {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "data:", "blob:"}
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["object-src"] == "'none'"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert "strict-transport-security" not in answer.headers


async def test_hashed_files_are_kept_for_ever_and_compressed(http: httpx.AsyncClient) -> None:
    page = await http.get("/login")
    script = next(part.split('"')[0] for part in page.text.split('href="') if part.startswith("/assets/"))
    sizes: dict[str, int] = {}
    for encoding in ("identity", "gzip", "br"):
        async with http.stream("GET", script, headers={"Accept-Encoding": encoding}) as answer:
            assert answer.headers.get("content-encoding", "identity") == encoding
            assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
            sizes[encoding] = sum([len(chunk) async for chunk in answer.aiter_raw()])
    assert sizes["br"] < sizes["gzip"] < sizes["identity"]


@pytest.mark.parametrize("host", ["evil.example", ""])
async def test_a_redirect_names_neither_scheme_nor_host(http: httpx.AsyncClient, host: str) -> None:
    """Behind a proxy it would lead to plain http, with the token of a mailed link in the query."""
    answer = await http.get("/login//lien?jeton=abc", headers={"Host": host} if host else {})
    assert (answer.status_code, answer.headers["location"]) == (307, "/login//lien/?jeton=abc")


def test_a_redirect_leads_to_no_other_host() -> None:
    assert on_this_site("http://here:3000//evil.example/..//login/", "here:3000") == "/evil.example/..//login/"
    assert on_this_site("https://pay.example/x?y=1", "here:3000") == "https://pay.example/x?y=1"


async def test_a_hashed_file_that_is_gone_is_not_kept(http: httpx.AsyncClient) -> None:
    answer = await http.get("/assets/gone-00000000.js")
    assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store")


async def test_pages_run_under_the_policy_without_a_violation(
    browser: Browser, live_server: LiveServer, people: People
) -> None:
    coach, url = people.add("coach"), live_server.url
    context = await browser.new_context()
    form = {"email": coach.email, "password": PASSWORD}
    entered = await context.request.post(f"{url}/auth/login", form=form, headers={"Origin": url}, max_redirects=0)
    assert entered.status == 303
    page = await context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    await page.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.error('CSP', e.violatedDirective, e.blockedURI))"
    )
    for path in ("/kit", "/dashboard/coach"):
        await page.goto(url + path)
        await page.wait_for_load_state("networkidle")
        await page.get_by_role("heading", level=1).first.wait_for()
    assert [line for line in said if line.startswith(("error", "warning"))] == []
    await context.close()


async def test_the_policy_stops_an_injected_script(browser: Browser, live_server: LiveServer) -> None:
    context = await browser.new_context()
    page = await context.new_page()
    await page.goto(f"{live_server.url}/login")
    await page.evaluate(
        "const script = document.createElement('script'); script.textContent = 'window.injected = true';"
        "document.body.append(script)"
    )
    assert await page.evaluate("window.injected") is None
    await context.close()
