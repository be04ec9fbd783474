"""Pages at their address; those of the design system for who works on it only."""

from pathlib import Path

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from trustcoach_app.config import Settings, settings
from trustcoach_app.web.pages import PagesAtTheirAddress

KIT = ("/kit", "/kit/", "/kit/porte", "/kit.html", "//kit", "/kit.html.gz", "/kit.data")


@pytest.fixture
def http(tmp_path: Path) -> httpx.AsyncClient:
    """A build of three pages, before an application that says which path it was asked for."""
    for page in ("kit", "compte", "kitchen"):
        (tmp_path / page).mkdir()
        (tmp_path / page / "index.html").touch()

    async def echo(scope: object, receive: object, send: object) -> None:
        answer: Response = PlainTextResponse(Request(scope).url.path)  # type: ignore[arg-type]
        await answer(scope, receive, send)  # type: ignore[arg-type]

    transport = httpx.ASGITransport(PagesAtTheirAddress(echo, tmp_path))
    return httpx.AsyncClient(transport=transport, base_url="http://test")


@pytest.mark.parametrize(("path", "asked"), [("/compte", "/compte/"), ("/compte/", "/compte/"), ("/gone", "/gone")])
async def test_a_page_is_found_without_its_last_slash(http: httpx.AsyncClient, path: str, asked: str) -> None:
    assert (await http.get(path)).text == asked


@pytest.mark.parametrize("path", KIT)
async def test_production_answers_no_page_of_the_kit(
    http: httpx.AsyncClient, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even one that was built with it."""
    monkeypatch.setattr(settings(), "environment", "production")
    answer = await http.get(httpx.URL(f"http://test{path}"))
    assert (answer.status_code, answer.text) == (404, "Not Found")
    assert (await http.get("/kitchen")).status_code == 200


@pytest.mark.parametrize("environment", ["development", "test"])
async def test_who_works_on_it_sees_it(
    http: httpx.AsyncClient, environment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "environment", environment)
    assert (await http.get("/kit")).text == "/kit/"


def test_it_is_built_for_them_only() -> None:
    shown = {name for name in ("development", "test", "production") if Settings(environment=name).shows_kit}
    assert shown == {"development", "test"}
