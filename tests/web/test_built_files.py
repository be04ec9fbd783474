"""The build's files out of memory: which form of one is answered, and what is left to others."""

from pathlib import Path

import httpx
import pytest
from starlette.responses import PlainTextResponse

from trustcoach_app.web.built_files import BuiltFiles


@pytest.fixture
async def http(tmp_path: Path) -> httpx.AsyncClient:
    """A build of three files, before an application that answers everything else."""
    assets = tmp_path / "assets"
    assets.mkdir()
    for name, content in {
        "a.js": "plain",
        "a.js.br": "brotli",
        "a.js.gz": "gzip",
        "b.css": "b{}",
        "c.map": "c",
    }.items():
        (assets / name).write_text(content)
    app = BuiltFiles(PlainTextResponse("elsewhere"), tmp_path)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")


@pytest.mark.parametrize(
    ("accepted", "sent", "said"),
    [
        ("gzip, deflate, br, zstd", b"brotli", "br"),
        ("gzip", b"gzip", "gzip"),
        ("br;q=0", b"plain", None),
        ("", b"plain", None),
    ],
)
async def test_the_smallest_form_that_is_accepted(
    http: httpx.AsyncClient, accepted: str, sent: bytes, said: str | None
) -> None:
    async with http.stream("GET", "/assets/a.js", headers={"Accept-Encoding": accepted}) as answer:
        assert b"".join([chunk async for chunk in answer.aiter_raw()]) == sent
    assert answer.headers.get("content-encoding") == said
    assert answer.headers["content-type"].startswith("text/javascript")
    assert (answer.headers["vary"], answer.headers["content-length"]) == ("Accept-Encoding", str(len(sent)))


async def test_a_file_that_is_not_compressed(http: httpx.AsyncClient) -> None:
    answer = await http.get("/assets/b.css")
    assert (answer.text, answer.headers["content-type"]) == ("b{}", "text/css; charset=utf-8")


@pytest.mark.parametrize("path", ["/assets/c.map", "/assets/a.js.br", "/assets/gone.js", "/assets/../a.js", "/"])
async def test_everything_else_is_passed_on(http: httpx.AsyncClient, path: str) -> None:
    assert (await http.get(path)).text == "elsewhere"


async def test_what_does_not_read_is_passed_on(http: httpx.AsyncClient) -> None:
    assert (await http.post("/assets/a.js")).text == "elsewhere"
