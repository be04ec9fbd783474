"""Keys that are made again from what they stand for: of events, of what leads are found by, of what they work as."""

from uuid import UUID, uuid5

from trustcoach_app.names import fold

LONGEST_SEARCH_KEY = 400
LONGEST_JOB_KEY = 80


def event_key(coach_id: UUID, event_id: str) -> UUID:
    """The key of an event's row, and of the message it brought: the same (coach, event_id) is the same row."""
    return uuid5(coach_id, event_id)


def search_key(*, name: str, username: str, email: str | None) -> str:
    """What `clients.keys.search_words` looks for; cut at the column's length, the name being first."""
    return " ".join(filter(None, map(fold, (name, username, email or ""))))[:LONGEST_SEARCH_KEY]


def job_key(job_title: str) -> str:
    """`"  Infirmière   Libérale"` → `"infirmière libérale"`: counted as one, and still good to read."""
    return " ".join(job_title.casefold().split())[:LONGEST_JOB_KEY]
