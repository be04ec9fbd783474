"""What a coach sets up once in her planning, as rows for the world of the matrix."""

from datetime import UTC, date, datetime, time
from typing import Any

from psycopg.types.range import TimestamptzRange

from trustcoach_app.db.types import new_id

DAY = date(2030, 3, 4)
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
    """An upload and a row that it made: whether they stand, the table, the values."""
    words = {"filename": "", "plan": b"sealed", "outcome": ""}
    upload, made = new_id(), [new_id(), new_id()]
    of_upload = {"import_id": upload, "recurrence": "", "made": ""}
    return [
        (True, "imports", {"id": upload, **words}),
        (False, "imports", {"id": new_id(), **words}),
        (True, "imported_rows", {"id": made[0], "uid": made[0].hex, **of_upload}),
        (False, "imported_rows", {"id": made[1], "uid": made[1].hex, **of_upload}),
    ]
