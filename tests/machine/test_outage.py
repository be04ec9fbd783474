"""PostgreSQL gone while pages are open: few lines of log, one calm word on each page, and all comes back by itself."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.errors import CannotConnectNow, DeadlockDetected, QueryCanceled, UniqueViolation
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from ops.processes import APP
from tests.auth.sockets import NAMES, tab
from tests.machine.conftest import WebProcess, start_again, stop_at_once, web_process
from trustcoach_app.db.outage import is_outage

FOCUS = "/dashboard/coach"
CLICK = [(NAMES["shell_state.say"], {"text": "clic"})]
ASKED = 60
"""Clicks of each of three pages meanwhile: once, each cost hundreds of failures."""


def broken() -> psycopg.OperationalError:
    """What libpq raises when nobody answers."""
    with pytest.raises(psycopg.OperationalError) as caught:
        psycopg.connect("postgresql://nobody@127.0.0.1:1/x", connect_timeout=2)
    return caught.value


def test_what_is_an_outage() -> None:
    gone = broken()
    for error in (
        gone,
        OperationalError("", {}, gone),
        CannotConnectNow(),
        psycopg.InterfaceError(),
        NoConnectionLeft(),
    ):
        assert is_outage(error), error


def test_what_is_a_refusal() -> None:
    for cause in (UniqueViolation(), DeadlockDetected(), QueryCanceled()):
        assert not is_outage(cause)
        assert not is_outage(IntegrityError("", {}, cause))
    for error in (ValueError(), TimeoutError(), None):
        assert not is_outage(error)


@pytest.fixture
def process(restartable_postgres: Any, tmp_path: Path) -> Iterator[WebProcess]:
    with web_process(APP, tmp_path / "log", DATABASE_URL=restartable_postgres.get_uri("tc")) as running:
        yield running


async def test_pages_are_told_and_come_back(process: WebProcess, restartable_postgres: Any) -> None:
    """With a session cookie, so that every event asks the database who it is."""
    async with (
        tab(process.origin, session="x", path=FOCUS) as loaded,
        tab(process.origin, session="x", path="/compte") as clicking,
        tab(process.origin, session="x", path=FOCUS) as loading,
    ):
        await loaded.load()
        await clicking.load()
        stop_at_once(restartable_postgres)
        before, began = len(process.said()), time.monotonic()
        await loading.send(NAMES["state.hydrate_and_load"])
        for _ in range(ASKED):
            for page in (loaded, clicking, loading):
                await page.send(*CLICK[0][:1], **CLICK[0][1])
            await asyncio.sleep(0.05)
        await told(loaded, clicking, loading)
        lines, seconds = process.said()[before:], time.monotonic() - began
        assert 1 <= len(lines) <= seconds + 2, lines
        for page in (loaded, clicking, loading):
            page.frames.clear()
        start_again(restartable_postgres)
        await back(loaded, clicking, loading)
        assert "clic" in str(await clicking.answers(CLICK)) or "clic" in clicking.heard


async def told(*pages: Any) -> None:
    """Each says that the service is away."""
    await asyncio.gather(*(page._until('"is_unavailable_rx_state_": true', 0) for page in pages))


async def back(*pages: Any) -> None:
    """Each is loaded again, without having asked, and says no more that it is away."""
    await asyncio.gather(*(page._until('"is_hydrated_rx_state_": true', 0) for page in pages))
    for page in pages:
        assert '"is_unavailable_rx_state_": false' in page.heard


async def test_an_outage_is_told_to_the_door_as_well(process: WebProcess, restartable_postgres: Any) -> None:
    """Also while nobody is signed in there."""
    async with tab(process.origin, session="x", path="/login") as asking, tab(process.origin, path="/login") as door:
        await door.load()
        stop_at_once(restartable_postgres)
        await asking.send(NAMES["state.hydrate"])
        await told(asking)
        await door.send(NAMES["state.hydrate"])
        await told(door)
        start_again(restartable_postgres)
        await back(asking, door)
