"""How Focus says the hour that an early start leaves."""

from datetime import UTC, datetime, timedelta

import pytest

from trustcoach_app.focus.service import hour_in_words
from trustcoach_app.models.bookings import Booking

NOON = datetime(2026, 1, 12, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (timedelta(hours=2), "d’aujourd’hui à 14:00"),
        (timedelta(days=1), "de demain à 12:00"),
        (timedelta(days=3), "de jeudi 15 janvier à 12:00"),
    ],
)
def test_it_goes_on_after_au_lieu(later: timedelta, words: str) -> None:
    assert hour_in_words(Booking(starts_at=NOON + later, timezone="Europe/Paris"), NOON) == words
