"""The dialog that adds a client, or changes who one is."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import reflex as rx
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app import clock
from trustcoach_app.auth.access import principal
from trustcoach_app.clients.present import file_path
from trustcoach_app.clients.queries import by_id
from trustcoach_app.clients.service import add_client, update_client
from trustcoach_app.coaches import zone_of
from trustcoach_app.formats import french_phone
from trustcoach_app.forms import SentForm, reading
from trustcoach_app.models.clients import ClientStage
from trustcoach_app.shell.forms.state import DialogState, Saved


@dataclass(frozen=True)
class ContactValues:
    """What the form begins with."""

    name: str = ""
    email: str = ""
    phone: str = ""
    timezone: str = "Europe/Paris"


class ContactState(DialogState, rx.State):
    """A new client, or the client that it was opened on."""

    values: ContactValues = ContactValues()

    async def _show(self, db: AsyncSession, row_id: UUID | None) -> None:
        coach_id = principal().coach
        if row_id is None:
            self.values = ContactValues(timezone=(await zone_of(db, coach_id=coach_id)).key)
            return
        row = await by_id(db, coach_id=coach_id, client_id=row_id)
        phone = french_phone(row.phone).replace("\xa0", " ") if row.phone else ""
        self.values = ContactValues(row.name, row.email or "", phone, row.timezone)

    async def _write(self, db: AsyncSession, row_id: UUID | None, sent: dict[str, Any]) -> Saved:
        coach_id = principal().coach
        with reading(sent) as form:
            said = _said(form)
        if row_id:
            row = await update_client(db, coach_id=coach_id, client_id=row_id, **said)
            return Saved(f"Fiche de {row.name} modifiée.")
        stage = ClientStage.PROSPECT if sent.get("is_prospect") else ClientStage.CLIENT
        row = await add_client(db, coach_id=coach_id, **said, stage=stage, now=clock.now())
        return Saved(f"{row.name} est dans vos clients.", rx.redirect(file_path(row.id)), "Voir fiche")


def _said(form: SentForm) -> dict[str, Any]:
    """As typed: the service checks every field and refuses all that is wrong at once."""
    return {name: form.typed(name)[:400] for name in ("name", "email", "phone", "timezone")}
