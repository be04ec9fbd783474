"""Alice's setter as raw rows."""

from collections.abc import Generator

import pytest

from tests.fixtures.practice import Practice
from tests.setter.rollup.raw import Raw, opened


@pytest.fixture
def raw(alice: Practice, application: str) -> Generator[Raw]:
    """Alice's rows."""
    yield from opened(alice, application)
