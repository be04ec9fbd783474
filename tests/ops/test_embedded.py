"""The embedded server starts after every kind of end."""

import os
import signal
from collections.abc import Generator
from pathlib import Path

import psutil
import psycopg
import pytest

from ops.folders import data_dir
from trustcoach_app.db.embedded import OWNER, EmbeddedServer


@pytest.fixture(scope="module")
def server() -> Generator[EmbeddedServer]:
    """A server of its own: these tests kill it."""
    server = EmbeddedServer(data_dir() / "test" / f"embedded-{os.getpid()}" / "postgres", durable=False)
    server.start()
    yield server
    server.stop()
    _remove(server.home.parent)


def _remove(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.unlink() if path.is_symlink() or not path.is_dir() else path.rmdir()
    folder.rmdir()


def _pid(server: EmbeddedServer) -> int:
    return int((server.data / "postmaster.pid").read_text().splitlines()[0])


def _answers(server: EmbeddedServer) -> bool:
    with psycopg.connect(server.url(OWNER)) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def test_starting_twice_starts_once(server: EmbeddedServer) -> None:
    server.start()
    assert server.start() is False
    assert _answers(server)


def test_starts_again_after_its_postmaster_was_killed(server: EmbeddedServer) -> None:
    server.start()
    os.kill(_pid(server), signal.SIGKILL)
    server.start()
    assert _answers(server)


@pytest.mark.parametrize(
    "content",
    ["", "not a number\n", f"{os.getpid()}\nsomewhere\n", f"{2**22 - 1}\n"],
    ids=["empty", "no number", "another process", "nobody"],
)
def test_a_pid_file_left_behind_keeps_nothing_from_starting(server: EmbeddedServer, content: str) -> None:
    server.stop()
    owner = server.data.stat()
    (server.data / "postmaster.pid").write_text(content)
    os.chown(server.data / "postmaster.pid", owner.st_uid, owner.st_gid)
    assert not server.is_running()
    assert server.start() is True
    assert psutil.pid_exists(os.getpid())
    assert _answers(server)


def test_what_was_half_made_is_made_anew(server: EmbeddedServer) -> None:
    server.stop()
    (server.data / "PG_VERSION").unlink()
    (server.home / "data.unfinished").mkdir()
    server.start()
    assert _answers(server)


def test_only_its_account_can_enter(server: EmbeddedServer) -> None:
    assert server.home.stat().st_mode & 0o077 == 0


def test_the_owner_needs_no_password_and_others_do(server: EmbeddedServer) -> None:
    server.start()
    with psycopg.connect(server.url(OWNER), autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS somebody")
        connection.execute("CREATE ROLE somebody LOGIN PASSWORD 'right'")
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(server.url(OWNER), user="somebody", password="wrong")
    psycopg.connect(server.url(OWNER), user="somebody", password="right").close()


def test_a_database_can_take_the_place_of_another(server: EmbeddedServer) -> None:
    server.start()
    for name in ("old", "new"):
        server.create_database(name)
    with psycopg.connect(server.url("new")) as connection:
        connection.execute("CREATE TABLE mark ()")
    server.replace_database("old", "new")
    with psycopg.connect(server.url("old")) as connection:
        assert connection.execute("SELECT to_regclass('mark')").fetchone() == ("mark",)
