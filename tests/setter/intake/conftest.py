"""Forgetting leads, so that one practice can be told the same story again."""

from collections.abc import Callable, Generator

import psycopg
import pytest

from tests.fixtures.practice import Practice


@pytest.fixture(scope="session")
def forget(owner_url: str) -> Generator[Callable[[Practice], None]]:
    """Deletes a practice's leads with all that hangs from them, as the owner."""
    with psycopg.connect(owner_url, autocommit=True) as owner:
        yield lambda practice: owner.execute("DELETE FROM leads WHERE coach_id = %s", [practice.coach_id])
