"""The application's own connections to the test database, and the world that stands in it."""

from collections.abc import AsyncGenerator

import pytest

from tests.db.owner import plant
from tests.db.scratch import empty, modest_owner, scratch
from tests.db.world import World, build_world
from trustcoach_app.db.engine import JOBS, WEB, engine

__all__ = ["empty", "modest_owner", "scratch"]


@pytest.fixture(scope="session")
async def database(owner_url: str) -> AsyncGenerator[str]:
    """The owner's URL, while the application's pools are open; they are closed before the database goes."""
    yield owner_url
    for login in (WEB, JOBS):
        await engine(login).dispose()


@pytest.fixture(scope="session")
def world(database: str) -> World:
    """Two practices, planted once. Tests roll back what they try."""
    built = build_world()
    plant(database, built)
    return built
