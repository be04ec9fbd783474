"""The application as it is served, with a signed-in coach in a real Chromium, for measuring."""

import socket
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from time import monotonic, sleep
from uuid import UUID

import psycopg
from playwright.async_api import Browser, BrowserContext, async_playwright

from ops.application import application_environment
from ops.chromium import require_chromium
from ops.processes import jobs_process, web_process
from ops.ready import answer_of
from ops.supervised_process import SupervisedProcess
from trustcoach_app import clock
from trustcoach_app.auth.login_sessions import cookie_name, open_session
from trustcoach_app.config import settings
from trustcoach_app.db.engine import given_url
from trustcoach_app.db.principal import DOOR
from trustcoach_app.db.unit_of_work import unit_of_work

FIGURES = "/dashboard/coach/setter"
START_SECONDS = 60.0


@contextmanager
def served(*, with_jobs: bool = False, **changed: str) -> Generator[str]:
    """The built application on the benchmark's database; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://localhost:{port}"
    owner = given_url().render_as_string(hide_password=False)
    own = {"PORT": str(port), "PUBLIC_URL": url, "DATABASE_URL": owner, "DATA_DIR": str(settings().data_dir)}
    environment = application_environment(**own, ENVIRONMENT="test", DEMO="0", **changed)
    processes = [web_process("127.0.0.1", port, environment)] + ([jobs_process(environment)] if with_jobs else [])
    for process in processes:
        process.start()
    try:
        _wait_until_alive(url, processes[0])
        yield url
    finally:
        for process in processes:
            process.stop()


def _wait_until_alive(url: str, web: SupervisedProcess) -> None:
    deadline = monotonic() + START_SECONDS
    while answer_of(f"{url}/health")[0] != 200:
        if web.record() is None or monotonic() > deadline:
            raise RuntimeError(f"The application does not start:\n{web.log_tail(30)}")
        sleep(0.1)


@asynccontextmanager
async def chromium() -> AsyncGenerator[Browser]:
    """One browser."""
    async with async_playwright() as playwright:
        options = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
        browser = await playwright.chromium.launch(executable_path=require_chromium(), args=options)
        yield browser
        await browser.close()


async def token_of(coach_id: UUID) -> str:
    """A session of a seeded coach."""
    url = given_url().set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as owner:
        row = owner.execute("SELECT user_id FROM coaches WHERE id = %s", (coach_id,)).fetchone()
        assert row is not None
        owner.execute("INSERT INTO user_roles (user_id, role) VALUES (%s, 'coach') ON CONFLICT DO NOTHING", row)
    who = {"ip": "127.0.0.1", "user_agent": "benchmark", "how": "password"}
    async with unit_of_work(DOOR) as db:
        return await open_session(db, user_id=row[0], now=clock.now(), **who)


async def profile(browser: Browser, url: str, token: str) -> BrowserContext:
    """A new browser profile, signed in."""
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, locale="fr-FR")
    await context.add_cookies([{"name": cookie_name(), "value": token, "url": url}])
    return context
