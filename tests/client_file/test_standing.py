"""How a client is doing, in words: each sentence, in the coach's calendar days."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.fixtures.practice import NOW
from trustcoach_app.bookings.histories import History
from trustcoach_app.client_file.standing.present import day_ahead, days_ago, why

PARIS = ZoneInfo("Europe/Paris")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("history", "said"),
    [
        (History(), "Pas encore de séance, rien de prévu"),
        (History(next_planned=NOW + DAY), "Première séance demain à 10:00"),
        (History(held=2, last_held=NOW - 3 * DAY), "Dernière séance il y a 3 jours, rien de prévu"),
        (History(held=2, last_held=NOW - 23 * DAY), "Dernière séance il y a 23 jours, rien de prévu"),
        (History(held=1, last_held=NOW - 3 * DAY, next_planned=NOW + HOUR), "Prochaine séance aujourd’hui à 11:00"),
        (History(held=1, last_held=NOW - 3 * DAY, running_until=NOW + HOUR), "En séance en ce moment"),
    ],
)
def test_why(history: History, said: str) -> None:
    assert why(history, PARIS, NOW) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "aujourd’hui"),
        (1, "hier"),
        (2, "il y a 2 jours"),
        (90, "il y a 90 jours"),
        (91, "il y a 3 mois"),
        (364, "il y a 12 mois"),
        (365, "il y a 1 an"),
        (800, "il y a 2 ans"),
    ],
)
def test_days_ago(days: int, said: str) -> None:
    assert days_ago(NOW - days * DAY, PARIS, NOW) == said


def test_yesterday_is_a_calendar_day() -> None:
    """23:00 yesterday is eleven hours ago, and yesterday; in another zone it still was today."""
    late = NOW - 11 * HOUR
    assert days_ago(late, PARIS, NOW) == "hier"
    assert days_ago(NOW - 9 * HOUR, ZoneInfo("Asia/Tokyo"), NOW) == "aujourd’hui"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "aujourd’hui à 10:00"),
        (1, "demain à 10:00"),
        (6, "dimanche 18 janvier à 10:00"),
        (7, "le 19 janv. à 10:00"),
    ],
)
def test_day_ahead(days: int, said: str) -> None:
    assert day_ahead(NOW + days * DAY, PARIS, NOW) == said
