"""Keys that a replay makes again."""

from uuid import UUID, uuid5


def event_key(coach_id: UUID, event_id: str) -> UUID:
    """The key of an event's row, and of the message it brought: the same (coach, event_id) is the same row."""
    return uuid5(coach_id, event_id)
