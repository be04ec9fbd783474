"""What a coach sets up once in her planning, as rows for the world of the matrix."""

from datetime import UTC, date, datetime, time
from typing import Any

from psycopg.types.range import TimestamptzRange

from trustcoach_app.db.types import new_id

DAY = date(2030, 3, 4)
A_DAY = datetime(2030, 3, 4, tzinfo=UTC)
A_WEEK = TimestamptzRange(datetime(2030, 3, 4, tzinfo=UTC), datetime(2030, 3, 11, tzinfo=UTC))
FEED_STATE = {"etag": "", "last_modified": "", "problem": ""}


def planning_rows() -> dict[str, dict[str, Any]]:
    """One row of each table, by table."""
    key = new_id()
    buffers = {"buffer_before_minutes": 0, "buffer_after_minutes": 0}
    rules = {"minimum_notice_minutes": 0, "horizon_days": 60, "slot_interval_minutes": 15, "holidays_country": ""}
    money = {"minutes": 60, "price_cents": 0, "modes": ["remote"], "is_active": True}
    return {
        "busy_blocks": {"id": key, "during": A_WEEK, "title": ""},
        "appointment_types": {"id": key, "name": key.hex, "description": "", **money, "position": 0},
        "appointment_reasons": {"id": key, "label": key.hex, "position": 0},
        "weekly_hours": {"id": key, "weekday": 1, "opens": time(9), "closes": time(12)},
        "date_exceptions": {"id": key, "day": DAY, "label": ""},
        "planning_settings": {**buffers, **rules},
        "calendar_feeds": {"id": key, "name": "", "address": b"sealed", "host": "", **FEED_STATE},
    }


def series_values() -> dict[str, Any]:
    """Column values of a series of somebody."""
    when = {"first_on": DAY, "at": time(12), "timezone": "Europe/Paris"}
    return {"frequency": "weekly", **when, "occurrences": 4}


def import_rows() -> list[tuple[bool, str, dict[str, Any]]]:
    """An upload, its pieces and what was made of it: whether they stand, the table, the values."""
    words = {"filename": "", "plan": b"sealed", "outcome": ""}
    upload = new_id()
    rows: list[tuple[bool, str, dict[str, Any]]] = [(True, "imports", {"id": upload, **words})]
    rows.append((False, "imports", {"id": new_id(), **words}))
    for number, is_standing in enumerate((True, False)):
        of_upload = {"id": new_id(), "import_id": upload}
        event = {"provider": "file", "uid": str(number), "recurrence": "", "starts_at": A_DAY, "ends_at": A_DAY}
        rows.append(
            (is_standing, "import_parts", {**of_upload, "kind": "events", "number": number, "content": b"sealed"})
        )
        rows.append((is_standing, "outside_events", {**of_upload, **event}))
        rows.append((is_standing, "imported_clients", {**of_upload, "made": ""}))
    return rows
