"""What a session earned is said once (models/earned.py), and says what decision 12 does."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from tests.architecture.source import APP, sources
from tests.fixtures.practice import Practice
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.bookings import BookingStatus
from trustcoach_app.models.earned import EARNED

CENTS = st.integers(0, 10_000_000)
BOOKINGS = st.lists(st.tuples(st.sampled_from(BookingStatus), st.none() | CENTS, CENTS), min_size=1, max_size=20)


def earned(status: BookingStatus, price: int | None, retained: int) -> int:
    """Held or missed: the price. Else what was kept: the table holds 0 for all that was not cancelled."""
    return price or 0 if status in (BookingStatus.COMPLETED, BookingStatus.NO_SHOW) else retained


async def test_every_state_and_every_price(alice: Practice) -> None:
    found: list[tuple[list[tuple[BookingStatus, int | None, int]], list[int]]] = []

    @given(BOOKINGS)
    @settings(max_examples=60, deadline=None, database=None)
    def draw(bookings: list[tuple[BookingStatus, int | None, int]]) -> None:
        found.append((bookings, [earned(*booking) for booking in bookings]))

    draw()
    query = text(
        f"SELECT {EARNED} FROM unnest(CAST(:statuses AS booking_status[]), CAST(:prices AS int[]), "
        "CAST(:kept AS int[])) AS booking (status, price_cents, retained_cents)"
    )
    async with unit_of_work(alice.principal) as db:
        for bookings, expected in found:
            statuses, prices, kept = zip(*bookings, strict=True)
            values = {"statuses": list(statuses), "prices": list(prices), "kept": list(kept)}
            assert list(await db.scalars(query, values)) == expected


def test_nobody_says_it_anew() -> None:
    """Add up EARNED: a second rule would drift from the first."""
    again = {source.where for source in sources(APP, "jobs") if re.search(r"(?i)else_?\W.*retained", source.text)}
    assert again == {f"{APP}/models/earned.py"}
