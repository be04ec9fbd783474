"""Instants as the calendar component writes them: the wall clock of the coach's zone, without a zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from trustcoach_app.errors import InvalidInput
from trustcoach_app.forms import a_local_instant


def wall_of(instant: datetime, zone: ZoneInfo) -> str:
    """`2026-01-12T14:00:00`"""
    return instant.astimezone(zone).replace(tzinfo=None, microsecond=0).isoformat()


def instant_of(wall: str, zone: ZoneInfo) -> datetime:
    """The instant of what a calendar sent, or of what an undo keeps, which names its offset.

    Raises InvalidInput(starts_at), also for an hour that does not exist.
    """
    try:
        local = datetime.fromisoformat(str(wall))
        if local.tzinfo is not None:
            return local.astimezone(UTC)
    except (ValueError, OverflowError):
        raise InvalidInput(starts_at="Indiquez une date et une heure.") from None
    return a_local_instant(local.date(), local.time(), zone, "starts_at")
