"""Keys that are made again from what they stand for: of events, and of what leads work as."""

from uuid import UUID, uuid5

LONGEST_JOB_KEY = 80


def event_key(coach_id: UUID, event_id: str) -> UUID:
    """The key of an event's row, and of the message it brought: the same (coach, event_id) is the same row."""
    return uuid5(coach_id, event_id)


def job_key(job_title: str) -> str:
    """`"  Infirmière   Libérale"` → `"infirmière libérale"`: counted as one, and still good to read."""
    return " ".join(job_title.casefold().split())[:LONGEST_JOB_KEY]
