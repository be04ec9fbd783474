"""A moment as its form sends it, and as a removed one is brought back. Pure."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from trustcoach_app.db.types import new_id
from trustcoach_app.forms import reading
from trustcoach_app.models.sessions import LONGEST_MOMENT, MomentKind
from trustcoach_app.sessions.queries import MarkedMoment
from trustcoach_app.sessions.service import LONGEST_SESSION_SECONDS, MOST_MOMENTS


def moment_fields(sent: Mapping[str, Any]) -> MarkedMoment:
    """Kind and words; time and place where they are sent along. Raises InvalidInput by field."""
    with reading(sent) as form:
        return MarkedMoment(
            id=new_id(),
            kind=form.choice("kind", MomentKind),
            note=form.text("note", most=LONGEST_MOMENT, required="Écrivez ce moment."),
            at_seconds=form.number("at_seconds", least=0, most=LONGEST_SESSION_SECONDS)
            if form.given("at_seconds")
            else None,
            position=form.number("position", least=1, most=MOST_MOMENTS + 1) if form.given("position") else 1,
        )


def moment_sent(session_id: UUID, row: MarkedMoment) -> dict[str, str]:
    """What brings a removed moment back to its place."""
    return {
        "session_id": str(session_id),
        "kind": row.kind.value,
        "note": row.note,
        "at_seconds": "" if row.at_seconds is None else str(row.at_seconds),
        "position": str(row.position),
    }
