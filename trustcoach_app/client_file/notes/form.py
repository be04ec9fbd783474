"""A note as its form holds and sends it, and as a removed one is brought back. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from trustcoach_app.forms import an_id, an_instant, reading
from trustcoach_app.models.notes import LONGEST_CLIENT_NOTE
from trustcoach_app.notes.queries import NoteRow


class Audience(StrEnum):
    """Who reads a note."""

    COACH = "coach"
    CLIENT = "client"


@dataclass(frozen=True)
class NoteValues:
    """What the form holds when it opens."""

    text: str = ""
    audience: str = Audience.COACH.value


def note_values(row: NoteRow) -> NoteValues:
    """A note as it stands."""
    return NoteValues(row.text, (Audience.CLIENT if row.shared_at else Audience.COACH).value)


def note_fields(sent: Mapping[str, Any]) -> tuple[str, bool]:
    """Its words, and whether the client may read them. Raises InvalidInput with every field that cannot be taken."""
    with reading(sent) as form:
        text = form.long_text("text", most=LONGEST_CLIENT_NOTE, required="Écrivez la note.")
        return text, form.choice("audience", Audience) is Audience.CLIENT


def note_sent(row: NoteRow) -> dict[str, str]:
    """What brings a removed note back."""
    instants = {"created_at": row.created_at, "changed_at": row.changed_at, "shared_at": row.shared_at}
    return {
        "text": row.text,
        "id": str(row.id),
        "client_id": str(row.client_id),
        **{name: at.isoformat() if at else "" for name, at in instants.items()},
    }


def note_row(sent: Mapping[str, Any]) -> NoteRow:
    """A note that is brought back. Raises InvalidInput by field, NotFound for what is no id."""
    later = {name: an_instant(sent[name], name) if sent.get(name) else None for name in ("changed_at", "shared_at")}
    return NoteRow(
        id=an_id(sent.get("id")),
        client_id=an_id(sent.get("client_id")),
        text=str(sent.get("text", ""))[: LONGEST_CLIENT_NOTE + 1],
        created_at=an_instant(sent.get("created_at"), "created_at"),
        **later,
    )
