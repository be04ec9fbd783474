"""How a client is doing (decision 10): one rule, said in Python for a client and in SQL for all of them.

tests/bookings/test_health.py draws diaries, zones and hours, and finds both equal.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Date, case, cast, func, literal

from trustcoach_app.bookings.histories import History

RECENT_DAYS = 14
"""After a session, somebody without another one is active for so long."""
LAPSED_DAYS = 60
"""After so long they are inactive; in between the coach has a look."""


class Health(StrEnum):
    """Worst last. The values stand in the list's address."""

    ACTIVE = "actif"
    REVIEW = "a-revoir"
    NEW = "nouveau"
    INACTIVE = "inactif"


def health(history: History, zone: ZoneInfo, now: datetime) -> Health:
    """As the coach's calendar says it at `now`: days are counted by midnights, not by 24 hours."""
    if history.last_held is None:
        return Health.NEW
    if history.next_planned or history.running_until:
        return Health.ACTIVE
    days = days_since(history.last_held, zone, now)
    if days > LAPSED_DAYS:
        return Health.INACTIVE
    return Health.REVIEW if days > RECENT_DAYS else Health.ACTIVE


def days_since(instant: datetime, zone: ZoneInfo, now: datetime) -> int:
    """Calendar days between an instant and now: 0 is today, 1 yesterday."""
    return (now.astimezone(zone).date() - instant.astimezone(zone).date()).days


def health_column(history: Any, zone: ZoneInfo, now: datetime) -> Any:
    """The same, over the columns of `histories` (outer joined: a client without a booking is new)."""
    today = literal(now.astimezone(zone).date(), Date)
    days = today - cast(func.timezone(zone.key, history.last_held), Date)
    return case(
        (history.last_held.is_(None), Health.NEW.value),
        (history.next_planned.is_not(None) | history.running_until.is_not(None), Health.ACTIVE.value),
        (days > LAPSED_DAYS, Health.INACTIVE.value),
        (days > RECENT_DAYS, Health.REVIEW.value),
        else_=Health.ACTIVE.value,
    )
