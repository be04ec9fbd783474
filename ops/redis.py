"""The Redis that tests of several web processes share: a server of its own, with a password, which keeps nothing."""

import secrets
import shutil
import socket
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from ops.apt import install_package
from ops.children import end, start
from ops.console import CommandError

_START_SECONDS = 30.0


def require_redis() -> str:
    """The path of a redis-server; installs one if there is none. Raises CommandError when none can be had."""
    found = shutil.which("redis-server")
    if found is None:
        install_package("redis-server")
        found = shutil.which("redis-server")
    if found is None:
        raise CommandError("The tests need a Redis: install one (apt-get install redis-server)")
    return found


@contextmanager
def running_redis(folder: Path) -> Generator[str]:
    """A Redis on loopback that ends with the block, and its URL. `folder` gets its settings and what it says."""
    port, password, log = _free_port(), secrets.token_urlsafe(), folder / "redis.log"
    with log.open("w") as output:
        server = start([require_redis(), str(_settings(folder, port, password))], {}, output)
    try:
        _wait_until_it_listens(port, log)
        yield f"redis://:{password}@127.0.0.1:{port}/0"
    finally:
        end(server)


def _settings(folder: Path, port: int, password: str) -> Path:
    """In a file, for the eyes of its user: arguments of a process are for everybody's."""
    file = folder / "redis.conf"
    file.touch(mode=0o600)
    lines = (f"port {port}", "bind 127.0.0.1", f"requirepass {password}", 'save ""', "appendonly no", f'dir "{folder}"')
    file.write_text("\n".join((*lines, "")))
    return file


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_it_listens(port: int, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not _listens(port):
        if time.monotonic() > deadline:
            raise CommandError(f"The Redis of the tests does not start:\n{log.read_text()}")
        time.sleep(0.05)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
