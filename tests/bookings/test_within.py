"""Sessions that lie inside stretches of time."""

from sqlalchemy.dialects.postgresql import Range

from tests.bookings.diary import HOUR, SECOND, SLOT, given
from tests.fixtures.practice import NOW, Practice
from trustcoach_app.appointments.ending import cancel_appointment
from trustcoach_app.bookings.within import Within, held_within
from trustcoach_app.db.types import new_id


async def test_each_stretch_counts_what_touches_it(alice: Practice, bob: Practice) -> None:
    """The end of one and the start of the other are no overlap; what is cancelled, over or of others does not count."""
    await given(alice, SLOT)
    await given(alice, SLOT + HOUR)
    fallen = await given(alice, SLOT + 3 * HOUR)
    await alice.does(cancel_appointment, booking_id=fallen.id, reason="", now=NOW)
    await given(bob, SLOT + 5 * HOUR)
    both, second, none = new_id(), new_id(), new_id()
    stretches = {
        both: Range(SLOT + HOUR - SECOND, SLOT + 9 * HOUR),
        second: Range(SLOT + HOUR, SLOT + HOUR + SECOND),
        none: Range(SLOT + 2 * HOUR, SLOT + 9 * HOUR),
    }
    found = await alice.does(held_within, stretches=stretches, since=NOW)
    assert found == {both: Within(2, SLOT), second: Within(1, SLOT + HOUR)}
    assert await alice.does(held_within, stretches=stretches, since=SLOT + HOUR) == {
        both: Within(1, SLOT + HOUR),
        second: Within(1, SLOT + HOUR),
    }
    assert await alice.does(held_within, stretches={}, since=NOW) == {}
