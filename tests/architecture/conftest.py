"""These tests hold a million nodes of syntax trees for as long as they run."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="package", autouse=True)
def _trees_are_left_alone() -> Iterator[None]:
    """The collector of cycles would go through all of them again and again, for half of the time."""
    gc.disable()
    yield
    gc.freeze()
    gc.enable()
