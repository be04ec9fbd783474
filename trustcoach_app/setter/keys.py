"""Keys that are made again from what they stand for: of events, and of words however they are spelt."""

from uuid import UUID, uuid5

from trustcoach_app.names import bare

LONGEST_KEY = 80


def event_key(coach_id: UUID, event_id: str) -> UUID:
    """The key of an event's row, and of the message it brought: the same (coach, event_id) is the same row."""
    return uuid5(coach_id, event_id)


def spelling_key(words: str) -> str:
    """`"  Infirmière   Libérale"` and `"infirmiere_liberale"` → `"infirmiere liberale"`: a source or a profession is
    the same however its case, accents and blanks are. Signs stay: C++ and C# are two.
    """
    return " ".join(bare(words).replace("_", " ").split())[:LONGEST_KEY]
