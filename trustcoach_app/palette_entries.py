"""What the palette offers: how clients are found, and acts by the events of their own dialogs."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app import shell
from trustcoach_app.appointments.wizard.state import WizardState
from trustcoach_app.client_file.contact.state import ContactState
from trustcoach_app.clients.present import CLIENTS, file_path
from trustcoach_app.clients.queries import ClientRow, in_order, look_up
from trustcoach_app.formats import french_phone
from trustcoach_app.names import initials, tone_index
from trustcoach_app.shell.palette.sources import MOST_FOUND
from trustcoach_app.shell.palette.views import FoundRow

ACTS = (
    shell.PaletteAct("session", "Nouvelle séance", "wizard", "/dashboard/coach", WizardState.open_wizard("")),
    shell.PaletteAct("client", "Ajouter un client", "contact", CLIENTS, ContactState.open("")),
)


def register_palette_entries() -> None:
    """Called once, when the application starts."""
    shell.register_source(shell.PaletteSource("Clients", f"{CLIENTS}/", search_clients, recent_clients))
    for act in ACTS:
        shell.register_act(act)


async def search_clients(db: AsyncSession, coach_id: UUID, typed: str) -> list[FoundRow]:
    """Those who are meant. One statement; three where nobody is called so and a slip is guessed."""
    return [_row(client) for client in await look_up(db, coach_id=coach_id, search=typed, limit=MOST_FOUND)]


async def recent_clients(db: AsyncSession, coach_id: UUID, client_ids: Sequence[UUID]) -> list[FoundRow]:
    """Those whose files were opened last. One statement."""
    return [_row(client) for client in await in_order(db, coach_id=coach_id, client_ids=client_ids)]


def _row(client: ClientRow) -> FoundRow:
    return FoundRow(
        key=str(client.id),
        label=client.name,
        hint=client.email or french_phone(client.phone),
        href=file_path(client.id),
        initials=initials(client.name),
        tone_index=tone_index(client.name),
    )
