"""An action as its form holds and sends it, and as a removed one is brought back. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trustcoach_app.actions.queries import ActionRow
from trustcoach_app.actions.service import ActionFields
from trustcoach_app.forms import an_id, an_instant, reading
from trustcoach_app.models.actions import LONGEST_ACTION, ActionOwner


@dataclass(frozen=True)
class ActionValues:
    """What the form holds when it opens."""

    title: str = ""
    owner: str = ActionOwner.CLIENT.value
    due_on: str = ""


def action_values(row: ActionRow) -> ActionValues:
    """An action as it stands."""
    return ActionValues(row.title, row.owner.value, row.due_on.isoformat() if row.due_on else "")


def action_fields(sent: Mapping[str, Any]) -> ActionFields:
    """Raises InvalidInput with every field that cannot be taken."""
    with reading(sent) as form:
        return ActionFields(
            title=form.text("title", most=LONGEST_ACTION, required="Écrivez ce qu’il y a à faire."),
            owner=form.choice("owner", ActionOwner),
            due_on=form.day("due_on") if form.given("due_on") else None,
        )


def action_sent(row: ActionRow) -> dict[str, str]:
    """What brings a removed action back."""
    return {
        **vars(action_values(row)),
        "id": str(row.id),
        "client_id": str(row.client_id),
        "session_id": str(row.session_id or ""),
        "done_at": row.done_at.isoformat() if row.done_at else "",
        "created_at": row.created_at.isoformat(),
    }


def action_row(sent: Mapping[str, Any]) -> ActionRow:
    """An action that is brought back. Raises InvalidInput by field, NotFound for what is no id."""
    fields = action_fields(sent)
    return ActionRow(
        id=an_id(sent.get("id")),
        client_id=an_id(sent.get("client_id")),
        title=fields.title,
        owner=fields.owner,
        due_on=fields.due_on,
        done_at=an_instant(sent["done_at"], "done_at") if sent.get("done_at") else None,
        session_id=an_id(sent["session_id"]) if sent.get("session_id") else None,
        created_at=an_instant(sent.get("created_at"), "created_at"),
    )
