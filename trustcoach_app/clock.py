"""The only place that reads the time. Everything else is given `now`."""

from datetime import UTC, datetime, timedelta

from trustcoach_app.config import settings


def now() -> datetime:
    """The current instant, aware and in UTC; moved by CLOCK_FILE in tests (refused in production)."""
    instant = datetime.now(UTC)
    moved_by = settings().clock_file
    if moved_by is None or settings().environment == "production" or not moved_by.exists():
        return instant
    return instant + timedelta(seconds=float(moved_by.read_text() or 0))
