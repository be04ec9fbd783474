"""What hangs from a person, as values for the world of the matrix."""

from datetime import UTC, datetime, timedelta
from typing import Any

from trustcoach_app.db.types import new_id

NOON = datetime(2030, 3, 4, 12, tzinfo=UTC)


def login_session() -> dict[str, Any]:
    """Of somebody."""
    key = new_id()
    seen = {"signed_in_at": NOON, "last_seen_at": NOON, "expires_at": NOON + timedelta(days=1)}
    return {"id": key, "token_hash": key.hex, "user_agent": "", **seen}


def link() -> dict[str, Any]:
    """A mailed one."""
    key = new_id()
    return {"id": key, "kind": "reset", "token_hash": key.hex, "attempts": 0, "expires_at": NOON}
