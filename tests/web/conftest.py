"""The real web process, for what the tests say to its sockets."""

from collections.abc import Iterator

import pytest

from ops.processes import APP
from tests.machine.conftest import WebProcess, web_process


@pytest.fixture(scope="module")
def process(owner_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebProcess]:
    """One of its own for each file of tests."""
    with web_process(APP, tmp_path_factory.mktemp("web") / "log") as running:
        yield running
