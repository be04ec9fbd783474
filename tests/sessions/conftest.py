"""A session that has begun, in alice's practice."""

from uuid import UUID

import pytest

from tests.bookings.diary import SLOT, given
from tests.fixtures.practice import Practice
from trustcoach_app.bookings.service import start_session
from trustcoach_app.sessions.queries import session_of_booking


@pytest.fixture
async def session_id(alice: Practice) -> UUID:
    """Alice's session."""
    row = await given(alice)
    await alice.does(start_session, booking_id=row.id, now=SLOT)
    return (await alice.does(session_of_booking, booking_id=row.id)).id
