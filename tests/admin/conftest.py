"""An administrator."""

import pytest

from tests.fixtures.people import People
from trustcoach_app.db.principal import Principal, Role


@pytest.fixture
def admin(people: People) -> Principal:
    """An administrator at work."""
    return Principal(Role.ADMIN, user_id=people.add("admin", name="Ada Ministre").id)
