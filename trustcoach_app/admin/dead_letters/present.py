"""Dead letters in words. Pure."""

from datetime import datetime
from typing import Any

from trustcoach_app.admin.dead_letters.queries import DeadLetters
from trustcoach_app.admin.dead_letters.views import DeadLetterList, DeadLetterRow
from trustcoach_app.formats import ago, plural

STATES = {"": ("À traiter", "warning"), "replayed": ("Rejouée", "success"), "dismissed": ("Écartée", "neutral")}


def dead_letter_list(found: DeadLetters, *, now: datetime) -> DeadLetterList:
    """The list in words."""
    total = plural(found.open_count, "lettre à traiter", "lettres à traiter")
    return DeadLetterList(
        [_row(row, now) for row in found.rows], total, [_left_out(row, now) for row in found.left_out]
    )


def _left_out(row: Any, now: datetime) -> str:
    """`Léa Moreau : 204 envois comptés sans être gardés, le dernier il y a 3 minutes.`"""
    counted = plural(row.letters, "envoi compté sans être gardé", "envois comptés sans être gardés")
    return f"{row.coach}\u00a0: {counted}, le dernier {ago(row.at, now)}."


def _row(row: Any, now: datetime) -> DeadLetterRow:
    state, tone = STATES[row.settlement]
    return DeadLetterRow(
        id=str(row.id),
        coach_id=str(row.coach_id),
        coach=row.coach,
        when=ago(row.received_at, now).capitalize(),
        problem=row.problem,
        size=_size(row.size),
        state=state,
        tone=tone,
        is_open=row.settled_at is None,
    )


def _size(size: int) -> str:
    """`812 octets`, `12 Kio`"""
    return f"{size} octets" if size < 1024 else f"{size // 1024} Kio"


def readable(body: str) -> str:
    """For a text field, which cannot hold everything that a body can."""
    return body.replace("\x00", "\ufffd")
