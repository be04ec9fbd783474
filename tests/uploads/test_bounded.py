"""A reader in a process of its own: it really ends, whatever it is given."""

import asyncio
import logging
from typing import Any

import psutil
import pytest

from tests.eventually import eventually
from trustcoach_app.uploads import bounded
from trustcoach_app.uploads.bounded import NOT_READ, TOO_MANY, TOO_MUCH, run_bounded
from trustcoach_app.uploads.text import Unreadable

READER = "tests.uploads.readers"


def children() -> set[int]:
    """The processes of ours that run now."""
    return {child.pid for child in psutil.Process().children() if READER in " ".join(child.cmdline())}


async def test_the_parts_come_back_as_they_were_said() -> None:
    content = bytes(range(256)) * 20_000
    assert await run_bounded(READER, b"head", content) == [b"head", content]


async def test_it_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "a secret")
    names, _ = await run_bounded(READER, b"who am I", b"")
    assert b"SECRET_KEY" not in names


@pytest.mark.parametrize("limit", ["PATIENCE", "SECONDS"])
async def test_one_that_runs_for_ever_is_ended(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the clock, and by the processor's own time; and nothing of it is left."""
    if limit == "PATIENCE":
        monkeypatch.setattr(bounded, "PATIENCE", 1.0)
    else:
        monkeypatch.setattr(bounded, "SECONDS", 1)
        monkeypatch.setattr(bounded, "PATIENCE", 300.0)
    with pytest.raises(Unreadable) as refused:
        await run_bounded(READER, b"for ever", b"")
    assert (str(refused.value), children()) == (TOO_MUCH, set())


async def test_one_that_is_given_up_ends_too() -> None:
    """The browser that sent it went away."""
    reading = asyncio.create_task(run_bounded(READER, b"for ever", b""))
    await eventually(_is_running, True)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert children() == set()


async def _is_running() -> bool:
    return bool(children())


@pytest.mark.parametrize(
    ("head", "sentence"), [(b"too large", TOO_MUCH), (b"broken", NOT_READ), (b"refused", "Ligne 3 : non.")]
)
async def test_whatever_it_breaks_on_is_a_sentence(head: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        await run_bounded(READER, head, b"")
    assert str(refused.value) == sentence


async def test_a_defect_is_logged_without_what_the_file_says(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(Unreadable):
        await run_bounded(READER, b"broken", b"Marie Dupont")
    assert "ValueError in readers.py" in caplog.text
    assert "Marie" not in caplog.text


async def test_who_comes_when_many_wait_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others have their turn, two at a time."""
    monkeypatch.setattr(bounded, "MOST_WAITING", 3)
    answers: list[Any] = await asyncio.gather(
        *(run_bounded(READER, b"head", b"x") for _ in range(4)), return_exceptions=True
    )
    assert [str(one) for one in answers if isinstance(one, Exception)] == [TOO_MANY]
    assert await run_bounded(READER, b"head", b"x") == [b"head", b"x"]
