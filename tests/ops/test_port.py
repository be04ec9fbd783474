"""A busy port is named, with who holds it and how to take another."""

import os
import socket
from collections.abc import Generator

import pytest

from ops.console import CommandError
from ops.port import require_free_port


def _listener(family: socket.AddressFamily, host: str) -> socket.socket:
    listener = socket.socket(family)
    listener.bind((host, 0))
    listener.listen()
    return listener


@pytest.fixture(params=[(socket.AF_INET, "127.0.0.1"), (socket.AF_INET, ""), (socket.AF_INET6, "::1")])
def taken_port(request: pytest.FixtureRequest) -> Generator[int]:
    family, host = request.param
    try:
        listener = _listener(family, host)
    except OSError:
        pytest.skip(f"this machine has no {host or 'network'}")
    with listener:
        yield listener.getsockname()[1]


def test_says_who_holds_it_and_how_to_take_another(taken_port: int) -> None:
    with pytest.raises(CommandError) as refusal:
        require_free_port("127.0.0.1", taken_port)
    line = str(refusal.value)
    assert f"Port {taken_port} is taken by python" in line
    assert f"(process {os.getpid()})" in line
    assert f"PORT={taken_port + 1} make run" in line
    assert "\n" not in line


def test_a_free_port_passes() -> None:
    with _listener(socket.AF_INET, "127.0.0.1") as listener:
        port = listener.getsockname()[1]
    require_free_port("127.0.0.1", port)
